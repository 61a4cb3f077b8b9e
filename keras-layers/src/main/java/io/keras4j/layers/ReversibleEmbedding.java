package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
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
    protected void build(Shape input) {
        super.build(input);
        if (!tieWeights.get()) {
            Shape shape = embeddingsShape();
            reverseEmbeddings = addWeight(
                    "reverse_embeddings",
                    Shape.of(shape.dim(1), shape.dim(0)),
                    weightArguments().initializer.get());
        }
    }

    private boolean isReverse() {
        return Boolean.TRUE.equals(callArgument("reverse"));
    }

    @Override
    protected Tensor call(Tensor x) {
        return isReverse() ? project(x) : super.call(x);
    }

    private Tensor project(Tensor x) {
        DType dtype = reverseDtype.get() == null ? x.dtype() : reverseDtype.get();
        Tensor weights = Ops.cast(tieWeights.get() ? embeddings().value() : reverseEmbeddings.value(), dtype);
        Tensor logits = Ops.matmul(Ops.cast(x, dtype), weights, false, tieWeights.get());
        Double cap = logitSoftCap.get();
        return cap == null ? logits : Ops.multiply(Ops.tanh(Ops.divide(logits, cap)), cap);
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
