package io.keras4j.cli;

import io.keras4j.models.Model;
import io.keras4j.models.ModelContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keras4j summary FILE}. */
@Command(
        name = "summary",
        description = {
            "Print the layers of a model with their shapes and numbers of parameters.",
            "Of a model with classes that are not known here, what the file tells without them, and which these are."
        })
final class SummaryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A model in any format of Keras, or the JSON of its architecture.")
    private Path file;

    @Option(names = "--expand-nested", description = "List the layers of models inside the model too.")
    private boolean expandNested;

    @Option(names = "--show-trainable", description = "Tell which layers are trainable.")
    private boolean showTrainable;

    @Option(names = "--line-length", paramLabel = "N", description = "The length of lines.")
    private Integer lineLength;

    @Override
    public Integer call() throws IOException {
        if (!ModelFile.isJson(file)) {
            ModelContents contents = Model.inspect(file.toString());
            if (!contents.missing().isEmpty()) {
                contents.summary(spec.commandLine().getOut()::print);
                return 0;
            }
        }
        ModelFile.load(file, true).summary(summary -> {
            summary.expandNested(expandNested)
                    .showTrainable(showTrainable)
                    .printFn(spec.commandLine().getOut()::println);
            if (lineLength != null) {
                summary.lineLength(lineLength);
            }
        });
        return 0;
    }
}
