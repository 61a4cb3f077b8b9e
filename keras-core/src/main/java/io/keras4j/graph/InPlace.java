package io.keras4j.graph;

/** An op whose kernel may write an output over an input of the same spec. */
public interface InPlace {}
