package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The middle of images; <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/">Keras's</a>. Of smaller
 * images the largest part in the middle that has the aspect ratio, brought to the size.
 *
 * <p>Input: (batch, height, width, channels), or without batch. Output: the same with the new height and width, floating.
 */
public final class CenterCrop extends BaseImagePreprocessingLayer<CenterCrop> {
    private final Argument<Integer> height = argument("height", Codecs.atLeast(1));
    private final Argument<Integer> width = argument("width", Codecs.atLeast(1));

    /** To be configured. */
    CenterCrop() {}

    /** Of this size. */
    public CenterCrop(int height, int width) {
        this.height.set(height);
        this.width.set(width);
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return cropped(images, height.get(), width.get());
    }

    /** The middle of images; of images that are too small, what has its aspect ratio, resized. */
    private static Tensor cropped(Tensor images, int height, int width) {
        int top = images.shape().intDim(1) - height;
        int left = images.shape().intDim(2) - width;
        return top >= 0 && left >= 0
                ? ImageOps.cropImages(images, top / 2, left / 2, null, null, height, width, "channels_last")
                : largest(images, height, width);
    }

    /** The largest part in the middle of images that has some aspect ratio, brought to a size. */
    static Tensor largest(Tensor images, int height, int width) {
        List<Integer> size = List.of(height, width);
        return ImageOps.resize(images, size, "bilinear", false, true, false, "constant", 0, "channels_last");
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return transform(masks, transformation);
    }

    @Override
    boolean actsInInference() {
        return true;
    }

    @Override
    boolean canTransform(Shape images) {
        return images.drop(0).isKnown();
    }

    @Override
    Shape transformedShape(Shape images) {
        return images.with(1, height.get()).with(2, width.get());
    }
}
