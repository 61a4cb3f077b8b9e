package io.keras4j.ops.elementwise;

/** Whether x is infinite. */
public record IsInf() implements Predicate {}
