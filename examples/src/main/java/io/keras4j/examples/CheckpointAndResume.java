package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.callbacks.EarlyStopping;
import io.keras4j.callbacks.ModelCheckpoint;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains on the bundled digits in two sittings: the first is cut short and leaves a checkpoint; the second goes on from there, until the
 * validation loss gets no better, and keeps the best model.
 */
public final class CheckpointAndResume {
    private static final int INTERRUPTED_AFTER = 5;

    private CheckpointAndResume() {}

    /** Five epochs, each of which ends with a checkpoint. */
    static History begin(ImageDataset digits, String checkpoint) {
        Keras.setRandomSeed(42);
        Sequential model = QuickStart.model(8, 8);
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        return model.fit(
                digits.trainX(),
                digits.trainY(),
                fit -> fit.epochs(INTERRUPTED_AFTER)
                        .validationSplit(0.2)
                        .verbose(2)
                        .callbacks(new ModelCheckpoint(checkpoint)));
    }

    /** Goes on with the model and the state of the optimizer that the checkpoint holds. */
    static History resume(ImageDataset digits, String checkpoint, String best) {
        Model model = Model.load(checkpoint);
        return model.fit(
                digits.trainX(),
                digits.trainY(),
                fit -> fit.initialEpoch(INTERRUPTED_AFTER)
                        .epochs(100)
                        .validationSplit(0.2)
                        .verbose(2)
                        .callbacks(
                                new EarlyStopping("val_loss").patience(5),
                                new ModelCheckpoint(best).saveBestOnly(true)));
    }

    /** Trains, with files in the folder that the first argument names, by default a temporary one. */
    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("keras4j");
        String checkpoint = folder.resolve("checkpoint.keras").toString();
        String best = folder.resolve("best.keras").toString();
        ImageDataset digits = QuickStart.digits();

        begin(digits, checkpoint);
        System.out.println("Interrupted. Going on from " + checkpoint);
        resume(digits, checkpoint, best);

        System.out.println("Test, with the best model, " + best + ": "
                + Model.load(best).evaluate(digits.testX(), digits.testY(), evaluate -> evaluate.verbose(0)));
    }
}
