package io.keras4j.metrics;

/** The best sensitivity (share of 1s found) at any threshold at which the specificity (share of 0s found) is at least the given one. */
public final class SensitivityAtSpecificity extends BestAtConstraint<SensitivityAtSpecificity> {
    SensitivityAtSpecificity() {
        super("specificity", Rate.SPECIFICITY, Rate.SENSITIVITY);
    }

    /** With the least specificity, from 0 to 1. */
    public SensitivityAtSpecificity(double specificity) {
        this();
        minimum(specificity);
    }
}
