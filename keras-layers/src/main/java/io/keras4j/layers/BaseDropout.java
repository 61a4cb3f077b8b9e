package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.DropoutMask;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** A layer that in training multiplies with a random mask of zeros and 1 / (1 - rate). */
abstract class BaseDropout<S extends BaseDropout<S>> extends RandomLayer<S> {
    BaseDropout() {
        super("rate", Codecs.between(0, 1));
    }

    /** The shape of the mask for x, to which it is broadcast. */
    abstract Shape noiseShape(Tensor x);

    @Override
    Tensor perturb(Tensor x, double rate, Tensor state) {
        return rate == 1
                ? Ops.zerosLike(x)
                : Ops.multiply(x, new DropoutMask(rate, noiseShape(x), x.dtype()).apply(state));
    }
}
