package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The low-rank adaptation (LoRA) of a weight W of a layer: W is frozen, the layer computes with W + alpha / rank · A · B, and training
 * changes A and B, which are small; <a href="https://arxiv.org/abs/2106.09685">Hu et al., 2021</a>.
 */
final class LowRankAdapter {
    final Argument<Integer> rank;
    final Argument<Double> alpha;
    private final WeightedLayer<?> layer;
    private final String weightName;
    private final WeightArguments weightArguments;
    private final Supplier<Variable> weight;
    private final Supplier<Shape> shape;
    private Variable a;
    private Variable b;

    /**
     * Declares the arguments {@code lora_rank} and {@code lora_alpha} of a layer for its weight of this name and with these arguments.
     *
     * @param weight gives the weight, null before it is made
     * @param shape gives its shape when it is not quantized
     */
    LowRankAdapter(
            WeightedLayer<?> layer,
            String weightName,
            WeightArguments weightArguments,
            Supplier<Variable> weight,
            Supplier<Shape> shape) {
        this.layer = layer;
        this.weightName = weightName;
        this.weightArguments = weightArguments;
        this.weight = weight;
        this.shape = shape;
        rank = layer.declareImplicit("lora_rank", Codecs.atLeast(1).optional());
        alpha = layer.declareImplicit("lora_alpha", Codecs.number().optional());
    }

    boolean isEnabled() {
        return a != null;
    }

    /** Adapts the weight, once it is made. */
    void enable(int newRank, LoraOptions options) {
        if (weightArguments.constraint.get() != null) {
            throw new IllegalStateException(layer.label() + ": LoRA does not go together with "
                    + weightArguments.constraint.key() + "; leave that argument out to enable LoRA");
        }
        Variable adapted = weight.get();
        if (adapted == null) {
            throw new IllegalStateException(layer.label() + ": LoRA cannot be enabled, the layer is not built yet");
        }
        if (isEnabled()) {
            throw new IllegalStateException(
                    layer.label() + ": LoRA is already enabled; this can be done once for a layer");
        }
        rank.initialize(newRank);
        alpha.initialize(options.alpha() == null ? newRank : options.alpha());
        Shape whole = shape.get();
        int last = whole.rank() - 1;
        a = add("_a", whole.with(last, newRank), options.aInitializer());
        b = add("_b", Shape.of(newRank, whole.dim(last)), options.bInitializer());
        adapted.setTrainable(false);
    }

    private Variable add(String suffix, Shape shape, Initializer initializer) {
        return layer.addAdapter("lora_" + weightName + suffix, shape, initializer, weightArguments.regularizer.get());
    }

    /** The weight of this value with what was learned. */
    Tensor adapted(Tensor weight) {
        return isEnabled() ? Ops.add(weight, delta()) : weight;
    }

    /** What is added to the weight. */
    Tensor delta() {
        Tensor left = a();
        Shape shape = left.shape();
        Tensor product = Ops.matmul(Ops.reshape(left, -1, rank.get()), b());
        return Ops.multiply(Ops.reshape(product, shape.with(-1, b.shape().dim(1))), scale());
    }

    /** What is added to a product with the weight, of the same product with A. */
    Tensor deltaOf(Tensor productWithA) {
        return Ops.multiply(Ops.matmul(productWithA, b()), scale());
    }

    Tensor a() {
        return layer.computeValue(a);
    }

    private Tensor b() {
        return layer.computeValue(b);
    }

    private double scale() {
        return alpha.get() / rank.get();
    }

    /** {@code weights} without A and B. */
    List<Variable> others(List<Variable> weights) {
        return weights.stream().filter(weight -> weight != a && weight != b).toList();
    }

    /** Files hold the sum, so nothing is left to add: as Keras does, A and B are both zero then. */
    void restored() {
        if (isEnabled()) {
            a.set(Nd4j.zeros(a.array().dataType(), a.shape().dims()));
            b.set(Nd4j.zeros(b.array().dataType(), b.shape().dims()));
        }
    }

    /** Keras lists the arguments last, and alpha only with a rank, which it is by default. */
    void complete(Map<String, Object> config) {
        config.remove(rank.key());
        config.remove(alpha.key());
        if (rank.get() != null) {
            config.put(rank.key(), rank.get());
            config.put(alpha.key(), alpha.get() == null ? (Object) rank.get() : alpha.get());
        }
    }
}
