package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** The tensor itself, through which no gradient flows. */
public record StopGradient() implements Elementwise, Op.NotDifferentiable {}
