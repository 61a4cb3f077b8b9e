package io.keras4j.cli;

import io.keras4j.datasets.Npz;
import io.keras4j.models.Model;
import io.keras4j.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A file with inputs {@code in0}, {@code in1} and so on, and the outputs {@code out0} and so on that a model should give. */
final class Reference {
    private final List<INDArray> inputs;
    private final List<INDArray> outputs;

    /**
     * Reads {@code path}.
     *
     * @throws IllegalArgumentException where it holds other arrays
     */
    Reference(Path path) {
        Map<String, INDArray> arrays = Npz.load(path);
        inputs = numbered("in", arrays);
        outputs = numbered("out", arrays);
        if (inputs.isEmpty() || outputs.isEmpty() || inputs.size() + outputs.size() != arrays.size()) {
            throw new IllegalArgumentException(
                    path + " should hold the arrays in0, in1, ... and out0, out1, ..., it holds " + arrays.keySet());
        }
    }

    private static List<INDArray> numbered(String name, Map<String, INDArray> arrays) {
        List<INDArray> numbered = new ArrayList<>();
        for (INDArray array = arrays.get(name + 0); array != null; array = arrays.get(name + numbered.size())) {
            numbered.add(array);
        }
        return numbered;
    }

    /**
     * How far the predictions of {@code model} are from the outputs of this file.
     *
     * @throws IllegalArgumentException where they differ in number or shape
     */
    Difference compare(Model model) {
        List<INDArray> predictions = model.predictOnBatchAll(inputs);
        if (predictions.size() != outputs.size()) {
            throw new IllegalArgumentException(
                    "the model has " + predictions.size() + " outputs, the reference " + outputs.size());
        }
        Difference difference = Difference.NONE;
        for (int i = 0; i < outputs.size(); i++) {
            Shape predicted = Shape.of(predictions.get(i).shape());
            Shape expected = Shape.of(outputs.get(i).shape());
            if (!predicted.equals(expected)) {
                throw new IllegalArgumentException(
                        "output " + i + " has the shape " + predicted + ", in the reference " + expected);
            }
            difference = difference.max(Difference.of(predictions.get(i), outputs.get(i)));
        }
        return difference;
    }
}
