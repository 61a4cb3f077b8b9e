package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.callbacks.ReduceLROnPlateau;
import io.keras4j.callbacks.TensorBoard;
import io.keras4j.datasets.Table;
import io.keras4j.datasets.Wine;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.SGD;
import io.keras4j.preprocessing.StandardScaler;
import io.keras4j.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells three sorts of wine apart; the learning rate is lowered when the loss gets no better, and TensorBoard shows how it went. */
public final class WineLearningRate {
    private WineLearningRate() {}

    /** Trains, with TensorBoard's files in {@code logs}; returns loss, accuracy and the last learning rate. */
    static Map<String, Double> train(Path logs) {
        Keras.setRandomSeed(42);
        Table wine = Wine.load();
        var split = trainTestSplit(
                wine.x(), wine.y(), s -> s.testSize(0.25).stratify(wine.y()).seed(42));
        var scaler = new StandardScaler();
        INDArray trainX = scaler.fitTransform(split.trainX());
        INDArray testX = scaler.transform(split.testX());

        Sequential model =
                new Sequential(Input.of(13), new Dense(32).activation("relu"), new Dense(3).activation("softmax"));
        model.compile(new SGD().learningRate(0.1).momentum(0.9), "sparse_categorical_crossentropy", "accuracy");
        History history = model.fit(
                trainX,
                split.trainY(),
                fit -> fit.epochs(60)
                        .validationSplit(0.2)
                        .verbose(2)
                        .callbacks(
                                new ReduceLROnPlateau("val_loss")
                                        .factor(0.3)
                                        .minLr(1e-4)
                                        .patience(5)
                                        .verbose(1),
                                new TensorBoard(logs.toString()).histogramFreq(10)));
        Map<String, Double> scores = model.evaluate(testX, split.testY(), evaluate -> evaluate.verbose(0));
        scores.put("learning_rate", history.last("learning_rate"));
        return scores;
    }

    /** Trains, with logs in the folder that the first argument names, by default a temporary one. */
    public static void main(String[] args) throws IOException {
        Path logs = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("keras4j");
        System.out.println("Test: " + train(logs));
        System.out.println("Look at it with: tensorboard --logdir " + logs);
    }
}
