package io.keras4j.metrics;

/** The weighted number of predictions above a threshold for labels of 0. */
public final class FalsePositives extends ConditionCount<FalsePositives> {
    public FalsePositives() {
        super(Count.FALSE_POSITIVES);
    }
}
