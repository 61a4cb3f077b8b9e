package io.keras4j.ops.elementwise;

/** Whether x is not a number. */
public record IsNan() implements Predicate {}
