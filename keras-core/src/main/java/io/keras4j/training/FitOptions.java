package io.keras4j.training;

import io.keras4j.data.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The arguments of <a href="https://keras.io/api/models/model_training_apis/">fit</a>.
 *
 * <pre>{@code
 * model.fit(x, y, fit -> fit.epochs(10).batchSize(64).validationSplit(0.2));
 * }</pre>
 */
public final class FitOptions {
    private Integer batchSize;
    private int epochs = 1;
    private int initialEpoch;
    private int verbose = 1;
    private boolean shuffle = true;
    private double validationSplit;
    private Batches validationBatches;
    private Object validationX;
    private Object validationY;
    private Object validationSampleWeight;
    private int validationBatchSize;
    private int validationSteps;
    private int validationFreq = 1;
    private Set<Integer> validationEpochs;
    private int stepsPerEpoch;
    private Object sampleWeight;
    private Map<Integer, Double> classWeight;
    private final List<Callback> callbacks = new ArrayList<>();

    /** The number of samples in a batch, 32 by default. */
    public FitOptions batchSize(int value) {
        batchSize = Checks.positive("batchSize", value);
        return this;
    }

    /** The number of the epoch to stop before, 1 by default: with {@link #initialEpoch} 0 the number of epochs. */
    public FitOptions epochs(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("epochs: expected 0 or more, got " + value);
        }
        epochs = value;
        return this;
    }

    /** The number of the first epoch, 0 by default: for training that is resumed. */
    public FitOptions initialEpoch(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("initialEpoch: expected 0 or more, got " + value);
        }
        initialEpoch = value;
        return this;
    }

    /** 1 (the default) for a progress bar, 2 for a line an epoch, 0 for nothing. */
    public FitOptions verbose(int value) {
        verbose = Checks.verbose(value);
        return this;
    }

    /** "auto", the default: a progress bar. */
    public FitOptions verbose(String value) {
        verbose = Checks.verbose(value);
        return this;
    }

    /** Whether the samples are shuffled before every epoch, which is the default. */
    public FitOptions shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    /** Holds back this fraction of the samples, the last ones, to evaluate the model on after every epoch. */
    public FitOptions validationSplit(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "validationSplit: expected a number between 0 and 1, both excluded, got " + fraction);
        }
        validationSplit = fraction;
        return this;
    }

    /** Evaluates the model on these samples after every epoch; they take precedence over {@link #validationSplit}. */
    public FitOptions validationData(Object x, Object y) {
        return validationData(x, y, null);
    }

    /** Evaluates the model on these batches after every epoch. */
    public FitOptions validationData(Batches data) {
        validationBatches = data;
        return this;
    }

    /** Evaluates the model on these samples, weighted, after every epoch. */
    public FitOptions validationData(Object x, Object y, Object weights) {
        validationX = x;
        validationY = y;
        validationSampleWeight = weights;
        return this;
    }

    /** The number of samples in a batch of validation data, by default {@link #batchSize}. */
    public FitOptions validationBatchSize(int value) {
        validationBatchSize = Checks.positive("validationBatchSize", value);
        return this;
    }

    /** Stops validation after this many batches. */
    public FitOptions validationSteps(int value) {
        validationSteps = Checks.positive("validationSteps", value);
        return this;
    }

    /** Validates after every so many epochs, 1 by default. */
    public FitOptions validationFreq(int value) {
        validationFreq = Checks.positive("validationFreq", value);
        validationEpochs = null;
        return this;
    }

    /** Validates after these epochs, counted from 1. */
    public FitOptions validationFreq(int... afterEpochs) {
        validationEpochs = IntStream.of(afterEpochs).boxed().collect(Collectors.toSet());
        return this;
    }

    /** Ends an epoch after this many batches; the next goes on where it ended. */
    public FitOptions stepsPerEpoch(int value) {
        stepsPerEpoch = Checks.positive("stepsPerEpoch", value);
        return this;
    }

    /**
     * Weights of the samples, an array with one for each (or one for each time step of each); for several outputs also a list or a map
     * from the names of outputs.
     */
    public FitOptions sampleWeight(Object value) {
        sampleWeight = value;
        return this;
    }

    /** Weights of classes: a sample weighs as much as its class, and 1 where that is missing. */
    public FitOptions classWeight(Map<Integer, ? extends Number> values) {
        classWeight = values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().doubleValue()));
        return this;
    }

    /** Callbacks, called in this order. */
    public FitOptions callbacks(Callback... values) {
        callbacks.addAll(Arrays.asList(values));
        return this;
    }

    /** Callbacks, called in this order. */
    public FitOptions callbacks(List<? extends Callback> values) {
        callbacks.addAll(values);
        return this;
    }

    int batchSize() {
        return batchSize == null ? 32 : batchSize;
    }

    int epochs() {
        return epochs;
    }

    int initialEpoch() {
        return initialEpoch;
    }

    int verbose() {
        return verbose;
    }

    boolean shuffle() {
        return shuffle;
    }

    double validationSplit() {
        return validationX == null && validationBatches == null ? validationSplit : 0;
    }

    /** Refuses what only goes with arrays. */
    void checkForBatches() {
        if (batchSize != null || sampleWeight != null || validationSplit() > 0) {
            String argument =
                    batchSize != null ? "batchSize" : sampleWeight != null ? "sampleWeight" : "validationSplit";
            throw new IllegalArgumentException(argument
                    + " is for arrays of samples: a Dataset or Sequence has its batches and their weights itself");
        }
    }

    Batches validationBatches() {
        return validationBatches;
    }

    Object validationX() {
        return validationX;
    }

    Object validationY() {
        return validationY;
    }

    Object validationSampleWeight() {
        return validationSampleWeight;
    }

    int validationBatchSize() {
        return validationBatchSize == 0 ? batchSize() : validationBatchSize;
    }

    int validationSteps() {
        return validationSteps;
    }

    boolean validatesAfter(int epoch) {
        return validationEpochs == null ? (epoch + 1) % validationFreq == 0 : validationEpochs.contains(epoch + 1);
    }

    int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    Object sampleWeight() {
        return sampleWeight;
    }

    Map<Integer, Double> classWeight() {
        return classWeight;
    }

    List<Callback> callbacks() {
        return callbacks;
    }
}
