package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** The greatest common divisor of two integers, which is not negative; 0 when both are. */
public record Gcd() implements Elementwise, Op.NotDifferentiable {}
