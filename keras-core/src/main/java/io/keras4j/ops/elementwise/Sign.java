package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** -1, 0 or 1, as x is below, at or above 0. */
public record Sign() implements Elementwise, Op.NotDifferentiable {}
