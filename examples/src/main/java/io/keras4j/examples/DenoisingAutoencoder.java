package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.datasets.Mnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Conv2DTranspose;
import io.keras4j.layers.GaussianNoise;
import io.keras4j.models.Sequential;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A convolutional autoencoder that learns to take noise out of digits: its own {@link GaussianNoise} spoils the training images, and the
 * loss compares what comes out with the clean ones.
 */
public final class DenoisingAutoencoder {
    private static final double NOISE = 0.4;

    /** Mean squared errors of a test pixel, before and after the noise is taken out. */
    record Errors(double noisy, double denoised) {}

    private DenoisingAutoencoder() {}

    /** Two strided convolutions down, two transposed ones up. */
    static Sequential model(int rows, int columns) {
        return new Sequential(
                Input.of(rows, columns, 1),
                new GaussianNoise(NOISE),
                new Conv2D(32, 3).strides(2).padding("same").activation("relu"),
                new Conv2D(16, 3).strides(2).padding("same").activation("relu"),
                new Conv2DTranspose(16, 3).strides(2).padding("same").activation("relu"),
                new Conv2DTranspose(32, 3).strides(2).padding("same").activation("relu"),
                new Conv2D(1, 3).padding("same").activation("sigmoid"));
    }

    static Errors train(ImageDataset digits, int epochs) {
        Keras.setRandomSeed(42);
        Sequential model =
                model((int) digits.trainX().size(1), (int) digits.trainX().size(2));
        model.compile("adam", "binary_crossentropy");
        model.fit(
                digits.trainX(),
                digits.trainX(),
                fit -> fit.epochs(epochs).batchSize(128).verbose(2));

        INDArray clean = digits.testX();
        INDArray noisy = clean.add(Nd4j.randn(clean.dataType(), clean.shape()).muli(NOISE));
        INDArray denoised = model.predict(noisy, predict -> predict.verbose(0)).reshape(clean.shape());
        return new Errors(error(noisy, clean), error(denoised, clean));
    }

    private static double error(INDArray image, INDArray clean) {
        INDArray difference = image.sub(clean);
        return Transforms.pow(difference, 2, false).meanNumber().doubleValue();
    }

    /** Trains on MNIST for five epochs, or as many as the first argument says. */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Errors errors = train(Mnist.load().scaled(), epochs);
        System.out.printf(
                "Mean squared error of a test pixel: %.4f noisy, %.4f denoised%n", errors.noisy(), errors.denoised());
    }
}
