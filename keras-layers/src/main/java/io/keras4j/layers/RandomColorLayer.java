package io.keras4j.layers;

import io.keras4j.config.Argument;
import java.util.List;

/** A layer that changes the colors of images at random in training. Segmentation masks stay what they are. */
abstract class RandomColorLayer<S extends RandomColorLayer<S>> extends RandomImageLayer<S> {
    private final Argument<Range> valueRange = argument("value_range", Range.values(), List.of(0, 255));

    /** Sets the smallest and the largest value of a pixel; 0 and 255 by default. */
    public S valueRange(double lower, double upper) {
        valueRange.set(List.of(lower, upper));
        return self();
    }

    final Range valueRange() {
        return valueRange.get();
    }
}
