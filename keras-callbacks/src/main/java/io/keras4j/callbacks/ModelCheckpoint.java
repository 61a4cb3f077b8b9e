package io.keras4j.callbacks;

import io.keras4j.training.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Saves the model, or its weights, during training: <a
 * href="https://keras.io/api/callbacks/model_checkpoint/">keras.callbacks.ModelCheckpoint</a>.
 *
 * <pre>{@code
 * new ModelCheckpoint("best.keras").saveBestOnly(true)
 * new ModelCheckpoint("{epoch:02d}-{val_loss:.2f}.weights.h5").saveWeightsOnly(true)
 * }</pre>
 */
public final class ModelCheckpoint extends MonitorCallback<ModelCheckpoint> {
    private final String filepath;
    private final FileTemplate template;
    private int verbose;
    private boolean saveBestOnly;
    private boolean saveWeightsOnly;
    private int saveFreq;
    private Double best;

    private int epoch;
    private int lastBatch = -1;
    private int batchesSinceSaving;

    /**
     * Saves to this file.
     *
     * @param filepath may have fields for {@code epoch} (from 1), {@code batch} and logs, with formats as in Python; it ends in
     *     {@code .keras}, or in {@code .weights.h5} with {@link #saveWeightsOnly}
     */
    public ModelCheckpoint(String filepath) {
        super("val_loss", 0);
        this.filepath = filepath;
        this.template = new FileTemplate(filepath);
    }

    /** 1 for messages, 0 (the default) for none. */
    public ModelCheckpoint verbose(int value) {
        verbose = value;
        return this;
    }

    /** Whether only a model that is better than all before is saved, by the log of {@link #monitor}. */
    public ModelCheckpoint saveBestOnly(boolean value) {
        saveBestOnly = value;
        return this;
    }

    /** Whether only the weights are saved. */
    public ModelCheckpoint saveWeightsOnly(boolean value) {
        saveWeightsOnly = value;
        return this;
    }

    /** "epoch", the default: saves after every epoch. */
    public ModelCheckpoint saveFreq(String value) {
        saveFreq = Frequency.of(label(), value);
        return this;
    }

    /** Saves after so many batches. */
    public ModelCheckpoint saveFreq(int batches) {
        saveFreq = Frequency.of(label(), batches);
        return this;
    }

    /** What the first model has to surpass to count as the best; null, the default, for nothing. */
    public ModelCheckpoint initialValueThreshold(Number value) {
        best = value == null ? null : Double.valueOf(value.doubleValue());
        return this;
    }

    /** Checks before any training that there is something to write to. */
    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        boolean fits = saveWeightsOnly
                ? filepath.endsWith(".weights.h5")
                : filepath.endsWith(".keras") || filepath.endsWith(".h5");
        if (!fits) {
            throw new IllegalArgumentException("ModelCheckpoint: the file name must end in "
                    + (saveWeightsOnly ? ".weights.h5 to save weights only" : ".keras") + ", got " + filepath);
        }
        template.check();
        if (saveBestOnly) {
            resolveDirection();
        }
        String fixed = template.fixedPart();
        Path folder = fixed.endsWith("/")
                ? Path.of(fixed)
                : Path.of(fixed).toAbsolutePath().getParent();
        makeFolder(folder);
        if (folder != null && !Files.isWritable(folder)) {
            throw new IllegalArgumentException("ModelCheckpoint: cannot write to the folder " + folder);
        }
    }

    private static void makeFolder(Path folder) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("ModelCheckpoint: cannot make the folder " + folder, e);
        }
    }

    @Override
    protected boolean followsBatches() {
        return saveFreq > 0;
    }

    @Override
    public void onEpochBegin(int newEpoch, Map<String, Double> logs) {
        epoch = newEpoch;
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        batchesSinceSaving += batch <= lastBatch ? batch + 1 : batch - lastBatch;
        lastBatch = batch;
        if (batchesSinceSaving >= saveFreq) {
            batchesSinceSaving = 0;
            save(batch, logs);
        }
    }

    @Override
    public void onEpochEnd(int endedEpoch, Map<String, Double> logs) {
        if (saveFreq == 0) {
            save(-1, logs);
        }
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("best", best);
        state.put("last_batch", lastBatch);
        state.put("batches_since_saving", batchesSinceSaving);
        return state;
    }

    @Override
    public void restore(Map<String, Object> state) {
        if (!state.isEmpty()) {
            best = (Double) state.get("best");
            lastBatch = integer(state, "last_batch");
            batchesSinceSaving = integer(state, "batches_since_saving");
        }
    }

    private void save(int batch, Map<String, Double> logs) {
        Map<String, Number> fields = new TreeMap<>(logs);
        fields.put("epoch", epoch + 1);
        if (batch >= 0) {
            fields.putIfAbsent("batch", batch + 1);
        }
        String file = template.fill(fields);
        if (!isWanted(logs, file)) {
            return;
        }
        makeFolder(Path.of(file).getParent());
        if (saveWeightsOnly) {
            model().saveWeights(file);
        } else {
            model().save(file);
        }
        say("finished saving model to " + file);
    }

    private boolean isWanted(Map<String, Double> logs, String file) {
        Double current = saveBestOnly ? current(logs) : null;
        if (current == null) {
            if (!saveBestOnly) {
                say("saving model to " + file);
            }
            return true;
        }
        String before = best == null ? "None" : String.format(Locale.ROOT, "%.5f", best);
        if (!isImprovement(current, best)) {
            say(monitor() + " did not improve from " + before);
            return false;
        }
        say(monitor() + " improved from " + before + " to " + String.format(Locale.ROOT, "%.5f", current)
                + ", saving model to " + file);
        best = current;
        return true;
    }

    private void say(String message) {
        if (verbose > 0) {
            Messages.println("\nEpoch " + (epoch + 1) + ": " + message);
        }
    }
}
