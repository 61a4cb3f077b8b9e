package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.toCategorical;
import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.datasets.Table;
import io.keras4j.datasets.Wine;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.models.Sequential;
import io.keras4j.preprocessing.ConfusionMatrix;
import io.keras4j.preprocessing.StandardScaler;
import io.keras4j.regularizers.L2;

/** Which of three growers a wine is from: one-hot labels, batch normalisation, Dropout and L2 against learning by heart. */
public final class WineClassifier {
    private WineClassifier() {}

    static Sequential model() {
        return new Sequential(
                Input.of(13),
                new Dense(32).activation("relu").kernelRegularizer(new L2(1e-3)),
                new BatchNormalization(),
                new Dropout(0.3),
                new Dense(16).activation("relu").kernelRegularizer(new L2(1e-3)),
                new Dense(3).activation("softmax"));
    }

    /** Trains; returns how often test wines of each grower were taken for each. */
    static ConfusionMatrix train(long seed) {
        Keras.setRandomSeed(seed);
        Table wine = Wine.load();
        var split = trainTestSplit(
                wine.x(), wine.y(), s -> s.testSize(0.25).stratify(wine.y()).seed(seed));
        var scaler = new StandardScaler();
        var trainX = scaler.fitTransform(split.trainX());

        Sequential model = model();
        model.compile("adam", "categorical_crossentropy", "accuracy");
        model.fit(
                trainX,
                toCategorical(split.trainY(), 3),
                fit -> fit.epochs(60).batchSize(16).verbose(0));
        var probabilities = model.predict(scaler.transform(split.testX()), predict -> predict.verbose(0));
        return ConfusionMatrix.of(split.testY(), probabilities, wine.targetNames());
    }

    /** Trains and prints the confusion matrix. */
    public static void main(String[] args) {
        ConfusionMatrix matrix = train(1);
        System.out.printf("%s%nTest accuracy: %.4f%n", matrix, matrix.accuracy());
    }
}
