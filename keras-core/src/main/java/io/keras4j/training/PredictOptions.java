package io.keras4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The arguments of <a href="https://keras.io/api/models/model_training_apis/">predict</a>. */
public final class PredictOptions {
    private Integer batchSize;
    private int verbose;
    private int steps;
    private final List<Callback> callbacks = new ArrayList<>();

    /** The number of samples in a batch, 32 by default. */
    public PredictOptions batchSize(int value) {
        batchSize = Checks.positive("batchSize", value);
        return this;
    }

    /** 1 for a progress bar, 2 for a line at the end, 0 for nothing: here the default, unlike Keras's, because programs predict single samples. */
    public PredictOptions verbose(int value) {
        verbose = Checks.verbose(value);
        return this;
    }

    /** "auto": a progress bar. */
    public PredictOptions verbose(String value) {
        verbose = Checks.verbose(value);
        return this;
    }

    /** Stops after this many batches. */
    public PredictOptions steps(int value) {
        steps = Checks.positive("steps", value);
        return this;
    }

    /** Callbacks. */
    public PredictOptions callbacks(Callback... values) {
        callbacks.addAll(Arrays.asList(values));
        return this;
    }

    int batchSize() {
        return batchSize == null ? 32 : batchSize;
    }

    /** Refuses what only goes with arrays. */
    void checkForBatches() {
        if (batchSize != null) {
            throw new IllegalArgumentException("batchSize"
                    + " is for arrays of samples: a Dataset or Sequence has its batches and their weights itself");
        }
    }

    int verbose() {
        return verbose;
    }

    /** Whether nothing but the outputs is wanted. */
    boolean isQuiet() {
        return verbose == 0 && steps == 0 && callbacks.isEmpty();
    }

    int steps() {
        return steps;
    }

    List<Callback> callbacks() {
        return callbacks;
    }
}
