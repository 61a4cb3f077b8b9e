package io.keras4j.ops.elementwise;

/** a &lt; b. */
public record Less() implements Predicate {}
