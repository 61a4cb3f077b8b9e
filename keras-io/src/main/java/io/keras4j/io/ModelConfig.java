package io.keras4j.io;

import io.keras4j.activations.Activation;
import io.keras4j.config.Codecs;
import io.keras4j.config.FunctionRegistry;
import io.keras4j.config.Json;
import io.keras4j.config.Kind;
import io.keras4j.config.SafeMode;
import io.keras4j.config.Sharing;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.Layer;
import io.keras4j.engine.OpLayer;
import io.keras4j.engine.WeightMaker;
import io.keras4j.initializers.Initializer;
import io.keras4j.losses.Loss;
import io.keras4j.metrics.Metric;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.quantizers.QuantizationConfig;
import io.keras4j.quantizers.Quantizer;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;

/** Makes models from the configurations in Keras 3's files. */
final class ModelConfig {
    private static final List<Kind<?>> KINDS = List.of(
            Layer.KIND,
            Activation.KIND,
            Initializer.KIND,
            Regularizer.KIND,
            Constraint.KIND,
            Loss.KIND,
            Metric.KIND,
            Optimizer.KIND,
            LearningRateSchedule.KIND,
            Quantizer.KIND,
            QuantizationConfig.KIND);
    private static final String COMPILE = "compile_config";
    /** How much larger than in the file weights may be in memory: they may have been kept in another type. */
    private static final long MAX_GROWTH = 2;
    /** What a file too small for any weights may still have memory for, that of metrics among it. */
    private static final long FREE_BYTES = 16 << 20;

    private static final WeightMaker ZEROS = (shape, dtype, initializer) ->
            shape.rank() == 0 ? Nd4j.scalar(dtype.nd4j(), 0) : Nd4j.create(dtype.nd4j(), shape.dims());

    private final Path file;
    private final String entry;
    private final LoadOptions options;
    private final Map<String, Map<?, ?>> missing = new LinkedHashMap<>();

    private ModelConfig(Path file, String entry, LoadOptions options) {
        this.file = file;
        this.entry = entry;
        this.options = options;
    }

    /**
     * The model that {@code config} describes, with zeros for weights.
     *
     * @param file and {@code entry} are what messages call the configuration
     * @param weightBytes how many bytes there are for weights, which limits what the configuration can make
     */
    static Model make(Reading.Body<Object> config, Path file, String entry, LoadOptions options, long weightBytes)
            throws IOException {
        ModelConfig reading = new ModelConfig(file, entry, options);
        return Reading.of(
                file,
                entry,
                () -> reading.make(
                        config.get(),
                        reading.limited(MAX_GROWTH * weightBytes + FREE_BYTES, "than the file can hold", ZEROS)));
    }

    /** The model that {@code config} describes, with new weights. */
    static Model make(Reading.Body<Object> config, LoadOptions options) throws IOException {
        ModelConfig reading = new ModelConfig(null, null, options);
        long memory = Pointer.maxBytes() == 0 ? Long.MAX_VALUE : Pointer.maxBytes();
        return Reading.of(
                null,
                null,
                () -> reading.make(
                        config.get(), reading.limited(memory, "than there is memory for", WeightMaker.current())));
    }

    /** The classes in {@code config} that are not known, or are Python code, with the configuration of the first object of each. */
    static Map<String, Map<String, Object>> missing(Object config) {
        ModelConfig reading = new ModelConfig(null, null, new LoadOptions().safeMode(false));
        reading.translate(config);
        Map<String, Map<String, Object>> missing = new LinkedHashMap<>();
        reading.missing.forEach((name, envelope) -> missing.put(
                name,
                envelope.get("config") instanceof Map<?, ?> own
                        ? Codecs.map().decode(own)
                        : Map.of("config", String.valueOf(envelope.get("config")))));
        return missing;
    }

    private Model make(Object config, WeightMaker weights) {
        Map<String, Object> envelope = new LinkedHashMap<>(Codecs.map().decode(config));
        if (!options.compile()) {
            envelope.remove(COMPILE);
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> known = (Map<String, Object>) translate(envelope);
        if (!missing.isEmpty()) {
            throw error("it has classes that are not known; register a Java class for each with the register method"
                    + " of its kind, such as Layer.KIND: " + describeMissing());
        }
        Layer layer = SafeMode.within(
                options.safeMode(),
                () -> Sharing.reading(() -> WeightMaker.within(weights, () -> Layer.KIND.get(known))));
        if (!(layer instanceof Model)) {
            throw error("it describes a layer of class " + layer.typeName() + ", not a model");
        }
        return (Model) layer;
    }

    private ModelFormatException error(String reason) {
        return new ModelFormatException(file, entry, reason, null);
    }

    private String describeMissing() {
        return missing.entrySet().stream()
                .map(each -> each.getKey() + " with config " + shortened(each.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String shortened(Map<?, ?> envelope) {
        String config = Json.write(envelope.get("config"));
        return config.length() <= 200 ? config : config.substring(0, 200) + "...";
    }

    private WeightMaker limited(long bytes, String limit, WeightMaker weights) {
        long[] rest = {bytes};
        return (shape, dtype, initializer) -> {
            if (elements(shape) > rest[0] / dtype.bytes()) {
                throw error("its layers have more weights " + limit + ", one of shape " + shape);
            }
            rest[0] -= shape.size() * dtype.bytes();
            return weights.make(shape, dtype, initializer);
        };
    }

    private static long elements(Shape shape) {
        try {
            return shape.size();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The same data with functions as names, while classes that are not known are collected. */
    private Object translate(Object value) {
        if (value instanceof List) {
            List<Object> list = new ArrayList<>();
            ((List<?>) value).forEach(each -> list.add(translate(each)));
            return list;
        }
        if (!(value instanceof Map)) {
            return value;
        }
        Map<?, ?> map = (Map<?, ?>) value;
        if ("function".equals(map.get("class_name")) && map.get("config") instanceof String) {
            String name = (String) map.get("config");
            check(name, map.get("registered_name"), map);
            return name;
        }
        if (map.get("class_name") instanceof String && map.containsKey("config")) {
            check((String) map.get("class_name"), map.get("registered_name"), map);
        }
        Map<Object, Object> translated = new LinkedHashMap<>();
        map.forEach((key, each) -> translated.put(key, translate(each)));
        return translated;
    }

    private void check(String name, Object registered, Map<?, ?> envelope) {
        if (options.safeMode() && (name.equals("__lambda__") || name.equals("Lambda"))) {
            throw error("it holds a Python function (class " + name + "), which safe mode refuses, in "
                    + shortened(envelope));
        }
        boolean code = name.equals("Lambda")
                && envelope.get("config") instanceof Map<?, ?> lambda
                && lambda.get("function") instanceof List; // as older versions wrote it
        boolean plain = name.startsWith("__") && !name.equals("__lambda__") || name.endsWith("DTypePolicy");
        boolean known = plain
                || OpLayer.isOperation(envelope) && OpLayer.knows(envelope)
                || FunctionRegistry.knows(name)
                || KINDS.stream()
                        .anyMatch(kind ->
                                kind.knows(name) || registered instanceof String && kind.knows((String) registered));
        if (!known || code) {
            String own = registered instanceof String && !registered.equals(name) && !registered.equals("function")
                    ? " (registered as " + registered + ")"
                    : "";
            missing.putIfAbsent(name + own, envelope);
        }
    }
}
