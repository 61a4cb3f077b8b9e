package io.keras4j.ops.elementwise;

/** a ≥ b. */
public record GreaterEqual() implements Predicate {}
