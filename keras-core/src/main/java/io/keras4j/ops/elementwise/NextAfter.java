package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** The number beside a on the way to b: the next that the dtype can represent. */
public record NextAfter() implements Elementwise, Op.NotDifferentiable {}
