package io.keras4j.ops.elementwise;

/** Whether x is neither infinite nor not a number. */
public record IsFinite() implements Predicate {}
