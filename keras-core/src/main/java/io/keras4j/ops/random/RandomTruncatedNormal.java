package io.keras4j.ops.random;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;

/** Normally distributed numbers with mean 0 and standard deviation 1, those beyond ±2 drawn anew. */
public record RandomTruncatedNormal(Shape shape, DType dtype) implements RandomOp {}
