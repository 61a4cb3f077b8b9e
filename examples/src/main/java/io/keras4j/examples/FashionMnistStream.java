package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.callbacks.EarlyStopping;
import io.keras4j.callbacks.ModelCheckpoint;
import io.keras4j.callbacks.ReduceLROnPlateau;
import io.keras4j.callbacks.TensorBoard;
import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import io.keras4j.datasets.FashionMnist;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains on Fashion-MNIST as a stream: samples are shuffled, moved a little and put into batches by other threads, while callbacks keep the best
 * model, lower the learning rate, stop in time and write for TensorBoard.
 */
public final class FashionMnistStream {
    private FashionMnistStream() {}

    /** A picture that is moved by up to one pixel in each direction. */
    static Sample moved(Sample sample) {
        INDArray image = sample.x().get(0);
        int height = (int) image.size(0);
        int width = (int) image.size(1);
        int down = ThreadLocalRandom.current().nextInt(-1, 2);
        int right = ThreadLocalRandom.current().nextInt(-1, 2);
        float[] pixels = image.dup('c').data().asFloat();
        float[][] target = new float[height][width];
        for (int y = Math.max(0, down); y < height + Math.min(0, down); y++) {
            int start = Math.max(0, right);
            int length = width - Math.abs(right);
            System.arraycopy(pixels, (y - down) * width + start - right, target[y], start, length);
        }
        return new Sample(List.of(Nd4j.createFromArray(target)), sample.y(), sample.weights());
    }

    /** Trains, with files in the folder that the second argument names, by default a temporary one; the first is the number of epochs. */
    public static void main(String[] args) throws IOException {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("keras4j");
        Keras.setRandomSeed(42);
        ImageDataset fashion = FashionMnist.load().scaled();
        Dataset<Samples> training = Dataset.fromArrays(fashion.trainX(), fashion.trainY())
                .shuffle(60_000)
                .map(FashionMnistStream::moved, 2)
                .batch(64);
        Dataset<Samples> test =
                Dataset.fromArrays(fashion.testX(), fashion.testY()).batch(256);

        String best = folder.resolve("best.keras").toString();
        Model model = QuickStart.model(28, 28);
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(
                training,
                fit -> fit.epochs(epochs)
                        .validationData(test)
                        .verbose(2)
                        .callbacks(
                                new ModelCheckpoint(best).saveBestOnly(true),
                                new ReduceLROnPlateau("val_loss").factor(0.3).patience(2),
                                new EarlyStopping("val_loss").patience(5),
                                new TensorBoard(folder.resolve("logs").toString()).histogramFreq(1)));
        System.out.println(
                "Test, with the best model: " + Model.load(best).evaluate(test, evaluate -> evaluate.verbose(0)));
    }
}
