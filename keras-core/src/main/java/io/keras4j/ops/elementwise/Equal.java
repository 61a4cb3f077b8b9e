package io.keras4j.ops.elementwise;

/** a = b. */
public record Equal() implements Predicate {}
