package io.keras4j.engine;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keras's {@code build_config}: the shapes that a layer was built for, as plain data. */
public final class BuildConfig {
    private BuildConfig() {}

    /** {@code {"shapes_dict": {"query_shape": [null, 4], ...}}} for inputs with names; without, {@link #encode(List)}. */
    static Map<String, Object> encode(List<String> inputNames, List<Shape> shapes) {
        if (inputNames.isEmpty()) {
            return encode(shapes);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            named.put(inputNames.get(i) + "_shape", encode(shapes.get(i)));
        }
        return new LinkedHashMap<>(Map.of("shapes_dict", named));
    }

    /** {@code {"input_shape": [null, 4]}}, with a list of shapes for several inputs. */
    public static Map<String, Object> encode(List<Shape> shapes) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(
                "input_shape",
                shapes.size() == 1
                        ? encode(shapes.get(0))
                        : shapes.stream().map(BuildConfig::encode).toList());
        return config;
    }

    /** The shapes in {@code config}, null when it holds none. */
    public static List<Shape> decode(Map<String, Object> config) {
        List<Shape> shapes = new ArrayList<>();
        if (config.get("shapes_dict") instanceof Map) {
            Codecs.map().decode(config.get("shapes_dict")).values().forEach(shape -> collect(shape, shapes));
        } else {
            collect(config.get("input_shape"), shapes);
        }
        return shapes.isEmpty() ? null : shapes;
    }

    /** A shape as a list of sizes, null where unknown. */
    public static List<Object> encode(Shape shape) {
        List<Object> sizes = new ArrayList<>();
        for (long dim : shape.dims()) {
            sizes.add(dim == Shape.UNKNOWN ? null : dim);
        }
        return sizes;
    }

    /** The shape of what {@link #encode(Shape)} gives. */
    public static Shape shape(Object value) {
        return Shape.of(Codecs.list(Codecs.longInteger().optional()).decode(value).stream()
                .mapToLong(size -> size == null ? Shape.UNKNOWN : size)
                .toArray());
    }

    private static void collect(Object value, List<Shape> shapes) {
        if (value instanceof List) {
            List<?> list = (List<?>) value;
            if (!list.isEmpty() && list.stream().allMatch(List.class::isInstance)) {
                list.forEach(each -> collect(each, shapes));
            } else {
                shapes.add(shape(list));
            }
        }
    }
}
