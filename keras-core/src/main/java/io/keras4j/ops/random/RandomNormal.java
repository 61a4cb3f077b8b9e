package io.keras4j.ops.random;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;

/** Normally distributed numbers with mean 0 and standard deviation 1. */
public record RandomNormal(Shape shape, DType dtype) implements RandomOp {}
