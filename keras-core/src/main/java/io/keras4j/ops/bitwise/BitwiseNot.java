package io.keras4j.ops.bitwise;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Elementwise;

/** The bits that are not set. */
public record BitwiseNot() implements Elementwise, Op.NotDifferentiable {}
