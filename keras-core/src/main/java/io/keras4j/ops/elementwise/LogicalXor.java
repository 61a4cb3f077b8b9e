package io.keras4j.ops.elementwise;

/** Whether just one of a and b is true. */
public record LogicalXor() implements Predicate {}
