package io.keras4j.layers;

import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The transformations of layers within a layer, whose names are those of the layer and of the tensor: "random_hue/factor". */
final class Nested {
    private Nested() {}

    /** A layer's transformation under its name. */
    static Map<String, Tensor> named(String layer, Map<String, Tensor> transformation) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        transformation.forEach((key, value) -> named.put(layer + "/" + key, value));
        return named;
    }

    /** The transformation of a layer that {@link #named} put under its name. */
    static Map<String, Tensor> of(String layer, Map<String, Tensor> all) {
        String prefix = layer + "/";
        Map<String, Tensor> transformation = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                transformation.put(key.substring(prefix.length()), value);
            }
        });
        return transformation;
    }
}
