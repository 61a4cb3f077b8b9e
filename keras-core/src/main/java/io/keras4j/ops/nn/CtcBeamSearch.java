package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The most probable labellings of sequences, the first input (batch, steps, classes) being the logarithms of probabilities and the second how
 * many steps count: classes (paths, batch, steps) without blanks and repetitions, -1 after the last, and the logarithms of the probabilities of
 * these, (batch, paths). After each step the {@code beamWidth} most probable beginnings are kept.
 */
public record CtcBeamSearch(int beamWidth, int topPaths, int maskIndex) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape shape = inputs.get(0).shape();
        boolean fits = shape.rank() == 3
                && shape.slice(0, 1).matches(inputs.get(1).shape())
                && inputs.get(1).dtype().isInteger()
                && (shape.dim(2) == Shape.UNKNOWN || maskIndex >= 0 && maskIndex < shape.dim(2));
        if (!fits) {
            throw new IllegalArgumentException(
                    "ctc_decode: expected inputs (batch, steps, classes), a length for each, and"
                            + " a mask_index of one of the classes, got " + inputs.get(0) + ", " + inputs.get(1)
                            + " and "
                            + maskIndex);
        }
        Shape paths = Shape.of(topPaths).concat(shape.slice(0, 2));
        return List.of(new TensorSpec(paths, DType.INT32), inputs.get(0).as(Shape.of(shape.dim(0), topPaths)));
    }
}
