package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.datasets.Mnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.layers.UpSampling2D;
import io.keras4j.models.Sequential;
import java.util.Map;

/** An autoencoder of convolutions, with max pooling on the way down and upsampling on the way up. */
public final class ConvolutionalAutoencoder {
    private ConvolutionalAutoencoder() {}

    /** 28 x 28 pixels become 7 x 7 x 8 numbers and pixels again. */
    static Sequential model(int rows, int columns) {
        return new Sequential(
                Input.of(rows, columns, 1),
                new Conv2D(16, 3).padding("same").activation("relu"),
                new MaxPooling2D(2),
                new Conv2D(8, 3).padding("same").activation("relu"),
                new MaxPooling2D(2).name("code"),
                new Conv2D(8, 3).padding("same").activation("relu"),
                new UpSampling2D(2),
                new Conv2D(16, 3).padding("same").activation("relu"),
                new UpSampling2D(2),
                new Conv2D(1, 3).padding("same").activation("sigmoid"));
    }

    /** Trains; returns the scores of the test images. */
    static Map<String, Double> train(ImageDataset digits, int epochs) {
        Keras.setRandomSeed(42);
        Sequential model =
                model((int) digits.trainX().size(1), (int) digits.trainX().size(2));
        model.compile("adam", "binary_crossentropy", "mse");
        model.fit(
                digits.trainX(),
                digits.trainX(),
                fit -> fit.epochs(epochs).batchSize(128).verbose(2));
        return model.evaluate(digits.testX(), digits.testX(), evaluate -> evaluate.verbose(0));
    }

    /** Trains on MNIST for five epochs, or as many as the first argument says. */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        System.out.println("Test: " + train(Mnist.load().scaled(), epochs));
    }
}
