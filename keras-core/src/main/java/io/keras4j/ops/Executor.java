package io.keras4j.ops;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What an op applied to tensors means: run it now, add it to a graph, or only infer what comes out. */
public interface Executor {
    /** Applies {@code op} to {@code inputs} and returns its outputs. */
    List<Tensor> execute(Op op, List<Tensor> inputs);

    /** A tensor with fixed elements. */
    Tensor constant(INDArray array);

    /** A tensor with fixed elements of this spec, which are made only where they are needed. */
    default Tensor constant(TensorSpec spec, Supplier<INDArray> elements) {
        return constant(elements.get());
    }

    /** The value of {@code variable} at this point of the computation. */
    Tensor read(Variable variable);

    /** Makes {@code value} the value of {@code variable} from this point on. */
    void assign(Variable variable, Tensor value);

    /**
     * The gradients of the sum of {@code target}, which this executor computed, with respect to {@code sources}; null where it does not
     * depend on one.
     *
     * @throws UnsupportedOperationException when this executor does not keep what it computed
     */
    default List<Tensor> gradientsOf(Tensor target, List<Tensor> sources) {
        throw new UnsupportedOperationException("There are no gradients of " + target);
    }

    /** The executor of this thread: the innermost {@link #within}, else the eager one. */
    static Executor current() {
        Executor executor = ExecutorScope.CURRENT.get();
        return executor == null ? EagerExecutor.INSTANCE : executor;
    }

    /** Runs {@code body} with {@code executor} as the current one. */
    static <T> T within(Executor executor, Supplier<T> body) {
        Executor outer = ExecutorScope.CURRENT.get();
        ExecutorScope.CURRENT.set(executor);
        try {
            return body.get();
        } finally {
            ExecutorScope.CURRENT.set(outer);
        }
    }
}
