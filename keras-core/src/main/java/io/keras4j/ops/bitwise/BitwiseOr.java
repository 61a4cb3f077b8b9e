package io.keras4j.ops.bitwise;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Elementwise;

/** The bits that are set in one or both. */
public record BitwiseOr() implements Elementwise, Op.NotDifferentiable {}
