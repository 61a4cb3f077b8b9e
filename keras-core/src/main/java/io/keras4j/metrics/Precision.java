package io.keras4j.metrics;

/** The share of labels of 1 in what is predicted to be 1. */
public final class Precision extends DecisionRatio<Precision> {
    public Precision() {
        super(Count.FALSE_POSITIVES);
    }
}
