package io.keras4j.engine;

/** What a Sequential model is made of: an {@link Input}, and {@link Layer}s. */
public interface Stackable {}
