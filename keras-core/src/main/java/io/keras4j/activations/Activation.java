package io.keras4j.activations;

import io.keras4j.config.Codecs;
import io.keras4j.config.Configurable;
import io.keras4j.config.FunctionRegistry;
import io.keras4j.config.Kind;
import io.keras4j.engine.Layer;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A function that a layer applies to what it computed; see <a href="https://keras.io/api/layers/activations/">Keras's</a>. Built-ins are
 * named by strings such as "relu"; a user's own is a subclass registered with {@link #KIND}.
 *
 * <pre>{@code
 * new Dense(64).activation("gelu");
 * new Dense(64).activation(new Gelu(true));
 * Tensor y = new Gelu().apply(x);
 * }</pre>
 */
public abstract class Activation extends Configurable {
    /** Activations by name. */
    public static final Kind<Activation> KIND = new Kind<>("activation", Activation.class);

    /** The activations of {@code x}, of the same shape. */
    public abstract Tensor apply(Tensor x);

    /**
     * The codec of activation arguments: a name, an activation, a layer, or null for "linear". Keras files hold a built-in's name, or the
     * envelope of a layer; of those with arguments they know the ones that are layers too, such as LeakyReLU. One of a user's own
     * without arguments is a function in Python, registered under the same name.
     */
    public static Codecs.Simple<Activation> codec() {
        return Codecs.of(Activation::decode, Activation::encoded);
    }

    private static Activation decode(Object value) {
        if (value == null) {
            return new Linear();
        }
        if (value instanceof Layer layer) {
            return new LayerActivation(layer);
        }
        boolean isName = value instanceof String || value instanceof Activation;
        if (!isName && "function".equals(Codecs.map().decode(value).get("class_name"))) {
            return KIND.get(Codecs.map().decode(value).get("config"));
        }
        if (!isName && !KIND.knows(String.valueOf(Codecs.map().decode(value).get("class_name")))) {
            return new LayerActivation(Layer.KIND.get(value));
        }
        return KIND.get(value);
    }

    /** What a Keras file holds for this activation. */
    Object encoded() {
        Map<String, Object> envelope = KIND.envelope(this);
        Object registered = envelope.get("registered_name");
        if (registered != null) {
            return config().isEmpty() ? FunctionRegistry.envelope(registered.toString()) : envelope;
        }
        String name = KIND.className(this);
        boolean isPlain = config().isEmpty() || config().equals(KIND.get(name).config());
        if (isPlain) {
            return name;
        }
        Map<String, Object> layer = layerEnvelope();
        return layer != null ? layer : envelope;
    }

    /** The envelope of the Keras layer that computes the same with the same arguments; null where there is none. */
    protected Map<String, Object> layerEnvelope() {
        return null;
    }

    /** The envelope of the layer of this class name whose arguments are named like this activation's. */
    final Map<String, Object> layerEnvelope(String className) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("module", "keras.layers");
        envelope.put("class_name", className);
        envelope.put("config", config());
        envelope.put("registered_name", null);
        return envelope;
    }
}
