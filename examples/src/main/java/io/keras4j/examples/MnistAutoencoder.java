package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.datasets.Mnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.Reshape;
import io.keras4j.models.Model;
import io.keras4j.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An autoencoder that squeezes the 784 pixels of a digit into 32 numbers. Encoder and decoder are models of their own: they share their
 * layers with the autoencoder and are trained with it.
 */
public final class MnistAutoencoder {
    /** The three models over the same layers. */
    record Models(Model autoencoder, Model encoder, Model decoder) {}

    private MnistAutoencoder() {}

    /** 784-128-32 and back, for images of this size. */
    static Models models(int rows, int columns) {
        Tensor image = Input.of(rows, columns);
        Tensor hidden = new Dense(128).activation("relu").apply(new Flatten().apply(image));
        Tensor code = new Dense(32).activation("relu").name("code").apply(hidden);
        Model encoder = new Model(image, code);

        Tensor codeInput = Input.of(32);
        Tensor widened = new Dense(128).activation("relu").apply(codeInput);
        Tensor pixels = new Dense(rows * columns).activation("sigmoid").apply(widened);
        Model decoder = new Model(codeInput, new Reshape(rows, columns).apply(pixels));

        return new Models(new Model(image, decoder.apply(encoder.apply(image))), encoder, decoder);
    }

    /** Trains; returns the mean squared error of the test images after encoding and decoding. */
    static double train(ImageDataset digits, int epochs) {
        Keras.setRandomSeed(42);
        Models models =
                models((int) digits.trainX().size(1), (int) digits.trainX().size(2));
        models.autoencoder().compile("adam", "binary_crossentropy");
        models.autoencoder()
                .fit(
                        digits.trainX(),
                        digits.trainX(),
                        fit -> fit.epochs(epochs)
                                .batchSize(128)
                                .verbose(2)
                                .validationData(digits.testX(), digits.testX()));

        INDArray codes = models.encoder().predict(digits.testX(), predict -> predict.verbose(0));
        INDArray again = models.decoder().predict(codes, predict -> predict.verbose(0));
        return again.squaredDistance(digits.testX()) / digits.testX().length();
    }

    /** Trains on MNIST for ten epochs, or as many as the first argument says. */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        System.out.printf(
                "Mean squared error of a test pixel: %.4f%n", train(Mnist.load().scaled(), epochs));
    }
}
