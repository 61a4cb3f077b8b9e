package io.keras4j.metrics;

/** The weighted number of predictions not above a threshold for labels of 1. */
public final class FalseNegatives extends ConditionCount<FalseNegatives> {
    public FalseNegatives() {
        super(Count.FALSE_NEGATIVES);
    }
}
