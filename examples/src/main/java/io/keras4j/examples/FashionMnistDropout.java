package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.FashionMnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.models.Sequential;
import io.keras4j.training.History;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link FashionMnistMlp} with Dropout between the layers: training and validation losses stay closer together. */
public final class FashionMnistDropout {
    private FashionMnistDropout() {}

    /** 784-512-128-32-10 with Dropout after each hidden layer: 472,042 parameters. */
    public static Sequential model() {
        return new Sequential(
                Input.of(784),
                new Dense(512).activation("relu"),
                new Dropout(0.3),
                new Dense(128).activation("relu"),
                new Dropout(0.2),
                new Dense(32).activation("relu"),
                new Dropout(0.1),
                new Dense(10).activation("softmax"));
    }

    /** Trains for ten epochs, or as many as the first argument says. */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Keras.setRandomSeed(42);
        var fashion = FashionMnist.load().scaled();
        INDArray trainX = fashion.trainX().reshape(60_000, 784);
        INDArray testX = fashion.testX().reshape(10_000, 784);

        Sequential model = model();
        model.summary();
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        History history = model.fit(
                trainX,
                fashion.trainY(),
                fit -> fit.epochs(epochs).batchSize(32).validationSplit(0.2));
        System.out.printf(
                "Loss: %.4f in training, %.4f in validation%n", history.last("loss"), history.last("val_loss"));
        System.out.println("Test: " + model.evaluate(testX, fashion.testY()));
    }
}
