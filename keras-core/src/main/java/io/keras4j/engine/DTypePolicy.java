package io.keras4j.engine;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dtypes that a layer computes with and keeps its weights in; see <a href="https://keras.io/api/mixed_precision/">Keras's</a>. Sixteen
 * bits are computed by ND4J's own ops, which is slower than float32 on a CPU: they are for models that are made for them.
 *
 * <p>The policy of a layer whose weights are quantized is named after how and from which policy, such as "int8_from_float32".
 *
 * @param quantization how weights are quantized, such as "int8" or "int4/128"; null for not
 */
public record DTypePolicy(String name, DType compute, DType variable, String quantization) {
    private static final String FROM = "_from_";
    private static final List<String> QUANTIZATION_MODES = List.of("int8", "int4", "float8", "gptq", "awq");
    private static final List<String> SUPPORTED_MODES = List.of("int8", "int4");
    private static final int PER_CHANNEL = -1;

    private static volatile DTypePolicy defaultPolicy;

    /**
     * The policy of this name: a floating dtype, "mixed_float16" or "mixed_bfloat16", or one of these after how weights are quantized, such
     * as "int8_from_float32" and "int4/128_from_mixed_bfloat16".
     */
    public static DTypePolicy of(String name) {
        int from = name.indexOf(FROM);
        if (from >= 0) {
            return of(name.substring(from + FROM.length())).quantized(name.substring(0, from));
        }
        if (name.startsWith("mixed_")) {
            return new DTypePolicy(name, floating(name.substring("mixed_".length())), DType.FLOAT32, null);
        }
        DType dtype = DType.of(name);
        return new DTypePolicy(name, dtype, dtype, null);
    }

    private static DType floating(String name) {
        DType dtype = DType.of(name);
        if (dtype != DType.FLOAT16 && dtype != DType.BFLOAT16) {
            throw Codecs.unexpected("\"mixed_float16\" or \"mixed_bfloat16\"", "mixed_" + name);
        }
        return dtype;
    }

    /**
     * This policy with quantized weights.
     *
     * @param how "int8", or "int4/" and the number of rows that share a scale, -1 for all
     * @throws IllegalArgumentException when that is not supported
     */
    public DTypePolicy quantized(String how) {
        checkMode(mode(how));
        if (how.equals("int8") && compute == DType.FLOAT16) {
            throw new IllegalArgumentException(
                    "quantization to int8 does not work well when layers compute with float16,"
                            + " as with the dtype policy \"" + name + "\"; use \"mixed_bfloat16\" or \"float32\"");
        }
        if (how.contains("/") && !how.matches("int4/(-1|[1-9]\\d*)")) {
            throw Codecs.unexpected("\"int4/\" and a block size, -1 or a positive integer", how);
        }
        return new DTypePolicy(how + FROM + name, compute, variable, how);
    }

    /**
     * Refuses what is not the name of a way to quantize that this library knows.
     *
     * @throws IllegalArgumentException naming those that it does
     */
    public static void checkMode(String mode) {
        if (!QUANTIZATION_MODES.contains(mode)) {
            throw Codecs.unexpected("one of the quantization modes " + QUANTIZATION_MODES, mode);
        }
        if (!SUPPORTED_MODES.contains(mode)) {
            throw new IllegalArgumentException(
                    "the quantization mode \"" + mode + "\" is not supported; supported are " + SUPPORTED_MODES);
        }
    }

    private static String mode(String how) {
        return how.replaceFirst("/.*", "");
    }

    /** How weights are quantized: "int8" or "int4"; null for not. */
    public String quantizationMode() {
        return quantization == null ? null : mode(quantization);
    }

    /** How many rows of a weight share a scale when it is quantized to int4; -1 for all. */
    public int blockSize() {
        return quantization.contains("/")
                ? Integer.parseInt(quantization.substring(quantization.indexOf('/') + 1))
                : PER_CHANNEL;
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
            Map<String, Object> config = Codecs.map().decode(envelope.get("config"));
            return of(
                    config.containsKey("mode")
                            ? config.get("mode") + FROM + config.get("source_name")
                            : Codecs.string().decode(config.get("name")));
        }
        return of(Codecs.string().decode(value));
    }

    private Object envelope() {
        Map<String, Object> envelope = new LinkedHashMap<>();
        boolean plain = quantization == null;
        envelope.put("module", plain ? "keras" : "keras.dtype_policies");
        envelope.put("class_name", className());
        Map<String, Object> config = new LinkedHashMap<>();
        if (plain) {
            config.put("name", name);
        } else {
            config.put("mode", quantization);
            config.put("source_name", name.substring(name.indexOf(FROM) + FROM.length()));
        }
        envelope.put("config", config);
        envelope.put("registered_name", null);
        return envelope;
    }

    private String className() {
        if (quantization == null) {
            return "DTypePolicy";
        }
        return quantization.contains("/") ? "Int4DTypePolicy" : "QuantizedDTypePolicy";
    }
}
