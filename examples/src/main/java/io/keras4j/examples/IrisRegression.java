package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.datasets.Iris;
import io.keras4j.datasets.Table;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.metrics.R2Score;
import io.keras4j.models.Sequential;
import io.keras4j.preprocessing.StandardScaler;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A regression: the width of an iris's petal, in centimetres, from the three other measures. */
public final class IrisRegression {
    private IrisRegression() {}

    static Sequential model() {
        return new Sequential(
                Input.of(3),
                new Dense(32).activation("relu"),
                new Dense(16).activation("relu"),
                new Dense(1)); // no activation: a number of any size
    }

    /** Trains; returns the scores of the test flowers. */
    static Map<String, Double> train(long seed) {
        Keras.setRandomSeed(seed);
        Table iris = Iris.load();
        INDArray measures = iris.x().get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3));
        INDArray petalWidths = iris.x().get(NDArrayIndex.all(), NDArrayIndex.interval(3, 4));
        var split = trainTestSplit(
                measures, petalWidths, s -> s.testSize(0.2).stratify(iris.y()).seed(seed));
        var scaler = new StandardScaler();
        INDArray trainX = scaler.fitTransform(split.trainX());

        Sequential model = model();
        model.compile("adam", "mean_squared_error", "mean_absolute_error", new R2Score());
        model.fit(trainX, split.trainY(), fit -> fit.epochs(100).batchSize(8).verbose(0));
        return model.evaluate(scaler.transform(split.testX()), split.testY(), evaluate -> evaluate.verbose(0));
    }

    /** Trains and prints the scores. */
    public static void main(String[] args) {
        System.out.println("Test: " + train(1));
    }
}
