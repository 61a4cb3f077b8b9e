package io.keras4j.metrics;

/** The best recall at any threshold at which the precision is at least the given one. */
public final class RecallAtPrecision extends BestAtConstraint<RecallAtPrecision> {
    RecallAtPrecision() {
        super("precision", Rate.PRECISION, Rate.RECALL);
    }

    /** With the least precision, from 0 to 1. */
    public RecallAtPrecision(double precision) {
        this();
        minimum(precision);
    }
}
