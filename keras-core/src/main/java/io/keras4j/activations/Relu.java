package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * max(x, 0): "relu". In general x where it is above a threshold, slope · (x - threshold) below, and never more than a maximum.
 *
 * <pre>{@code
 * new Dense(64).activation("relu");
 * new Dense(64).activation(new Relu().negativeSlope(0.1).maxValue(6.0));
 * }</pre>
 */
public final class Relu extends Activation {
    private final Argument<Double> negativeSlope = argument("negative_slope", Codecs.number(), 0.0);
    private final Argument<Double> maxValue =
            argument("max_value", Codecs.number().optional(), null);
    private final Argument<Double> threshold = argument("threshold", Codecs.number(), 0.0);

    /** Sets the slope below the threshold; 0 by default. */
    public Relu negativeSlope(double slope) {
        negativeSlope.set(slope);
        return this;
    }

    /** Sets the largest value; null, the default, for none. */
    public Relu maxValue(Number value) {
        maxValue.set(value);
        return this;
    }

    /** Sets the threshold; 0 by default. */
    public Relu threshold(double value) {
        threshold.set(value);
        return this;
    }

    @Override
    protected Map<String, Object> layerEnvelope() {
        return layerEnvelope("ReLU");
    }

    @Override
    public Tensor apply(Tensor x) {
        double slope = negativeSlope.get();
        double start = threshold.get();
        if (slope != 0 && start == 0 && maxValue.get() == null) {
            return new LeakyRelu(slope).apply(x);
        }
        Tensor y = start == 0 ? Ops.relu(x) : Ops.where(Ops.greater(x, start), x, 0);
        if (maxValue.get() != null) {
            y = Ops.minimum(y, maxValue.get());
        }
        return slope == 0 ? y : Ops.subtract(y, Ops.multiply(Ops.relu(Ops.subtract(start, x)), slope));
    }
}
