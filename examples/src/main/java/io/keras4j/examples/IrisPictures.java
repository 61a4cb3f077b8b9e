package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.callbacks.EarlyStopping;
import io.keras4j.datasets.Iris;
import io.keras4j.datasets.Table;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.plots.LearningCurve;
import io.keras4j.plots.Plots;
import io.keras4j.preprocessing.ConfusionMatrix;
import io.keras4j.preprocessing.StandardScaler;
import io.keras4j.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells the species of iris apart, stops when that gets no better, and draws what there is to see. */
public final class IrisPictures {
    private IrisPictures() {}

    private static Sequential model() {
        Sequential model = IrisClassifier.model();
        model.compile(new Adam(0.01), "sparse_categorical_crossentropy", "accuracy");
        return model;
    }

    /** Trains, and writes pictures into {@code folder}; returns how often test flowers of each species were taken for each. */
    static ConfusionMatrix train(Path folder) {
        Keras.setRandomSeed(42);
        Table iris = Iris.load();
        var split = trainTestSplit(
                iris.x(), iris.y(), s -> s.testSize(0.2).stratify(iris.y()).seed(42));
        var scaler = new StandardScaler();
        INDArray trainX = scaler.fitTransform(split.trainX());
        INDArray testX = scaler.transform(split.testX());

        Sequential model = model();
        History history = model.fit(
                trainX,
                split.trainY(),
                fit -> fit.epochs(200)
                        .batchSize(8)
                        .validationData(testX, split.testY())
                        .verbose(0)
                        .callbacks(new EarlyStopping("val_loss").patience(20).restoreBestWeights(true)));
        System.out.println("Stopped after " + history.epochs().size() + " epochs");

        history.plot(folder.resolve("curves.png").toString());
        Plots.plotModel(
                model,
                folder.resolve("model.png").toString(),
                plot -> plot.showShapes(true).showLayerActivations(true).rankdir("LR"));
        ConfusionMatrix matrix = ConfusionMatrix.of(split.testY(), model.predict(testX), iris.targetNames());
        Plots.confusionMatrix(matrix, folder.resolve("confusion.png").toString());
        LearningCurve curve = LearningCurve.of(
                IrisPictures::model,
                "accuracy",
                trainX,
                split.trainY(),
                testX,
                split.testY(),
                fit -> fit.epochs(40).batchSize(8).verbose(0),
                10,
                20,
                40,
                80,
                120);
        Plots.learningCurve(curve, folder.resolve("sizes.png").toString());
        return matrix;
    }

    /** Trains, with pictures in the folder that the first argument names, by default a temporary one. */
    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("keras4j");
        ConfusionMatrix matrix = train(folder);
        System.out.println(matrix.classificationReport());
        System.out.println("Pictures are in " + folder);
    }
}
