package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.datasets.Iris;
import io.keras4j.datasets.Table;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Sequential;
import io.keras4j.preprocessing.ConfusionMatrix;
import io.keras4j.preprocessing.StandardScaler;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells one species of iris, virginica, from the two others: one output between 0 and 1. */
public final class IrisBinary {
    private IrisBinary() {}

    /** 4-8-4-1: 81 parameters. */
    public static Sequential model() {
        return new Sequential(
                Input.of(4),
                new Dense(8).activation("relu"),
                new Dense(4).activation("relu"),
                new Dense(1).activation("sigmoid"));
    }

    /** Trains and returns how often test flowers of either kind were taken for either. */
    static ConfusionMatrix train(int verbose) {
        Keras.setRandomSeed(42);
        Table iris = Iris.load();
        INDArray isVirginica = iris.y().eq(2).castTo(DataType.FLOAT);
        var split = trainTestSplit(
                iris.x(),
                isVirginica,
                s -> s.testSize(0.2).stratify(isVirginica).seed(42));
        var scaler = new StandardScaler();
        INDArray trainX = scaler.fitTransform(split.trainX());
        INDArray testX = scaler.transform(split.testX());

        Sequential model = model();
        model.compile("adam", "binary_crossentropy", "accuracy");
        model.fit(trainX, split.trainY(), fit -> fit.epochs(100).batchSize(8).verbose(verbose));
        INDArray probabilities = model.predict(testX, predict -> predict.verbose(0));
        return ConfusionMatrix.of(split.testY(), probabilities, List.of("other", "virginica"));
    }

    /** Trains and prints the confusion matrix of the test data. */
    public static void main(String[] args) {
        ConfusionMatrix matrix = train(2);
        System.out.println(matrix);
        System.out.printf("Test accuracy: %.4f%n", matrix.accuracy());
    }
}
