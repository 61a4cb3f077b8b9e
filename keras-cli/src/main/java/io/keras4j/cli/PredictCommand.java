package io.keras4j.cli;

import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keras4j predict FILE --input x.npy --output y.npz}. */
@Command(name = "predict", description = "Compute the outputs of a model for arrays in a NumPy file.")
final class PredictCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A model in any format of Keras.")
    private Path file;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "X",
            required = true,
            description =
                    "A .npy file, or a .npz file with an array for each input of the model: by the names of the inputs, or,"
                            + " where no name is that of an input, in their order.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "Y",
            required = true,
            description =
                    "The file to write: .npz with the arrays out0, out1, ..., or .npy for a model with one output.")
    private Path output;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "How many samples are computed at once; ${DEFAULT-VALUE} by default.")
    private int batchSize;

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(file.toString(), load -> load.compile(false));
        if (ArrayFile.holdsOne(output) && model.outputs().size() > 1) {
            throw new IllegalArgumentException(output + " can hold one array, the model has "
                    + model.outputs().size() + " outputs: " + model.outputNames() + "; write a .npz file");
        }
        Object x = ArrayFile.inputs(input, model.inputNames());
        List<INDArray> y = model.predictAll(x, predict -> predict.batchSize(batchSize));
        ArrayFile.write(output, y);
        return 0;
    }
}
