package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;

/** ⌊a / b⌋. */
public record FloorDivide() implements Elementwise, Op.NotDifferentiable {}
