package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** For each query the mean of values, weighted by the softmax of scores of the query with their keys. */
abstract class BaseAttention<S extends BaseAttention<S>> extends FluentLayer<S> {
    private final Argument<Boolean> useScale;
    private final Argument<Double> dropout;
    private final Argument<Long> seed;
    private SeedGenerator generator;

    /** A layer that by default has a scale, or not. */
    BaseAttention(boolean scaled) {
        useScale = argument("use_scale", Codecs.bool(), scaled);
        dropout = argument("dropout", Codecs.between(0, 1), 0);
        seed = argument("seed", Codecs.longInteger().optional(), null);
    }

    /** Sets whether scores are multiplied with a weight. */
    public S useScale(boolean value) {
        useScale.set(value);
        return self();
    }

    /** Sets which part of the weights of values is dropped in training, from 0, the default, to 1. */
    public S dropout(double rate) {
        dropout.set(rate);
        return self();
    }

    /** Sets the seed of the dropout. */
    public S seed(Number value) {
        seed.set(value);
        return self();
    }

    final boolean useScale() {
        return useScale.get();
    }

    /** Makes the weights for queries of this shape. */
    abstract void buildScores(Shape query);

    /** How well each query (batch, T, size) fits each key (batch, S, size): (batch, T, S). */
    abstract Tensor scores(Tensor query, Tensor key);

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw new IllegalArgumentException(
                    "expected 2 or 3 inputs, namely query and value, or query, value and key, got " + inputs.size()
                            + ": " + inputs);
        }
        buildScores(inputs.get(0));
        if (dropout.get() > 0) {
            generator = addSeedGenerator("seed_generator", seed.get());
        }
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        Tensor query = inputs.get(0);
        Tensor value = inputs.get(1);
        Tensor scores = scores(query, inputs.size() > 2 ? inputs.get(2) : value);
        Tensor mask = scoreMask(scores, value.mask());
        if (mask != null) {
            double excluded = scores.dtype() == DType.FLOAT16 ? 65504 : 1e9;
            scores = Ops.where(mask, scores, Ops.subtract(scores, excluded));
        }
        Tensor weights = Ops.softmax(scores);
        if (training() && dropout.get() > 0) {
            weights = Random.dropout(weights, dropout.get(), weights.shape(), generator);
        }
        Tensor output = Ops.matmul(weights, value);
        if (query.mask() != null) {
            output = Ops.where(Ops.expandDims(query.mask(), -1), output, 0);
        }
        return Boolean.TRUE.equals(callArgument("return_attention_scores"))
                ? List.of(output, weights)
                : List.of(output);
    }

    /** Which values each query may attend to; null for all. */
    private Tensor scoreMask(Tensor scores, Tensor valueMask) {
        Tensor values = valueMask == null ? null : Ops.expandDims(valueMask, -2);
        if (!Boolean.TRUE.equals(callArgument("use_causal_mask"))) {
            return values;
        }
        Tensor causal =
                AttentionMasks.causal(scores.shape().dim(-2), scores.shape().dim(-1));
        return AttentionMasks.and(values, causal);
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return Arrays.asList(inputs.get(0).mask(), null).subList(0, outputs.size());
    }
}
