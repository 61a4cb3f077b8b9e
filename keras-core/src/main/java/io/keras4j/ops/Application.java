package io.keras4j.ops;

import io.keras4j.tensor.Tensor;
import java.util.List;

/** One application of an op, as a graph or a gradient tape records it. */
public interface Application {
    Op op();

    List<? extends Tensor> inputs();

    List<? extends Tensor> outputs();
}
