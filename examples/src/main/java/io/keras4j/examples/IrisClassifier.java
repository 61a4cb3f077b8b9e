package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.datasets.Iris;
import io.keras4j.datasets.Table;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.preprocessing.ConfusionMatrix;
import io.keras4j.preprocessing.StandardScaler;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells the three species of iris apart, with the data divided in five different ways. */
public final class IrisClassifier {
    private IrisClassifier() {}

    /** 4-16-8-3: 243 parameters. */
    public static Sequential model() {
        return new Sequential(
                Input.of(4),
                new Dense(16).activation("relu"),
                new Dense(8).activation("relu"),
                new Dense(3).activation("softmax"));
    }

    /** Divides the data with this seed, trains, and returns how often test flowers of each species were taken for each. */
    static ConfusionMatrix train(long seed) {
        Keras.setRandomSeed(seed);
        Table iris = Iris.load();
        var split = trainTestSplit(
                iris.x(), iris.y(), s -> s.testSize(0.2).stratify(iris.y()).seed(seed));
        var scaler = new StandardScaler();
        INDArray trainX = scaler.fitTransform(split.trainX());
        INDArray testX = scaler.transform(split.testX()); // with the means and deviations of the training data

        Sequential model = model();
        model.compile(new Adam(0.01), "sparse_categorical_crossentropy", "accuracy");
        model.fit(trainX, split.trainY(), fit -> fit.epochs(50).batchSize(8).verbose(0));
        INDArray probabilities = model.predict(testX, predict -> predict.verbose(0));
        return ConfusionMatrix.of(split.testY(), probabilities, iris.targetNames());
    }

    /** Trains with five seeds and prints what came out. */
    public static void main(String[] args) {
        int seeds = 5;
        double sum = 0;
        for (int seed = 0; seed < seeds; seed++) {
            ConfusionMatrix matrix = train(seed);
            System.out.printf("Seed %d%n%s%nTest accuracy: %.4f%n%n", seed, matrix, matrix.accuracy());
            sum += matrix.accuracy();
        }
        System.out.printf("Mean test accuracy: %.4f%n", sum / seeds);
    }
}
