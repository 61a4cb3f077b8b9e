package io.keras4j.backend.loops;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Elementwise;

/**
 * Keeps what decays from becoming subnormal, which is up to a hundred times slower to compute with. Rounds to a multiple of 6e-33: what
 * is left, times a learning rate, is still a normal number, and no part of what Adam's epsilon hides.
 */
record Flush() implements Elementwise, Op.NotDifferentiable {
    /** Added and subtracted again, it swallows what is too small. */
    static final float SWALLOW = 1e-25f;
}
