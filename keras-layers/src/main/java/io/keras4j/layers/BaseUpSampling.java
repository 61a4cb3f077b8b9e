package io.keras4j.layers;

import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** Makes some number of spatial axes larger by whole factors. */
abstract class BaseUpSampling<S extends BaseUpSampling<S>> extends FluentLayer<S> {
    /** A layer over {@code rank} spatial axes. */
    BaseUpSampling(int rank) {
        inputSpec(new InputSpec().rank(rank + 2));
    }

    /** x with every element along the spatial axes, which start from {@code first}, repeated. */
    static Tensor repeat(Tensor x, int first, List<Integer> factors) {
        // each spatial axis is followed by one for its repetitions, which are then made one with it
        Shape apart = x.shape().slice(0, first);
        Shape repeated = apart;
        Shape together = apart;
        for (int axis = first; axis < x.rank(); axis++) {
            long size = x.shape().dim(axis);
            int factor = axis - first < factors.size() ? factors.get(axis - first) : 1;
            apart = factor == 1 ? apart.append(size) : apart.append(size).append(1);
            repeated =
                    factor == 1 ? repeated.append(size) : repeated.append(size).append(factor);
            together = together.append(size == Shape.UNKNOWN ? size : size * factor);
        }
        return Ops.reshape(Ops.broadcastTo(Ops.reshape(x, apart), repeated), together);
    }
}
