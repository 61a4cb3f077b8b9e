package io.keras4j.cli;

import io.keras4j.models.Model;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keras4j summary FILE}. */
@Command(name = "summary", description = "Print the layers of a model with their shapes and numbers of parameters.")
final class SummaryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A model in any format of Keras.")
    private Path file;

    @Option(names = "--expand-nested", description = "List the layers of models inside the model too.")
    private boolean expandNested;

    @Option(names = "--show-trainable", description = "Tell which layers are trainable.")
    private boolean showTrainable;

    @Option(names = "--line-length", paramLabel = "N", description = "The length of lines.")
    private Integer lineLength;

    @Override
    public void run() {
        Model model = Model.load(file.toString());
        model.summary(summary -> {
            summary.expandNested(expandNested)
                    .showTrainable(showTrainable)
                    .printFn(spec.commandLine().getOut()::println);
            if (lineLength != null) {
                summary.lineLength(lineLength);
            }
        });
    }
}
