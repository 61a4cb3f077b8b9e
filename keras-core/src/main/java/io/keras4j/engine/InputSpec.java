package io.keras4j.engine;

import io.keras4j.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a layer demands of an input, checked at every call; <a href="https://keras.io/api/layers/base_layer/">keras.layers.InputSpec</a>.
 * Every part may be left open.
 */
public final class InputSpec {
    private Integer rank;
    private Integer minRank;
    private final Map<Integer, Long> axes = new LinkedHashMap<>();

    /** The exact number of axes. */
    public InputSpec rank(int exact) {
        rank = exact;
        return this;
    }

    /** The least number of axes. */
    public InputSpec minRank(int minimum) {
        minRank = minimum;
        return this;
    }

    /** The size of {@code axis}. */
    public InputSpec axis(int axis, long size) {
        axes.put(axis, size);
        return this;
    }

    void check(int index, Shape shape, String layer) {
        if (rank != null && shape.rank() != rank) {
            fail(index, layer, "expected ndim=" + rank + ", found ndim=" + shape.rank(), shape);
        }
        if (minRank != null && shape.rank() < minRank) {
            fail(index, layer, "expected min_ndim=" + minRank + ", found ndim=" + shape.rank(), shape);
        }
        axes.forEach((axis, size) -> {
            long found = shape.dim(axis);
            if (found != size && found != Shape.UNKNOWN) {
                fail(
                        index,
                        layer,
                        "expected axis " + axis + " of input shape to have value " + size + ", found " + found,
                        shape);
            }
        });
    }

    private static void fail(int index, String layer, String reason, Shape shape) {
        throw new LayerException(
                "Input " + index + " of layer \"" + layer + "\" is incompatible with the layer: " + reason
                        + ". Full shape received: " + shape,
                null);
    }
}
