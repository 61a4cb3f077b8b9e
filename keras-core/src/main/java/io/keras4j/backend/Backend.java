package io.keras4j.backend;

import io.keras4j.graph.Graph;
import io.keras4j.ops.Op;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes ops: binds each to a {@link Kernel}. A backend need not know every op, another one is asked for those it does not. */
public interface Backend {
    /** The name in properties and messages. */
    String name();

    /**
     * A kernel that computes {@code op} from {@code inputs} into {@code outputs}, or null when this backend has none for them. Arrays are
     * row-major without gaps; an output of an {@link io.keras4j.ops.elementwise.Elementwise} op may be one of its inputs of the same shape.
     */
    Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs);

    /** Replaces patterns of ops in {@code graph} by ops that this backend computes faster. */
    default void optimize(Graph graph) {}
}
