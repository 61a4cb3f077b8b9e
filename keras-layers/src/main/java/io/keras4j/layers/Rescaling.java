package io.keras4j.layers;

import io.keras4j.Keras;
import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * x · scale + offset; <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/">Keras's</a>.
 *
 * <p>Input: any shape, of any dtype. Output: the same shape, floating. Scale and offset are numbers, or arrays that are broadcast, such as
 * one number per channel.
 *
 * <pre>{@code
 * new Rescaling(1 / 255.0)          // bytes to numbers from 0 to 1
 * new Rescaling(1 / 127.5, -1)      // from -1 to 1
 * }</pre>
 */
public final class Rescaling extends FluentLayer<Rescaling> {
    private final Argument<INDArray> scale = argument("scale", Numbers.codec());
    private final Argument<INDArray> offset = argument("offset", Numbers.codec(), 0.0);

    /** To be configured. */
    Rescaling() {}

    /** Multiplies with {@code scale}. */
    public Rescaling(double scale) {
        this(scale, 0);
    }

    /** Multiplies with {@code scale}, then adds {@code offset}. */
    public Rescaling(double scale, double offset) {
        this.scale.set(scale);
        this.offset.set(offset);
    }

    /** Multiplies with {@code scale}, then adds {@code offset}; both are broadcast to the input. */
    public Rescaling(INDArray scale, INDArray offset) {
        this.scale.set(scale);
        this.offset.set(offset);
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor floating = Ops.cast(x, dtypePolicy().compute());
        return Ops.add(Ops.multiply(floating, factor()), constant(offset.get()));
    }

    /** With channels first, an array of scales belongs to the channels of an image, as in Keras. */
    private Tensor factor() {
        Tensor factor = constant(scale.get());
        boolean channelsFirst = Keras.imageDataFormat().equals("channels_first");
        while (channelsFirst && factor.rank() > 0 && factor.rank() < 3) {
            factor = Ops.expandDims(factor, -1);
        }
        return factor;
    }

    private Tensor constant(INDArray array) {
        return Ops.constant(array.castTo(dtypePolicy().compute().nd4j()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
