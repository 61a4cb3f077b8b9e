package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** The smallest whole number that is not below x. */
public record Ceil() implements Elementwise, Op.NotDifferentiable {}
