package io.keras4j.ops.elementwise;

/** a &gt; b. */
public record Greater() implements Predicate {}
