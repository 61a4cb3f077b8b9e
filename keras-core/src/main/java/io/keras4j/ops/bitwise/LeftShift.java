package io.keras4j.ops.bitwise;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Elementwise;

/** a with its bits moved up by b places, zeros coming in; nothing is left of it when b is at least the number of its bits, or negative. */
public record LeftShift() implements Elementwise, Op.NotDifferentiable {}
