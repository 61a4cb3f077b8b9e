package io.keras4j.activations;

import io.keras4j.config.Codecs;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.tensor.Tensor;

/**
 * A function that a layer applies to what it computed; see <a href="https://keras.io/api/layers/activations/">Keras's</a>. Built-ins are
 * named by strings such as "relu"; a user's own is a subclass registered with {@link #KIND}.
 */
public abstract class Activation extends Configurable {
    /** Activations by name. */
    public static final Kind<Activation> KIND = new Kind<>("activation", Activation.class);

    /** The activations of {@code x}, of the same shape. */
    public abstract Tensor apply(Tensor x);

    /** The codec of activation arguments: Keras files hold a built-in's name. */
    public static Codecs.Simple<Activation> codec() {
        return Codecs.of(
                value -> value == null ? KIND.get("linear") : KIND.get(value),
                activation -> activation.config().isEmpty()
                                && KIND.envelope(activation).get("registered_name") == null
                        ? Kind.snakeCase(KIND.className(activation))
                        : KIND.envelope(activation));
    }
}
