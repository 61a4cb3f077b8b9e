package io.keras4j.metrics;

/** The best precision at any threshold at which the recall is at least the given one. */
public final class PrecisionAtRecall extends BestAtConstraint<PrecisionAtRecall> {
    PrecisionAtRecall() {
        super("recall", Rate.RECALL, Rate.PRECISION);
    }

    /** With the least recall, from 0 to 1. */
    public PrecisionAtRecall(double recall) {
        this();
        minimum(recall);
    }
}
