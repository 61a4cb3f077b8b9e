package io.keras4j.cli;

import io.keras4j.models.Model;
import io.keras4j.plots.Plots;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keras4j plot FILE model.png}. */
@Command(name = "plot", description = "Draw the layers of a model and what flows between them.")
final class PlotCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A model in any format of Keras.")
    private Path file;

    @Parameters(paramLabel = "PNG", description = "The picture to write: *.png.")
    private Path png;

    @Option(names = "--no-shapes", description = "Leave out the shapes of inputs and outputs.")
    private boolean noShapes;

    @Option(names = "--show-dtype", description = "Tell the dtypes of outputs.")
    private boolean showDtype;

    @Override
    public void run() {
        if (!png.toString().endsWith(".png")) {
            throw new ParameterException(
                    spec.commandLine(), "The name of PNG must end with .png, got " + png.getFileName());
        }
        Model model = Model.load(file.toString());
        Plots.plotModel(
                model, png.toString(), plot -> plot.showShapes(!noShapes).showDtype(showDtype));
    }
}
