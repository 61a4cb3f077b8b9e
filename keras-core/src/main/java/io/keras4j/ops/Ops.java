package io.keras4j.ops;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;

/**
 * The functions of <a href="https://keras.io/api/ops/">keras.ops</a> on {@link Tensor}s. Operands of different dtypes are cast to the one
 * of {@link DType#result}; a number takes the dtype of the tensor it meets; axes may be negative to count from the last.
 *
 * <p>Users call everything through this class. It is written in a file for each package of ops, which build on each other from {@link
 * CreationOps} to {@link ControlOps}.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(Nd4j.rand(2, 3));
 * Tensor y = Ops.softmax(Ops.matmul(x, w));
 * INDArray probabilities = y.value();
 * }</pre>
 */
public final class Ops extends ControlOps {
    private Ops() {}
}
