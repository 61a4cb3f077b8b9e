package io.keras4j.ops.bitwise;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Elementwise;

/** The bits that are set in both. */
public record BitwiseAnd() implements Elementwise, Op.NotDifferentiable {}
