package io.keras4j.data;

import io.keras4j.tensor.TensorSpec;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gives the batches of an epoch one after another, each as some arrays: inputs, then targets, then weights of samples, as
 * {@link #layout()} tells. It belongs to one thread at a time.
 */
public interface BatchSource extends AutoCloseable {
    /** How many of the arrays of a batch are inputs, targets and weights of samples. */
    record Layout(int inputs, int targets, int weights) {}

    /**
     * Where a source stands.
     *
     * @param seed what the order follows from, null for the samples' own order
     * @param pass the number of the pass over the data, from 0
     * @param batches how many batches of the pass were given
     */
    record Position(Long seed, long pass, long batches) {}

    Layout layout();

    /** The number of batches in an epoch, or -1 when it is not known. */
    int steps();

    /** Starts epoch {@code epoch}, counted from 0. */
    void begin(int epoch);

    /** Lets the next epoch start with the first sample, where it would go on after the last batch of the one before. */
    void rewind();

    /** Where this source stands. */
    Position position();

    /**
     * Goes on where a source of the same data stood; without {@link #begin} in the epoch that was under way.
     *
     * @param steps how many batches of the epoch were given
     */
    void seek(Position position, int steps);

    /** Moves to the next batch and returns the specs of its arrays, the same list again for the same specs; null at the end of the epoch. */
    List<TensorSpec> next();

    /** Copies array {@code i} of the current batch into {@code target}, which has its spec. */
    void copyTo(int i, INDArray target);

    /** Stops what works for this source. */
    @Override
    default void close() {}
}
