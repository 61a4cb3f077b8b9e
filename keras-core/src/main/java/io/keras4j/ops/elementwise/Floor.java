package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** The largest whole number that is not above x. */
public record Floor() implements Elementwise, Op.NotDifferentiable {}
