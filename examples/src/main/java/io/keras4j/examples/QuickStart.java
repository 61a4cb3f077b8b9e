package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.datasets.DatasetNotFoundException;
import io.keras4j.datasets.Digits;
import io.keras4j.datasets.FashionMnist;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.Flatten;
import io.keras4j.models.Sequential;
import java.util.Map;

/** Trains a small network on Fashion-MNIST, or on the digits that come with the library where that cannot be had. */
public final class QuickStart {
    private QuickStart() {}

    /** Images of height x width pixels from 0 to 1, ten classes. */
    static Sequential model(long height, long width) {
        return new Sequential(
                Input.of(height, width),
                new Flatten(),
                new Dense(128).activation("relu"),
                new Dropout(0.2),
                new Dense(10).activation("softmax"));
    }

    /** Trains on these images; returns loss and accuracy on the test images. */
    static Map<String, Double> train(ImageDataset data, int epochs) {
        Keras.setRandomSeed(42);
        Sequential model = model(data.trainX().size(1), data.trainX().size(2));
        model.summary();
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(data.trainX(), data.trainY(), fit -> fit.epochs(epochs));
        return model.evaluate(data.testX(), data.testY(), evaluate -> evaluate.verbose(0));
    }

    /** 1,797 images of 8 x 8 pixels, a fifth of them for testing. */
    static ImageDataset digits() {
        var digits = Digits.load();
        var split = trainTestSplit(
                Digits.images().div(16),
                digits.y(),
                s -> s.testSize(0.2).stratify(digits.y()).seed(42));
        return new ImageDataset(split.trainX(), split.trainY(), split.testX(), split.testY(), digits.targetNames());
    }

    /** Trains and prints the accuracy on the test images. */
    public static void main(String[] args) {
        Map<String, Double> scores;
        try {
            ImageDataset fashion = FashionMnist.load().scaled();
            System.out.println("Training on the 60,000 images of Fashion-MNIST.");
            scores = train(fashion, 5);
        } catch (DatasetNotFoundException e) {
            System.out.println(e.getMessage());
            System.out.println("\nTraining on the bundled digits instead.");
            scores = train(digits(), 15);
        }
        System.out.printf("Test accuracy: %.4f%n", scores.get("accuracy"));
    }
}
