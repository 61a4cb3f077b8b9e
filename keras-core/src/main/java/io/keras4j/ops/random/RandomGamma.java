package io.keras4j.ops.random;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;

/** Numbers of gamma distributions with scale 1, whose shapes α a second input of this shape holds; not numbers where α is not positive. */
public record RandomGamma(Shape shape, DType dtype) implements RandomOp {}
