package io.keras4j.datasets;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images with a class each, already divided into training and test data.
 *
 * <p>The arrays are those that Keras's {@code load_data()} returns, with pixels from 0 to 255 in one byte each. A model
 * takes them as they are; {@link #scaled()} gives what tutorials train on.
 *
 * @param trainX training images, uint8 {@code [samples, height, width]}
 * @param trainY their classes, uint8 {@code [samples]}
 * @param testX test images, uint8 {@code [samples, height, width]}
 * @param testY their classes, uint8 {@code [samples]}
 * @param classNames what the classes are called
 */
public record ImageDataset(INDArray trainX, INDArray trainY, INDArray testX, INDArray testY, List<String> classNames) {

    /** Checks that every image has a class. */
    public ImageDataset {
        requireSameLength("trainX", trainX, "trainY", trainY);
        requireSameLength("testX", testX, "testY", testY);
    }

    private static void requireSameLength(String xName, INDArray x, String yName, INDArray y) {
        if (x.size(0) != y.size(0)) {
            throw new IllegalArgumentException(xName + " holds " + x.size(0) + " images (" + Shapes.describe(x)
                    + "), but " + yName + " holds " + y.size(0) + " classes (" + Shapes.describe(y) + ")");
        }
    }

    /**
     * The same data with pixels from 0 to 1 and a channel axis: float32 {@code [samples, height, width, 1]}, as {@code
     * x_train[..., None].astype("float32") / 255} in Keras tutorials. Takes four times the memory (188 MB for 60,000
     * images of 28 x 28); a {@code Rescaling} layer does the same batch by batch.
     */
    public ImageDataset scaled() {
        return new ImageDataset(scaled(trainX), trainY, scaled(testX), testY, classNames);
    }

    private static INDArray scaled(INDArray images) {
        // castTo returns the array itself where there is nothing to cast, and that must not change.
        INDArray pixels = images.dataType() == DataType.FLOAT ? images.dup() : images.castTo(DataType.FLOAT);
        return pixels.divi(255).reshape(images.size(0), images.size(1), images.size(2), 1);
    }

    /** The shapes and class names; the pixels would fill books. */
    @Override
    public String toString() {
        return "ImageDataset[trainX=" + Shapes.describe(trainX) + ", trainY=" + Shapes.describe(trainY) + ", testX="
                + Shapes.describe(testX) + ", testY=" + Shapes.describe(testY) + ", classNames=" + classNames + "]";
    }
}
