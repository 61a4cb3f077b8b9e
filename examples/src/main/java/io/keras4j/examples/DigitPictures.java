package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;

import io.keras4j.Keras;
import io.keras4j.datasets.Digits;
import io.keras4j.datasets.Table;
import io.keras4j.engine.Input;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.plots.Plots;
import io.keras4j.preprocessing.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Reads digits of 8 x 8 pixels, and draws some with what they were read as, the kernels that were learnt, and what these make of a digit. */
public final class DigitPictures {
    private static final int SHOWN = 20;

    private DigitPictures() {}

    static Sequential model() {
        return new Sequential(
                Input.of(8, 8, 1),
                new Conv2D(16, 3).activation("relu").padding("same").name("strokes"),
                new MaxPooling2D(2),
                new Conv2D(32, 3).activation("relu").padding("same").name("parts"),
                new Flatten(),
                new Dense(10).activation("softmax").name("digit"));
    }

    /** Trains, and writes pictures into {@code folder}; returns the share of test digits that were read. */
    static double train(Path folder) {
        Keras.setRandomSeed(42);
        Table digits = Digits.load();
        var split = trainTestSplit(
                digits.x().div(16), digits.y(), s -> s.stratify(digits.y()).seed(42));
        INDArray trainX = split.trainX().reshape(-1, 8, 8, 1);
        INDArray testX = split.testX().reshape(-1, 8, 8, 1);
        Sequential model = model();
        model.compile(new Adam(0.005), "sparse_categorical_crossentropy", "accuracy");
        model.summary();
        model.fit(trainX, split.trainY(), fit -> fit.epochs(8));

        INDArray predictions = model.predict(testX);
        ConfusionMatrix matrix = ConfusionMatrix.of(split.testY(), predictions);
        Plots.confusionMatrix(matrix, folder.resolve("confusion.png").toString());
        System.out.println(matrix.classificationReport());

        int[] read = predictions.argMax(1).toIntVector();
        INDArray some = testX.get(NDArrayIndex.interval(0, SHOWN)).dup('c');
        List<String> titles = IntStream.range(0, SHOWN)
                .mapToObj(i -> split.testY().getInt(i) == read[i]
                        ? Integer.toString(read[i])
                        : read[i] + ", is " + split.testY().getInt(i))
                .toList();
        Plots.images(some, titles, folder.resolve("images.png").toString());
        Plots.kernels(model.getLayer("strokes"), folder.resolve("kernels.png").toString());
        Plots.featureMaps(
                model, "strokes", some.slice(0), folder.resolve("features.png").toString());
        return model.evaluate(testX, split.testY(), evaluate -> {}).get("accuracy");
    }

    /** Trains, with pictures in the folder that the first argument names, by default a temporary one. */
    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("keras4j");
        System.out.println("Read: " + train(folder));
        System.out.println("Pictures are in " + folder);
    }
}
