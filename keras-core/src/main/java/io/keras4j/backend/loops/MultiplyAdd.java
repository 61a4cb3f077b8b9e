package io.keras4j.backend.loops;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Elementwise;

/** a · b + c, each rounded: a multiplication and the addition that alone uses it, in one loop. */
record MultiplyAdd() implements Elementwise, Op.NotDifferentiable {}
