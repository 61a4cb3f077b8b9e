package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.Shape;
import java.util.List;

/** The shapes of random masks: 1 where a mask is repeated, null for the size of the input; null for that of the input. */
final class NoiseShapes {
    private NoiseShapes() {}

    static Codecs.Simple<List<Integer>> codec() {
        return Codecs.list(Codecs.atLeast(1).optional()).optional();
    }

    /** The shape of the mask for an input. */
    static Shape of(List<Integer> noiseShape, Shape input) {
        Shape shape = input;
        for (int axis = 0; noiseShape != null && axis < noiseShape.size(); axis++) {
            Integer size = noiseShape.get(axis);
            shape = size == null ? shape : shape.with(axis, size);
        }
        return shape;
    }
}
