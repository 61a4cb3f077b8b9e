package io.keras4j.backend.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of arrays that are broadcast, for ops of ND4J that do not do it themselves. */
final class Expansion {
    private final List<Runnable> steps = new ArrayList<>();

    /** {@code array} if it has this shape, else space for a copy that {@link #step()} fills. */
    INDArray of(INDArray array, long[] shape) {
        if (Arrays.equals(array.shape(), shape)) {
            return array;
        }
        INDArray expanded = Steps.space(array.dataType(), shape);
        steps.add(Steps.broadcast(array, expanded));
        return expanded;
    }

    /** Fills the copies. */
    Runnable step() {
        return Steps.sequence(steps);
    }
}
