package io.keras4j.metrics;

/** Which values of a metric better models have. */
public enum Direction {
    /** Higher ones. */
    UP,
    /** Lower ones. */
    DOWN,
    /** It depends, as it does for sums and counts. */
    UNKNOWN
}
