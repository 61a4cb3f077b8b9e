package io.keras4j.engine;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Executor;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What makes the first values of the weights that layers, and of the variables that metrics, add: their initializers, unless {@link #within} puts another in their place. Readers
 * of files do, since the values are replaced at once, and to limit how much memory a file can claim.
 */
@FunctionalInterface
public interface WeightMaker {
    /**
     * Values of this shape and dtype; {@code initializer} is what the layer asks for. The array is a new one in row-major order, which the weight
     * takes as its own.
     */
    INDArray make(Shape shape, DType dtype, Initializer initializer);

    /** The one that layers use in this thread. */
    static WeightMaker current() {
        return Scope.CURRENT.get();
    }

    /** Runs {@code body} with {@code maker} in place of the initializers, in this thread. */
    static <T> T within(WeightMaker maker, Supplier<T> body) {
        WeightMaker outer = current();
        Scope.CURRENT.set(maker);
        try {
            return body.get();
        } finally {
            Scope.CURRENT.set(outer);
        }
    }

    /** Holds the maker of each thread. */
    final class Scope {
        private static final ThreadLocal<WeightMaker> CURRENT = ThreadLocal.withInitial(() -> Scope::initialize);

        private Scope() {}

        private static INDArray initialize(Shape shape, DType dtype, Initializer initializer) {
            return Executor.within(
                    EagerExecutor.INSTANCE,
                    () -> initializer.create(shape, dtype).value().dup('c'));
        }
    }
}
