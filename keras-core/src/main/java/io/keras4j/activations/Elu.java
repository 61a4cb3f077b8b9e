package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * x above 0 and α · (eˣ - 1) below: "elu", where α is 1. Source: Clevert et al., Exponential Linear Units (2016).
 */
public final class Elu extends Activation {
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 1.0);

    /** With slope α at 0 from below of 1.0, as the name "elu" means. */
    public Elu() {}

    /** With this slope α at 0 from below. */
    public Elu(double alpha) {
        this.alpha.set(alpha);
    }

    @Override
    protected Map<String, Object> layerEnvelope() {
        return layerEnvelope("ELU");
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.elu(x, alpha.get());
    }
}
