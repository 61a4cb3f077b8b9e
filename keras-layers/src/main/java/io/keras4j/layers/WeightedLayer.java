package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codec;
import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.Map;

/** A layer some of whose arguments come in groups that other layers have too: {@link WeightArguments}, {@link SlidingArguments}. */
abstract class WeightedLayer<S extends WeightedLayer<S>> extends FluentLayer<S> {
    /** Declares an argument of a group. */
    final <T> Argument<T> declare(String key, Codec<T> codec) {
        return argument(key, codec);
    }

    /** Declares an argument of a group, with a default. */
    final <T> Argument<T> declare(String key, Codec<T> codec, Object defaultValue) {
        return argument(key, codec, defaultValue);
    }

    /** Makes a weight as its arguments say. */
    final Variable addWeight(String name, Shape shape, WeightArguments weight) {
        return addWeight(
                name, shape, weight.initializer.get(), weight.regularizer.get(), weight.constraint.get(), true);
    }

    /** Moves these keys, in this order, to the end of a configuration; those that it lacks become null. */
    static void moveToEnd(Map<String, Object> config, List<String> keys) {
        keys.forEach(key -> config.put(key, config.remove(key)));
    }
}
