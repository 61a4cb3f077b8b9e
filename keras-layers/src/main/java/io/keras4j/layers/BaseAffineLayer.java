package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** A layer that moves the pixels of images by random affine maps. */
abstract class BaseAffineLayer<S extends BaseAffineLayer<S>> extends RandomImageLayer<S> {
    private final Argument<String> fillMode =
            argument("fill_mode", Codecs.oneOf("reflect", "wrap", "constant", "nearest"), "reflect");
    private final Argument<String> interpolation =
            argument("interpolation", Codecs.oneOf("nearest", "bilinear"), "bilinear");
    private final Argument<Double> fillValue = argument("fill_value", Codecs.number(), 0.0);

    /** Sets what is beyond the borders: "reflect", the default, "wrap", "constant" or "nearest". */
    public S fillMode(String mode) {
        fillMode.set(mode);
        return self();
    }

    /** Sets how the values between pixels are found: "bilinear", the default, or "nearest". */
    public S interpolation(String name) {
        interpolation.set(name);
        return self();
    }

    /** Sets what is beyond the borders with the fill mode "constant", 0 by default. */
    public S fillValue(double value) {
        fillValue.set(value);
        return self();
    }

    /** The numbers a0, a1, a2, b0, b1, b2 of {@link ImageOps#affineTransform}, (batch, 8), for images of this shape. */
    abstract Tensor matrix(Map<String, Tensor> transformation, Shape images);

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return moved(images, transformation, interpolation.get());
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return moved(masks, transformation, "nearest");
    }

    private Tensor moved(Tensor images, Map<String, Tensor> transformation, String how) {
        Tensor matrix = matrix(transformation, images.shape());
        return ImageOps.affineTransform(images, matrix, how, fillMode.get(), fillValue.get(), "channels_last");
    }

    /** The numbers of a matrix, each (batch, 1) or a Double for all of the batch. */
    static Tensor rows(long batch, Object... numbers) {
        return Ops.concatenate(
                Arrays.stream(numbers)
                        .map(number -> number instanceof Tensor tensor
                                ? Ops.reshape(tensor, batch, 1)
                                : Ops.full(Shape.of(batch, 1), (Double) number, DType.FLOAT32))
                        .toList(),
                1);
    }
}
