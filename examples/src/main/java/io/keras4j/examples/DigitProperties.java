package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.engine.Input;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Flatten;
import io.keras4j.models.Sequential;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Several labels at once: whether a handwritten digit is even, is prime, is above four, and has a closed loop. Each has a sigmoid of its own. */
public final class DigitProperties {
    private static final List<IntPredicate> PROPERTIES = List.of(
            digit -> digit % 2 == 0,
            digit -> digit == 2 || digit == 3 || digit == 5 || digit == 7,
            digit -> digit > 4,
            digit -> digit == 0 || digit == 6 || digit == 8 || digit == 9);

    private DigitProperties() {}

    static Sequential model() {
        return new Sequential(
                Input.of(8, 8, 1),
                new Conv2D(32, 3).activation("relu"),
                new Conv2D(32, 3).activation("relu"),
                new Flatten(),
                new Dense(64).activation("relu"),
                new Dense(PROPERTIES.size()).activation("sigmoid"));
    }

    /** 1 where the digit has the property, a row a digit. */
    static INDArray properties(INDArray digits) {
        INDArray labels = Nd4j.create(DataType.FLOAT, digits.length(), PROPERTIES.size());
        for (int i = 0; i < digits.length(); i++) {
            for (int p = 0; p < PROPERTIES.size(); p++) {
                labels.putScalar(i, p, PROPERTIES.get(p).test(digits.getInt(i)) ? 1 : 0);
            }
        }
        return labels;
    }

    /** Trains; returns the scores of the test images: each label counts on its own. */
    static Map<String, Double> train(long seed) {
        Keras.setRandomSeed(seed);
        ImageDataset digits = QuickStart.digits();
        Sequential model = model();
        model.compile("adam", "binary_crossentropy", "binary_accuracy");
        model.fit(
                digits.trainX(),
                properties(digits.trainY()),
                fit -> fit.epochs(20).batchSize(32).verbose(0));
        return model.evaluate(digits.testX(), properties(digits.testY()), evaluate -> evaluate.verbose(0));
    }

    /** Trains and prints the scores. */
    public static void main(String[] args) {
        System.out.println("Test: " + train(1));
    }
}
