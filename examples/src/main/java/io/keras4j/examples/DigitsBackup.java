package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.callbacks.BackupAndRestore;
import io.keras4j.callbacks.LambdaCallback;
import io.keras4j.datasets.ImageDataset;
import io.keras4j.models.Sequential;
import io.keras4j.training.Callback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains on the bundled digits, is interrupted in the middle of an epoch, and is started again: the same program, which goes on from its backup
 * and ends with exactly the weights of training that was never interrupted.
 */
public final class DigitsBackup {
    private static final int EPOCHS = 8;

    private DigitsBackup() {}

    /** Trains for eight epochs. */
    static Sequential train(ImageDataset digits, Callback... callbacks) {
        Keras.setRandomSeed(42);
        Sequential model = QuickStart.model(8, 8);
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        model.fit(
                digits.trainX(),
                digits.trainY(),
                fit -> fit.epochs(EPOCHS).validationSplit(0.2).verbose(2).callbacks(callbacks));
        return model;
    }

    /** Trains with backups in {@code folder}; fails on batch 20 of the fourth epoch. */
    static void beInterrupted(ImageDataset digits, Path folder) {
        List<Integer> epochs = new ArrayList<>();
        LambdaCallback powerFailure = new LambdaCallback()
                .onEpochBegin((epoch, logs) -> epochs.add(epoch))
                .onTrainBatchEnd((batch, logs) -> {
                    if (epochs.size() == 4 && batch == 20) {
                        throw new IllegalStateException("The power fails");
                    }
                });
        train(digits, powerFailure, backup(folder));
    }

    /** A backup after every tenth batch. */
    static BackupAndRestore backup(Path folder) {
        return new BackupAndRestore(folder.toString()).saveFreq(10);
    }

    /** Trains, with backups in the folder that the first argument names, by default a temporary one. */
    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("keras4j");
        ImageDataset digits = QuickStart.digits();
        try {
            beInterrupted(digits, folder);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage() + ". Starting again:");
        }
        Sequential resumed = train(digits, backup(folder));
        System.out.println("And now without an interruption:");
        Sequential uninterrupted = train(digits);

        System.out.println(
                "Test: " + resumed.evaluate(digits.testX(), digits.testY(), evaluate -> evaluate.verbose(0)));
        System.out.println("The weights are the same: " + resumed.getWeights().equals(uninterrupted.getWeights()));
    }
}
