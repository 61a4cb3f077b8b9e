package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * Gives every image the same number of bounding boxes; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/max_num_bounding_boxes/">Keras's</a>. Images pass unchanged;
 * bounding boxes themselves are not supported here, and refused: the layer is there for models that have it.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 */
public final class MaxNumBoundingBoxes extends BaseImagePreprocessingLayer<MaxNumBoundingBoxes> {
    private final Argument<Integer> maxNumber = argument("max_number", Codecs.atLeast(0));
    private final Argument<Integer> fillValue = implicitArgument("fill_value", Codecs.integer(), -1);

    /** To be configured. */
    MaxNumBoundingBoxes() {}

    /** With so many boxes for every image. */
    public MaxNumBoundingBoxes(int maxNumber) {
        this.maxNumber.set(maxNumber);
    }

    /** Sets the label and the coordinates of boxes that are added, -1 by default. */
    public MaxNumBoundingBoxes fillValue(int value) {
        fillValue.set(value);
        return this;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return images;
    }

    @Override
    boolean keepsIntegers() {
        return true;
    }

    @Override
    boolean canTransform(Shape images) {
        return true;
    }
}
