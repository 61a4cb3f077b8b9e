package io.keras4j.ops.elementwise;

/** Whether both a and b are true. */
public record LogicalAnd() implements Predicate {}
