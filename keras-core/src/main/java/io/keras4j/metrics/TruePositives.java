package io.keras4j.metrics;

/** The weighted number of predictions above a threshold for labels of 1. */
public final class TruePositives extends ConditionCount<TruePositives> {
    public TruePositives() {
        super(Count.TRUE_POSITIVES);
    }
}
