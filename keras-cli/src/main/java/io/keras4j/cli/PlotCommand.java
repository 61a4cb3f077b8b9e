package io.keras4j.cli;

import io.keras4j.models.Model;
import io.keras4j.plots.ModelPlotOptions;
import io.keras4j.plots.Plots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keras4j plot FILE model.png}, or {@code model.dot}. */
@Command(name = "plot", description = "Draw the layers of a model and what flows between them.")
final class PlotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A model in any format of Keras.")
    private Path file;

    @Parameters(
            paramLabel = "PICTURE",
            description = "The picture to write: *.png, or *.dot for the language of Graphviz.")
    private Path picture;

    @Option(names = "--no-shapes", description = "Leave out the shapes of inputs and outputs.")
    private boolean noShapes;

    @Option(names = "--show-dtype", description = "Tell the dtypes of outputs.")
    private boolean showDtype;

    @Option(names = "--expand-nested", description = "Show models within the model with their layers.")
    private boolean expandNested;

    @Override
    public Integer call() throws IOException {
        String name = picture.toString();
        if (!name.endsWith(".png") && !name.endsWith(".dot")) {
            throw new ParameterException(
                    spec.commandLine(), "The name of PICTURE must end with .png or .dot, got " + picture.getFileName());
        }
        Model model = Model.load(file.toString());
        if (name.endsWith(".png")) {
            Plots.plotModel(model, name, this::choose);
        } else {
            Files.writeString(picture, Plots.modelToDot(model, this::choose));
        }
        return CommandLine.ExitCode.OK;
    }

    private void choose(ModelPlotOptions plot) {
        plot.showShapes(!noShapes).showDtype(showDtype).expandNested(expandNested);
    }
}
