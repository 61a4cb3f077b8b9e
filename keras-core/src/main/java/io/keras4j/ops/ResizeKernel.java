package io.keras4j.ops;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How much a position counts for one that lies between positions, by their distance. */
enum ResizeKernel {
    TRIANGLE(x -> Ops.relu(Ops.subtract(1, x)), "bilinear", "linear", "trilinear", "triangle"),
    /** Source: Keys, Cubic convolution interpolation (1981), with a = -1/2. */
    CUBIC(ResizeKernel::cubic, "bicubic", "cubic", "tricubic"),
    LANCZOS3(x -> lanczos(x, 3), "lanczos3"),
    LANCZOS5(x -> lanczos(x, 5), "lanczos5");

    private static final double SMALLEST_SUM = 1000 * 0x1p-23;

    private final UnaryOperator<Tensor> weight;
    private final List<String> names;

    ResizeKernel(UnaryOperator<Tensor> weight, String... names) {
        this.weight = weight;
        this.names = List.of(names);
    }

    /** The kernel that Keras knows by this name. */
    static ResizeKernel of(String op, String argument, String name) {
        return Arrays.stream(values())
                .filter(kernel -> kernel.names.contains(name))
                .findFirst()
                .orElseThrow(() -> {
                    String known = Arrays.stream(values())
                            .flatMap(kernel -> kernel.names.stream())
                            .collect(Collectors.joining(", "));
                    return new IllegalArgumentException(
                            op + ": " + argument + ": expected one of [" + known + "], got \"" + name + "\"");
                });
    }

    /**
     * The matrix that brings {@code size} positions to {@code newSize}: row i holds how much each of the old counts for the new one. What
     * would lie outside does not count; a new position outside the old ones is 0.
     *
     * @param scale how much longer the axis becomes, a number
     * @param translation by how many new positions it is moved, a number of the same dtype
     * @param antialias whether kernels are widened as an axis becomes shorter
     */
    Tensor weights(long size, long newSize, Tensor scale, Tensor translation, boolean antialias) {
        DType dtype = scale.dtype();
        Tensor inverse = Ops.reciprocal(scale);
        Tensor at = Ops.add(Ops.arange(0, newSize, 1, dtype), 0.5);
        Tensor center = Ops.subtract(Ops.multiply(Ops.subtract(at, translation), inverse), 0.5);
        Tensor distance = Ops.abs(Ops.subtract(Ops.expandDims(center, 1), Ops.arange(0, size, 1, dtype)));
        Tensor widened = antialias ? Ops.divide(distance, Ops.maximum(inverse, 1)) : distance;
        Tensor weights = weight.apply(widened);
        Tensor sum = Ops.sum(weights, List.of(1), true);
        Tensor isInside = Ops.logicalAnd(Ops.greaterEqual(center, -0.5), Ops.lessEqual(center, size - 0.5));
        Tensor counts = Ops.logicalAnd(Ops.greater(Ops.abs(sum), SMALLEST_SUM), Ops.expandDims(isInside, 1));
        return Ops.where(counts, Ops.divide(weights, Ops.where(counts, sum, 1)), 0);
    }

    /** {@link #weights(long, long, Tensor, Tensor, boolean)} that bring all of an axis to another size. */
    INDArray weights(long size, long newSize, boolean antialias) {
        return Executor.within(EagerExecutor.INSTANCE, () -> {
            Tensor scale = Ops.scalar((double) newSize / size, DType.FLOAT64);
            return weights(size, newSize, scale, Ops.zerosLike(scale), antialias)
                    .value();
        });
    }

    private static Tensor cubic(Tensor x) {
        Tensor near = Ops.add(Ops.multiply(Ops.multiply(Ops.subtract(Ops.multiply(x, 1.5), 2.5), x), x), 1);
        Tensor far = Ops.add(Ops.multiply(Ops.subtract(Ops.multiply(Ops.add(Ops.multiply(x, -0.5), 2.5), x), 4), x), 2);
        return Ops.where(Ops.less(x, 1), near, Ops.where(Ops.less(x, 2), far, 0));
    }

    private static Tensor lanczos(Tensor x, double reach) {
        Tensor angle = Ops.multiply(x, Math.PI);
        Tensor waves = Ops.multiply(Ops.sin(angle), Ops.sin(Ops.divide(angle, reach)));
        Tensor isFar = Ops.greater(x, 1e-3);
        Tensor divisor = Ops.where(isFar, Ops.square(angle), 1);
        Tensor weight = Ops.where(isFar, Ops.divide(Ops.multiply(waves, reach), divisor), 1);
        return Ops.where(Ops.greater(x, reach), 0, weight);
    }
}
