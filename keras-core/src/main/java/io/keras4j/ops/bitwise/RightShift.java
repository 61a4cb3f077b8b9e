package io.keras4j.ops.bitwise;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Elementwise;

/** a with its bits moved down by b places, copies of the sign coming in; only they are left when b is at least the number of its bits, or negative. */
public record RightShift() implements Elementwise, Op.NotDifferentiable {}
