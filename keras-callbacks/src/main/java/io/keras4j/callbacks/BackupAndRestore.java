package io.keras4j.callbacks;

import io.keras4j.models.ModelFormatException;
import io.keras4j.training.Callback;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs training up, so that the same program, started again after an interruption, goes on from there: <a
 * href="https://keras.io/api/callbacks/backup_and_restore/">keras.callbacks.BackupAndRestore</a>.
 *
 * <p>A run that was interrupted, be it by a crash at any moment, and started again ends bit for bit as one that was not: weights, state of the
 * optimizer, order of the samples, dropout, and, going further than Keras, the history, what other callbacks know, and the place within an
 * epoch when backups are made between batches. A callback of one's own that knows something says so with {@link Callback#state}. The data, the
 * model and the arguments must be those of the interrupted run. The backup is deleted when training ends.
 *
 * <pre>{@code
 * model.fit(x, y, fit -> fit.epochs(50).callbacks(new BackupAndRestore("backup")));
 * }</pre>
 */
public final class BackupAndRestore extends Callback {
    private static final Logger LOG = LoggerFactory.getLogger(BackupAndRestore.class);

    private final String backupDir;
    private int saveFreq;
    private boolean doubleCheckpoint;
    private boolean deleteCheckpoint = true;

    private BackupFolder folder;
    private Map<String, Object> withinEpoch;
    private int seen;
    private int lastBatch;

    /** Keeps backups in this folder, which nothing else may use. */
    public BackupAndRestore(String backupDir) {
        if (backupDir.isEmpty()) {
            throw new IllegalArgumentException("BackupAndRestore: backupDir is empty");
        }
        this.backupDir = backupDir;
    }

    /** "epoch", the default: makes a backup after every epoch. */
    public BackupAndRestore saveFreq(String value) {
        saveFreq = Frequency.of("BackupAndRestore", value);
        return this;
    }

    /** Makes a backup after so many batches. */
    public BackupAndRestore saveFreq(int batches) {
        saveFreq = Frequency.of("BackupAndRestore", batches);
        return this;
    }

    /** Whether the backup before the last is kept too, and used when the last cannot be read; false by default. */
    public BackupAndRestore doubleCheckpoint(boolean value) {
        doubleCheckpoint = value;
        return this;
    }

    /** Whether the backup is deleted when training ends, which is the default. */
    public BackupAndRestore deleteCheckpoint(boolean value) {
        deleteCheckpoint = value;
        return this;
    }

    /** Others have their say first: on what the state after an epoch is, and on how to begin. */
    @Override
    protected boolean comesLast() {
        return true;
    }

    /**
     * Goes on from the backup, if there is one.
     *
     * @throws IllegalStateException when the model is not built
     * @throws UncheckedIOException when the folder cannot be written to, or the backup cannot be read
     */
    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        if (!model().isBuilt()) {
            throw new IllegalStateException("BackupAndRestore: model \"" + model().name()
                    + "\" must be built before fit; build it, or begin it with an Input");
        }
        seen = 0;
        lastBatch = 0;
        withinEpoch = null;
        folder = BackupFolder.open(backupDir, doubleCheckpoint);
        if (!folder.isEmpty()) {
            Map<String, Object> state = load();
            withinEpoch = run().step() > 0 ? state : null;
        }
    }

    private Map<String, Object> load() {
        try {
            return restoreFrom(folder.read(false));
        } catch (UncheckedIOException | ModelFormatException e) {
            if (!folder.hasPrevious()) {
                throw e;
            }
            LOG.warn("BackupAndRestore: the last backup cannot be read, going on from the one before", e);
            return restoreFrom(folder.read(true));
        }
    }

    private Map<String, Object> restoreFrom(Map<String, Object> state) {
        model().loadWeights(folder.weights(state));
        run().restore(state);
        return state;
    }

    /** What the beginning of an epoch did was done before the backup, if that is from within the epoch. */
    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        if (withinEpoch != null) {
            restoreFrom(withinEpoch);
            withinEpoch = null;
        }
    }

    @Override
    protected boolean followsBatches() {
        return saveFreq > 0;
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        seen += batch <= lastBatch ? batch + 1 : batch - lastBatch;
        lastBatch = batch;
        if (seen >= saveFreq) {
            seen = 0;
            save();
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        lastBatch = 0;
        if (saveFreq == 0) {
            save();
        }
    }

    private void save() {
        folder.write(run().state(), model()::saveWeights);
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        if (deleteCheckpoint) {
            folder.delete();
        }
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("seen", seen, "last_batch", lastBatch);
    }

    @Override
    public void restore(Map<String, Object> state) {
        seen = ((Number) state.getOrDefault("seen", 0)).intValue();
        lastBatch = ((Number) state.getOrDefault("last_batch", 0)).intValue();
    }
}
