package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.engine.Input;
import io.keras4j.layers.Activation;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Flatten;
import io.keras4j.models.Sequential;
import java.util.LinkedHashMap;
import java.util.Map;

/** The same network on the bundled digits with several activations, batch sizes, and with and without batch normalisation. */
public final class DigitComparisons {
    private static final int EPOCHS = 10;

    private DigitComparisons() {}

    /** Two hidden layers of 64 units. */
    static Sequential model(String activation, boolean normalized) {
        var model = new Sequential(Input.of(8, 8, 1), new Flatten());
        for (int layer = 0; layer < 2; layer++) {
            model.add(new Dense(64).useBias(!normalized)); // batch normalisation has a bias of its own
            if (normalized) {
                model.add(new BatchNormalization());
            }
            model.add(new Activation(activation));
        }
        model.add(new Dense(10).activation("softmax"));
        return model;
    }

    /** The test accuracy after ten epochs. */
    static double accuracy(ImageDataset digits, Sequential model, int batchSize) {
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(
                digits.trainX(),
                digits.trainY(),
                fit -> fit.epochs(EPOCHS).batchSize(batchSize).verbose(0));
        return model.evaluate(digits.testX(), digits.testY(), evaluate -> evaluate.verbose(0))
                .get("accuracy");
    }

    /** Test accuracies by what was varied. */
    static Map<String, Double> compare() {
        ImageDataset digits = QuickStart.digits();
        Map<String, Double> accuracies = new LinkedHashMap<>();
        for (String activation : new String[] {"sigmoid", "tanh", "relu", "elu", "selu", "gelu", "silu"}) {
            Keras.setRandomSeed(1);
            accuracies.put("activation " + activation, accuracy(digits, model(activation, false), 32));
        }
        for (int batchSize : new int[] {8, 32, 128, 512}) {
            Keras.setRandomSeed(1);
            accuracies.put("batch size " + batchSize, accuracy(digits, model("relu", false), batchSize));
        }
        for (boolean normalized : new boolean[] {false, true}) {
            Keras.setRandomSeed(1);
            accuracies.put(
                    (normalized ? "with" : "without") + " batch normalisation",
                    accuracy(digits, model("sigmoid", normalized), 32));
        }
        return accuracies;
    }

    /** Compares and prints. */
    public static void main(String[] args) {
        compare().forEach((what, accuracy) -> System.out.printf("%-28s %.4f%n", what, accuracy));
    }
}
