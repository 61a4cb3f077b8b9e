package io.keras4j.metrics;

/** The share of what is predicted to be 1 in the labels of 1. */
public final class Recall extends DecisionRatio<Recall> {
    public Recall() {
        super(Count.FALSE_NEGATIVES);
    }
}
