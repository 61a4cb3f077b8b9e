package io.keras4j.callbacks;

import io.keras4j.Keras;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.models.AtomicFile;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.schedules.ExponentialDecay;
import io.keras4j.tensor.Variable;
import io.keras4j.training.Callback;
import io.keras4j.training.History;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The program that {@link ResumptionTest} kills: {@code TrainedInPieces FOLDER PLAN}. It trains, with backups in the folder, and writes what has
 * come of it to the file {@code result} there.
 */
public final class TrainedInPieces {
    private static final int SAMPLES = 60;

    private TrainedInPieces() {}

    /** Ways to train and to back up. */
    enum Plan {
        /** Backups within epochs; a learning rate that callbacks change. */
        BY_BATCHES(120) {
            @Override
            Adam optimizer() {
                return new Adam(0.01);
            }

            @Override
            BackupAndRestore backup(String folder) {
                return new BackupAndRestore(folder).saveFreq(4);
            }

            @Override
            List<Callback> others() {
                return List.of(
                        new LearningRateScheduler((epoch, rate) -> rate * 0.995),
                        new ReduceLROnPlateau("val_loss")
                                .patience(3)
                                .cooldown(1)
                                .factor(0.9),
                        new EarlyStopping("val_loss").patience(1000).restoreBestWeights(true));
            }
        },
        /** Backups after epochs, two of them kept; a schedule, averages of weights, and an end that comes early. */
        BY_EPOCHS(100_000) {
            @Override
            Adam optimizer() {
                Adam adam = new Adam(0.01);
                adam.learningRate(new ExponentialDecay(0.01, 50, 0.9)).useEma(true);
                return adam;
            }

            @Override
            BackupAndRestore backup(String folder) {
                return new BackupAndRestore(folder).doubleCheckpoint(true);
            }

            @Override
            List<Callback> others() {
                return List.of(
                        new SwapEMAWeights().swapOnEpoch(true),
                        new EarlyStopping("loss").minDelta(1).patience(150).restoreBestWeights(true));
            }
        };

        final int epochs;

        Plan(int epochs) {
            this.epochs = epochs;
        }

        abstract Adam optimizer();

        abstract BackupAndRestore backup(String folder);

        abstract List<Callback> others();
    }

    /** What is left of training: all variables and the history, as bytes. */
    static byte[] train(Plan plan, String backupFolder, Runnable ready) throws IOException {
        Keras.setRandomSeed(7);
        float[][] x = new float[SAMPLES][6];
        int[] y = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < 6; j++) {
                x[i][j] = (i * 31 + j * 17) % 23 / 23f;
            }
            y[i] = i % 3;
        }
        Sequential model = new Sequential(
                Input.of(6),
                new Dense(12).activation("relu"),
                new BatchNormalization(),
                new Dropout(0.3),
                new Dense(3).activation("softmax"));
        model.compile(plan.optimizer(), "sparse_categorical_crossentropy", "accuracy");
        List<Callback> callbacks = new ArrayList<>(plan.others());
        if (backupFolder != null) {
            callbacks.add(0, plan.backup(backupFolder));
        }
        ready.run();
        History history = model.fit(
                x,
                y,
                fit -> fit.epochs(plan.epochs)
                        .batchSize(8)
                        .validationSplit(0.2)
                        .verbose(0)
                        .callbacks(callbacks));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        List<INDArray> variables = Stream.concat(model.weights().stream(), model.optimizer().variables().stream())
                .map(Variable::array)
                .toList();
        for (INDArray each : variables) {
            Nd4j.write(each, data);
        }
        data.writeUTF(history.epochs().size() + " epochs, ending with "
                + model.optimizer().learningRate());
        data.write(history.history().toString().getBytes());
        return bytes.toByteArray();
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        byte[] result =
                train(Plan.valueOf(args[1]), folder.resolve("backup").toString(), () -> System.out.println("ready"));
        AtomicFile.write(folder.resolve("result"), out -> out.write(result));
    }
}
