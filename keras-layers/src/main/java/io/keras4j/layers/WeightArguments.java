package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.constraints.Constraint;
import io.keras4j.initializers.Initializer;
import io.keras4j.regularizers.Regularizer;
import java.util.ArrayList;
import java.util.List;

/** The arguments that concern one weight of a layer, such as the kernel: how it starts, what it costs, what it may be. */
final class WeightArguments {
    final Argument<Initializer> initializer;
    final Argument<Regularizer> regularizer;
    final Argument<Constraint> constraint;

    /** Declares {@code <prefix>_initializer} with this default, and the regularizer and the constraint, none by default. */
    WeightArguments(WeightedLayer<?> layer, String prefix, String defaultInitializer) {
        initializer = layer.declare(prefix + "_initializer", Initializer.KIND.codec(), defaultInitializer);
        regularizer =
                layer.declare(prefix + "_regularizer", Regularizer.KIND.codec().optional(), null);
        constraint =
                layer.declare(prefix + "_constraint", Constraint.KIND.codec().optional(), null);
    }

    /**
     * The keys of several weights in the order of Keras's configurations: initializers, regularizers, constraints.
     *
     * @param beforeConstraints further keys that come before the constraints
     */
    static List<String> keys(List<WeightArguments> weights, String... beforeConstraints) {
        List<String> keys = new ArrayList<>();
        weights.forEach(weight -> keys.add(weight.initializer.key()));
        weights.forEach(weight -> keys.add(weight.regularizer.key()));
        keys.addAll(List.of(beforeConstraints));
        weights.forEach(weight -> keys.add(weight.constraint.key()));
        return keys;
    }
}
