package io.keras4j.backend.onednn;

import io.keras4j.ops.Op;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** A convolution, plus a bias for each filter when there is a third input, then an activation unless that is null. */
record FusedConvolution(Convolution convolution, Op activation) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return convolution.infer(inputs);
    }
}
