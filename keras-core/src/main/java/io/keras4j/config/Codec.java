package io.keras4j.config;

/**
 * How one kind of argument value is checked, and translated to and from the plain data (numbers, strings, booleans, lists, maps, null)
 * that a JSON file holds.
 */
public interface Codec<T> {
    /**
     * The value of what a user or a file gives.
     *
     * @throws IllegalArgumentException saying what was expected and what was received
     */
    T decode(Object value);

    /** The plain data from which {@link #decode} makes an equal value. */
    Object encode(T value);
}
