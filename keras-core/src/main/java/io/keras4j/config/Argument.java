package io.keras4j.config;

/** One declared argument of a {@link Configurable}: its Keras key, its codec and its value. */
public final class Argument<T> {
    private Configurable owner;
    private final String key;
    private final Codec<T> codec;
    private boolean given;
    private T value;

    Argument(Configurable owner, String key, Codec<T> codec) {
        this.owner = owner;
        this.key = key;
        this.codec = codec;
    }

    /** The name in Keras's configuration, such as {@code kernel_size}. */
    public String key() {
        return key;
    }

    /**
     * The value.
     *
     * @throws IllegalStateException when the argument is required and was not given
     */
    public T get() {
        if (!given) {
            throw new IllegalStateException(owner.label() + ": the argument " + key + " is required");
        }
        return value;
    }

    /**
     * Takes {@code newValue}, a value of the argument's type or what the codec makes one of.
     *
     * @throws IllegalArgumentException when it is not acceptable
     * @throws IllegalStateException when the owner can no longer be changed
     */
    public void set(Object newValue) {
        owner.beforeChange(key);
        initialize(newValue);
    }

    /** Like {@link #set}, but also when the owner can no longer be changed otherwise: for what may change at any time. */
    public void initialize(Object newValue) {
        try {
            value = codec.decode(newValue);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(owner.label() + ": " + key + ": " + e.getMessage(), e);
        }
        given = true;
    }

    /** Makes this an argument of {@code newOwner}, which messages name and which says whether it can be changed. */
    void giveTo(Configurable newOwner) {
        owner = newOwner;
    }

    Object encoded() {
        return codec.encode(get());
    }

    /** Whether there is a value, given or by default. */
    public boolean isGiven() {
        return given;
    }
}
