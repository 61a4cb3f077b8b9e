package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, gives the values of each channel a distribution that is as even as can be, over all of a batch; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/equalization/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 */
public final class Equalization extends BaseImagePreprocessingLayer<Equalization> {
    private static final Range BYTES = new Range(0, 255);

    private final Argument<Integer> bins = argument("bins", Codecs.atLeast(1), 256);
    private final Argument<Range> valueRange = argument("value_range", Range.values(), List.of(0, 255));

    /** For values from 0 to 255, unless set. */
    public Equalization() {}

    /** Sets the smallest and the largest value of a pixel; 0 and 255 by default. */
    public Equalization valueRange(double lower, double upper) {
        valueRange.set(List.of(lower, upper));
        return this;
    }

    /** Sets how many values are told apart, 256 by default. */
    public Equalization bins(int count) {
        bins.set(count);
        return this;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor x = rescaled(images, valueRange.get(), BYTES);
        List<Tensor> channels = Ops.split(x, x.shape().intDim(3), 3).stream()
                .map(this::equalized)
                .toList();
        return rescaled(Ops.concatenate(channels, 3), BYTES, valueRange.get());
    }

    private Tensor equalized(Tensor channel) {
        int last = bins.get() - 1;
        Tensor bin = Ops.cast(Ops.clip(Ops.divide(Ops.multiply(channel, last), 255), 0, last), DType.INT32);
        Tensor flat = Ops.ravel(bin);
        Tensor histogram = Ops.segmentSum(Ops.ones(flat.shape(), DType.FLOAT32), flat, bins.get());
        Tensor cumulative = Ops.cumsum(Ops.cast(histogram, DType.FLOAT64), 0);
        Tensor first = Ops.take(cumulative, Ops.argmax(Ops.cast(Ops.greater(cumulative, 0), DType.INT32), 0), 0);
        Tensor others = Ops.subtract(Ops.max(cumulative), first);
        Tensor isEven = Ops.equal(others, 0);
        Tensor above = Ops.multiply(Ops.subtract(cumulative, first), 255);
        Tensor table = clipped(Ops.round(Ops.divide(above, Ops.where(isEven, 1, others))), BYTES);
        Tensor looked = Ops.cast(Ops.clip(Ops.multiply(Ops.divide(channel, 255), last), 0, last), DType.INT32);
        return Ops.where(isEven, channel, Ops.take(Ops.cast(table, channel.dtype()), looked, 0));
    }

    @Override
    boolean canTransform(Shape images) {
        return !training(true) || images.isKnown();
    }
}
