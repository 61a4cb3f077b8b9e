package io.keras4j.ops.elementwise;

/** Whether a or b or both are true. */
public record LogicalOr() implements Predicate {}
