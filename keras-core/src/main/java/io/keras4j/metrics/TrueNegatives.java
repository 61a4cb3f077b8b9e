package io.keras4j.metrics;

/** The weighted number of predictions not above a threshold for labels of 0. */
public final class TrueNegatives extends ConditionCount<TrueNegatives> {
    public TrueNegatives() {
        super(Count.TRUE_NEGATIVES);
    }
}
