package io.keras4j.io;

import io.keras4j.config.Codecs;
import io.keras4j.config.Kind;
import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.models.ModelContents;
import io.keras4j.models.ModelContents.SavedLayer;
import io.keras4j.models.ModelContents.WeightReader;
import io.keras4j.models.ModelFormatException;
import io.keras4j.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Puts together the {@link ModelContents} of a file. */
final class Contents {
    private Contents() {}

    /** Where the weights of a layer of this class and name are, in a weight file of Keras 3: groups are named after classes, and numbered. */
    static BiFunction<String, String, String> byClass() {
        Map<String, Integer> used = new HashMap<>();
        return (className, name) -> {
            String group = Kind.snakeCase(className);
            int count = used.merge(group, 1, Integer::sum) - 1;
            return "layers/" + (count == 0 ? group : group + "_" + count) + "/";
        };
    }

    /**
     * The contents of {@code file}.
     *
     * @param config in the form of Keras 3
     * @param place gives for the class and the name of each layer, in order, what the names of its weights begin with
     */
    static ModelContents of(
            Path file,
            String version,
            Object config,
            BiFunction<String, String, String> place,
            Map<String, Hdf5Dataset> weights,
            WeightReader reader)
            throws IOException {
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        for (Map.Entry<String, Hdf5Dataset> each : weights.entrySet()) {
            specs.put(each.getKey(), new TensorSpec(Values.shape(each.getValue()), Values.dtype(each.getValue())));
        }
        try {
            Map<String, Object> envelope = Codecs.map().decode(config);
            return new ModelContents(
                    file,
                    version,
                    envelope,
                    ModelConfig.missing(envelope),
                    layers(envelope, place, specs),
                    specs,
                    reader);
        } catch (IllegalArgumentException | StackOverflowError e) {
            throw new ModelFormatException(file, null, "its configuration is not as Keras writes it (" + e + ")", e);
        }
    }

    private static List<SavedLayer> layers(
            Map<String, Object> envelope, BiFunction<String, String, String> place, Map<String, TensorSpec> specs) {
        List<SavedLayer> layers = new ArrayList<>();
        Object saved = envelope.get("config") instanceof Map<?, ?> config ? config.get("layers") : null;
        for (Object each : saved instanceof List<?> list ? list : List.of()) {
            if (each instanceof Map<?, ?> layer && layer.get("class_name") instanceof String className) {
                Object own = layer.get("config") instanceof Map<?, ?> config ? config.get("name") : null;
                String name = String.valueOf(own == null ? layer.get("name") : own);
                String prefix = place.apply(className, name);
                layers.add(new SavedLayer(
                        name,
                        className,
                        specs.keySet().stream()
                                .filter(weight -> weight.startsWith(prefix))
                                .toList()));
            }
        }
        return layers;
    }
}
