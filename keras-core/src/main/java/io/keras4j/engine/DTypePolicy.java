package io.keras4j.engine;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dtypes that a layer computes with and keeps its weights in; see <a href="https://keras.io/api/mixed_precision/">Keras's</a>. Sixteen
 * bits are computed by ND4J's own ops, which is slower than float32 on a CPU: they are for models that are made for them.
 */
public record DTypePolicy(String name, DType compute, DType variable) {
    private static volatile DTypePolicy defaultPolicy;

    /** The policy of this name: a floating dtype, or "mixed_float16" or "mixed_bfloat16". */
    public static DTypePolicy of(String name) {
        if (name.startsWith("mixed_")) {
            return new DTypePolicy(name, floating(name.substring("mixed_".length())), DType.FLOAT32);
        }
        DType dtype = DType.of(name);
        return new DTypePolicy(name, dtype, dtype);
    }

    private static DType floating(String name) {
        DType dtype = DType.of(name);
        if (dtype != DType.FLOAT16 && dtype != DType.BFLOAT16) {
            throw Codecs.unexpected("\"mixed_float16\" or \"mixed_bfloat16\"", "mixed_" + name);
        }
        return dtype;
    }

    /** The policy of layers that are given none: what was set, else that of {@link FloatX}. */
    public static DTypePolicy getDefault() {
        return defaultPolicy == null ? of(FloatX.get().toString()) : defaultPolicy;
    }

    /** Sets the policy of layers made from now on. */
    public static void setDefault(DTypePolicy policy) {
        defaultPolicy = policy;
    }

    /** The codec of {@code dtype} arguments: a name, a policy, or Keras's envelope of one; null is the default. */
    static Codecs.Simple<DTypePolicy> codec() {
        return Codecs.of(DTypePolicy::decode, DTypePolicy::envelope);
    }

    private static DTypePolicy decode(Object value) {
        if (value == null) {
            return getDefault();
        }
        if (value instanceof DTypePolicy) {
            return (DTypePolicy) value;
        }
        if (value instanceof DType) {
            return of(value.toString());
        }
        if (value instanceof Map) {
            Map<String, Object> envelope = Codecs.map().decode(value);
            return of(Codecs.string()
                    .decode(Codecs.map().decode(envelope.get("config")).get("name")));
        }
        return of(Codecs.string().decode(value));
    }

    private Object envelope() {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("module", "keras");
        envelope.put("class_name", "DTypePolicy");
        envelope.put("config", Map.of("name", name));
        envelope.put("registered_name", null);
        return envelope;
    }
}
