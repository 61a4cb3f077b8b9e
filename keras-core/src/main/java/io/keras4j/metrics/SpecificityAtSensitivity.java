package io.keras4j.metrics;

/** The best specificity (share of 0s found) at any threshold at which the sensitivity (share of 1s found) is at least the given one. */
public final class SpecificityAtSensitivity extends BestAtConstraint<SpecificityAtSensitivity> {
    SpecificityAtSensitivity() {
        super("sensitivity", Rate.SENSITIVITY, Rate.SPECIFICITY);
    }

    /** With the least sensitivity, from 0 to 1. */
    public SpecificityAtSensitivity(double sensitivity) {
        this();
        minimum(sensitivity);
    }
}
