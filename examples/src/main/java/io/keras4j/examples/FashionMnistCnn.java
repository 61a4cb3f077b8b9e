package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.FashionMnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Sequential;
import io.keras4j.training.History;

/** Fashion-MNIST with a small convolutional network that ends in global average pooling. */
public final class FashionMnistCnn {
    private FashionMnistCnn() {}

    /** Four convolutions, 84,202 parameters. */
    public static Sequential model() {
        return new Sequential(
                Input.of(28, 28, 1),
                new Conv2D(32, 3).activation("relu"),
                new Conv2D(32, 3).activation("relu"),
                new MaxPooling2D(2),
                new Conv2D(64, 3).activation("relu"),
                new Conv2D(64, 3).activation("relu"),
                new GlobalAveragePooling2D(),
                new Dense(256).activation("relu"),
                new Dense(10).activation("softmax"));
    }

    /** Trains for ten epochs, or as many as the first argument says. */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Keras.setRandomSeed(42);
        var fashion = FashionMnist.load().scaled();

        Sequential model = model();
        model.summary();
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        History history = model.fit(
                fashion.trainX(),
                fashion.trainY(),
                fit -> fit.epochs(epochs).batchSize(32).validationSplit(0.2));
        System.out.printf("Validation accuracy: %.4f%n", history.last("val_accuracy"));
        System.out.println("Test: " + model.evaluate(fashion.testX(), fashion.testY()));
    }
}
