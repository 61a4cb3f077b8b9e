package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.DropoutMask;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * In training, sets a random part of the inputs to the value that {@code selu} has far below 0, and scales and shifts all so that mean and
 * variance stay; otherwise passes its input on. It goes with the activation "selu". <a
 * href="https://keras.io/api/layers/regularization_layers/alpha_dropout/">Keras's</a>.
 *
 * <p>Input and output: any shape. Source: Klambauer et al., Self-Normalizing Neural Networks (2017).
 *
 * <pre>{@code
 * new Dense(64).activation("selu").kernelInitializer("lecun_normal"), new AlphaDropout(0.1)
 * }</pre>
 */
public final class AlphaDropout extends RandomLayer<AlphaDropout> {
    /** -α · scale of selu. */
    private static final double LOWEST = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;

    private final Argument<List<Integer>> noiseShape = argument("noise_shape", NoiseShapes.codec(), null);

    /** To be configured. */
    AlphaDropout() {
        super("rate", Codecs.between(0, 1));
    }

    /** A layer that drops this part of its inputs, from 0 to 1. */
    public AlphaDropout(double rate) {
        this();
        setStrength(rate);
    }

    /** Sets the shape of the random mask, 1 where it is repeated, null for the size of the input; by default that of the input. */
    public AlphaDropout noiseShape(Integer... sizes) {
        noiseShape.set(sizes == null ? null : Arrays.asList(sizes));
        return this;
    }

    @Override
    Tensor perturb(Tensor x, double rate, Tensor state) {
        Shape shape = NoiseShapes.of(noiseShape.get(), x.shape());
        Tensor kept = Ops.cast(new DropoutMask(rate, shape, x.dtype()).apply(state), DType.BOOL);
        if (rate == 1) {
            throw new IllegalArgumentException("a rate of 1 leaves nothing to scale");
        }
        double factor = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST * LOWEST));
        return Ops.add(Ops.multiply(Ops.where(kept, x, LOWEST), factor), -factor * LOWEST * rate);
    }
}
