package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codec;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Initializer;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
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

    /** Declares an argument of a group that is null by default, and listed only when it is not. */
    final <T> Argument<T> declareImplicit(String key, Codec<T> codec) {
        return implicitArgument(key, codec, null);
    }

    /** Makes a weight of float32, whatever the dtype policy, that belongs to an adaptation. */
    final Variable addAdapter(String name, Shape shape, Initializer initializer, Regularizer regularizer) {
        Variable weight = addWeight(name, shape, DType.FLOAT32, initializer, regularizer, null, true);
        changed();
        return weight;
    }

    /** Makes a weight that training does not change, of a quantized one; null is the dtype of the policy. */
    final Variable addFixed(String name, Shape shape, DType dtype, String initializer) {
        DType made = dtype == null ? dtypePolicy().variable() : dtype;
        return addWeight(name, shape, made, Initializer.KIND.get(initializer), null, null, false);
    }

    /** Within a call: the value of a weight in the dtype that the layer computes with. */
    final Tensor computeValue(Variable weight) {
        return value(weight);
    }

    @Override
    protected final String label() {
        return super.label();
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
