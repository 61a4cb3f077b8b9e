package io.keras4j.preprocessing;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Samples divided into those to train on and those to test on, as {@link Preprocessing#trainTestSplit} returns them.
 *
 * @param trainX the features to train on
 * @param trainY their labels
 * @param testX the features to test on
 * @param testY their labels
 */
public record TrainTestSplit(INDArray trainX, INDArray trainY, INDArray testX, INDArray testY) {

    /** The shapes; the numbers would fill pages. */
    @Override
    public String toString() {
        return "TrainTestSplit[trainX=" + Values.describe(trainX) + ", trainY=" + Values.describe(trainY) + ", testX="
                + Values.describe(testX) + ", testY=" + Values.describe(testY) + "]";
    }
}
