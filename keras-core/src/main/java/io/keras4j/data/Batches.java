package io.keras4j.data;

/** What fit, evaluate and predict take batches from: a {@link Dataset} that is {@link Dataset#batch batched}, or a {@link Sequence}. */
public abstract class Batches {
    /** What {@link #cardinality()} is when it is not known. */
    public static final long UNKNOWN = -1;
    /** What {@link #cardinality()} is when there is no end. */
    public static final long INFINITE = -2;

    Batches() {}

    /** The number of elements in a pass, {@link #UNKNOWN} or {@link #INFINITE}. */
    public abstract long cardinality();

    /** The elements of a pass without the first {@code skip}; {@code shuffle} is what fit was told. */
    abstract Cursor<?> open(Pass pass, long skip, boolean shuffle);

    /** Called before the elements of an epoch are taken. */
    void beginEpoch() {}

    /** Called after the elements of an epoch were taken. */
    void endEpoch() {}
}
