package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.quantizers.AbsMaxQuantizer;
import io.keras4j.quantizers.QuantizationConfig;
import io.keras4j.quantizers.Quantizer;
import io.keras4j.quantizers.Quantizer.Quantized;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An {@link Embedding} that is also applied the other way round, as language models do: called with the argument {@code reverse}, it projects
 * vectors back to one number for each word, by the same weights unless they are untied; <a
 * href="https://keras.io/api/layers/core_layers/reversible_embedding/">Keras's</a>.
 *
 * <p>Input: any shape, of numbers from 0 to inputDim - 1; in reverse (..., outputDim). Output: the same shape with a further axis of size
 * outputDim; in reverse (..., inputDim). Weights: embeddings (inputDim, outputDim), and reverse_embeddings (outputDim, inputDim) if untied.
 *
 * <pre>{@code
 * var embedding = new ReversibleEmbedding(10_000, 64);
 * Tensor hidden = embedding.apply(tokens);
 * Tensor logits = embedding.apply(hidden, new CallArguments().with("reverse", true));
 * }</pre>
 */
public final class ReversibleEmbedding extends BaseEmbedding<ReversibleEmbedding> {
    private final Argument<Boolean> tieWeights = argument("tie_weights", Codecs.bool(), true);
    private final Argument<DType> reverseDtype =
            argument("reverse_dtype", Codecs.dtype().optional(), null);
    private final Argument<Double> logitSoftCap =
            argument("logit_soft_cap", Codecs.number().optional(), null);
    private Variable reverseEmbeddings;
    private QuantizedWeight reverseQuantized;

    /** To be configured. */
    ReversibleEmbedding() {}

    /** A layer for numbers below {@code inputDim}, which become vectors of size {@code outputDim}. */
    public ReversibleEmbedding(int inputDim, int outputDim) {
        setSizes(inputDim, outputDim);
    }

    /** Sets whether the projection back uses the embeddings, transposed; true by default. */
    public ReversibleEmbedding tieWeights(boolean value) {
        tieWeights.set(value);
        return this;
    }

    /** Sets the dtype of the projection back; null, the default, for that of the inputs and weights. */
    public ReversibleEmbedding reverseDtype(String dtype) {
        reverseDtype.set(dtype);
        return this;
    }

    /** Sets c, for results of the projection back of c · tanh(logits / c); null, the default, for the logits as they are. */
    public ReversibleEmbedding logitSoftCap(Double limit) {
        logitSoftCap.set(limit);
        return this;
    }

    @Override
    void addWeights() {
        super.addWeights();
        if (!tieWeights.get() && !isQuantized()) {
            reverseEmbeddings = addWeight(
                    "reverse_embeddings",
                    reverseShape(),
                    weightArguments().initializer.get());
        }
    }

    @Override
    void addQuantizedWeights() {
        super.addQuantizedWeights();
        if (!tieWeights.get()) {
            reverseQuantized = quantized("reverse_embeddings", reverseShape(), 0, 0, quantized());
        }
    }

    @Override
    protected void quantizeWeights(QuantizationConfig config) {
        if (!tieWeights.get()) {
            removeWeight(reverseEmbeddings);
        }
        super.quantizeWeights(config);
        if (!tieWeights.get()) {
            reverseQuantized.set(reverseEmbeddings.value());
        }
    }

    private Shape reverseShape() {
        Shape shape = embeddingsShape();
        return Shape.of(shape.dim(1), shape.dim(0));
    }

    private boolean isReverse() {
        return Boolean.TRUE.equals(callArgument("reverse"));
    }

    @Override
    protected Tensor call(Tensor x) {
        return isReverse() ? project(x) : super.call(x);
    }

    private Tensor project(Tensor x) {
        Tensor logits = isQuantized() ? quantizedLogits(x) : logits(x);
        Double cap = logitSoftCap.get();
        return cap == null ? logits : Ops.multiply(Ops.tanh(Ops.divide(logits, cap)), cap);
    }

    private Tensor logits(Tensor x) {
        Tensor weights = tieWeights.get() ? adaptedEmbeddings() : reverseEmbeddings.value();
        DType dtype = reverseDtype.get();
        return dtype == null
                ? Ops.matmul(x, weights, false, tieWeights.get())
                : Ops.matmul(Ops.cast(x, dtype), Ops.cast(weights, dtype), false, tieWeights.get());
    }

    /** As in Keras: without what was adapted, and gradients only pass through the scales of the inputs. */
    private Tensor quantizedLogits(Tensor x) {
        Tensor weights = (tieWeights.get() ? quantized() : reverseQuantized).weight();
        Quantizer quantizer =
                givenConfig() == null ? new AbsMaxQuantizer() : givenConfig().activationQuantizer();
        if (quantizer == null) {
            return Ops.matmul(x, weights, false, tieWeights.get());
        }
        Quantized input = quantizer.quantize(x);
        Tensor numbers = Ops.cast(input.values(), dtypePolicy().compute());
        return Ops.divide(Ops.matmul(numbers, weights, false, tieWeights.get()), input.scale());
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return isReverse() ? Collections.singletonList(null) : super.computeMasks(inputs, outputs);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        moveToEnd(config, List.of(tieWeights.key(), reverseDtype.key(), logitSoftCap.key()));
        return config;
    }
}
