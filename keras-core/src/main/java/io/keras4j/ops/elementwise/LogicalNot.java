package io.keras4j.ops.elementwise;

/** Whether x is false. */
public record LogicalNot() implements Predicate {}
