package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.FashionMnist;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.schedules.CosineDecay;
import io.keras4j.training.History;

/**
 * Fashion-MNIST with a deep convolutional network, batch normalisation and dropout. The learning rate falls to zero along a cosine; at
 * a constant rate the validation accuracy jumps by a percent from one epoch to the next.
 */
public final class FashionMnistDeepCnn {
    private static final int BATCH = 32;
    private static final int STEPS_PER_EPOCH = 48_000 / BATCH; // of 60,000 images, 12,000 are for validation

    private FashionMnistDeepCnn() {}

    /** Six convolutions in three blocks and four Dense layers: 364,842 parameters, of which 1,792 are not trainable. */
    public static Sequential model() {
        var model = new Sequential(Input.of(28, 28, 1));
        for (int filters : new int[] {32, 64, 128}) {
            model.add(new Conv2D(filters, 3).padding("same").activation("relu"));
            model.add(new BatchNormalization());
            model.add(new Conv2D(filters, 3).padding("same").activation("relu"));
            model.add(new BatchNormalization());
            model.add(filters < 128 ? new MaxPooling2D(2) : new GlobalAveragePooling2D());
            model.add(new Dropout(0.25));
        }
        for (int units : new int[] {256, 128, 64}) {
            model.add(new Dense(units).activation("relu"));
            model.add(new BatchNormalization());
            model.add(new Dropout(0.25));
        }
        model.add(new Dense(10).activation("softmax"));
        return model;
    }

    /** Trains for ten epochs, or as many as the first argument says. */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Keras.setRandomSeed(42);
        var fashion = FashionMnist.load().scaled();

        Sequential model = model();
        model.summary();
        int steps = epochs * STEPS_PER_EPOCH;
        model.compile(new Adam(new CosineDecay(1e-3, steps)), "sparse_categorical_crossentropy", "accuracy");
        History history = model.fit(
                fashion.trainX(),
                fashion.trainY(),
                fit -> fit.epochs(epochs).batchSize(BATCH).validationSplit(0.2));
        System.out.printf("Validation accuracy: %.4f%n", history.last("val_accuracy"));
        System.out.println("Test: " + model.evaluate(fashion.testX(), fashion.testY()));
    }
}
