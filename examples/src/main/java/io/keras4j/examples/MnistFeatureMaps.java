package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.datasets.Mnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Sequential;
import io.keras4j.plots.Plots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks into a trained network: the kernels that the first convolution learnt, and what each convolution makes of one test image, drawn as
 * pictures.
 */
public final class MnistFeatureMaps {
    private MnistFeatureMaps() {}

    private static Sequential model(int rows, int columns) {
        return new Sequential(
                Input.of(rows, columns, 1),
                new Conv2D(16, 5).padding("same").activation("relu").name("edges"),
                new MaxPooling2D(2),
                new Conv2D(16, 3).padding("same").activation("relu").name("parts"),
                new MaxPooling2D(2),
                new Flatten(),
                new Dense(10).activation("softmax"));
    }

    /** Trains, and writes pictures into {@code folder}; returns the scores of the test images. */
    static Map<String, Double> train(ImageDataset digits, int epochs, Path folder) {
        Keras.setRandomSeed(42);
        Sequential model =
                model((int) digits.trainX().size(1), (int) digits.trainX().size(2));
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(
                digits.trainX(),
                digits.trainY(),
                fit -> fit.epochs(epochs).batchSize(64).verbose(2));

        INDArray image = digits.testX().slice(0, 0);
        Plots.kernels(model.getLayer("edges"), folder.resolve("kernels.png").toString());
        Plots.featureMaps(model, "edges", image, folder.resolve("edges.png").toString());
        Plots.featureMaps(model, "parts", image, folder.resolve("parts.png").toString());
        return model.evaluate(digits.testX(), digits.testY(), evaluate -> evaluate.verbose(0));
    }

    /** Trains on MNIST for two epochs, with pictures in the folder that the first argument names, by default a temporary one. */
    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("keras4j");
        System.out.println("Test: " + train(Mnist.load().scaled(), 2, folder));
        System.out.println("Pictures: " + folder);
    }
}
