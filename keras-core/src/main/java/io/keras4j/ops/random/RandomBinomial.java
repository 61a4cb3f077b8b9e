package io.keras4j.ops.random;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;

/**
 * How many of some trials succeed: two further inputs of this shape hold the number of trials and the probability of each; not numbers where
 * these are impossible.
 */
public record RandomBinomial(Shape shape, DType dtype) implements RandomOp {}
