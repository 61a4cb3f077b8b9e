package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** The nearest whole number, the even one of two. */
public record Round() implements Elementwise, Op.NotDifferentiable {}
