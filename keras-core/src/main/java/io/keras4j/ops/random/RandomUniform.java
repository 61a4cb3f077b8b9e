package io.keras4j.ops.random;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;

/** Numbers from 0 up to, but without, 1, all equally likely. */
public record RandomUniform(Shape shape, DType dtype) implements RandomOp {}
