package io.keras4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The arguments of <a href="https://keras.io/api/models/model_training_apis/">evaluate</a>. */
public final class EvaluateOptions {
    private Integer batchSize;
    private int verbose = 1;
    private int steps;
    private Object sampleWeight;
    private final List<Callback> callbacks = new ArrayList<>();

    /** The number of samples in a batch, 32 by default. */
    public EvaluateOptions batchSize(int value) {
        batchSize = Checks.positive("batchSize", value);
        return this;
    }

    /** 1 (the default) for a progress bar, 2 for a line at the end, 0 for nothing. */
    public EvaluateOptions verbose(int value) {
        verbose = Checks.verbose(value);
        return this;
    }

    /** "auto", the default: a progress bar. */
    public EvaluateOptions verbose(String value) {
        verbose = Checks.verbose(value);
        return this;
    }

    /** Stops after this many batches. */
    public EvaluateOptions steps(int value) {
        steps = Checks.positive("steps", value);
        return this;
    }

    /** Weights of the samples, as for {@link FitOptions#sampleWeight}. */
    public EvaluateOptions sampleWeight(Object value) {
        sampleWeight = value;
        return this;
    }

    /** Callbacks. */
    public EvaluateOptions callbacks(Callback... values) {
        callbacks.addAll(Arrays.asList(values));
        return this;
    }

    int batchSize() {
        return batchSize == null ? 32 : batchSize;
    }

    /** Refuses what only goes with arrays. */
    void checkForBatches() {
        if (batchSize != null || sampleWeight != null) {
            throw new IllegalArgumentException((batchSize != null ? "batchSize" : "sampleWeight")
                    + " is for arrays of samples: a Dataset or Sequence has its batches and their weights itself");
        }
    }

    int verbose() {
        return verbose;
    }

    int steps() {
        return steps;
    }

    Object sampleWeight() {
        return sampleWeight;
    }

    List<Callback> callbacks() {
        return callbacks;
    }
}
