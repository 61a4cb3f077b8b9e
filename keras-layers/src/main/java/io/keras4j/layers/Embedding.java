package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns whole numbers, such as tokens, into vectors that are learned; <a
 * href="https://keras.io/api/layers/core_layers/embedding/">Keras's</a>.
 *
 * <p>Input: any shape, of numbers from 0 to inputDim - 1. Output: the same shape with a further axis of size outputDim. Weights: embeddings
 * (inputDim, outputDim).
 *
 * <pre>{@code
 * Tensor tokens = Input.of(100).dtype("int32");
 * Tensor vectors = new Embedding(10_000, 64).maskZero(true).apply(tokens);
 * }</pre>
 */
public final class Embedding extends FluentLayer<Embedding> {
    private final Argument<Integer> inputDim = argument("input_dim", Codecs.atLeast(1));
    private final Argument<Integer> outputDim = argument("output_dim", Codecs.atLeast(1));
    private final Argument<Initializer> initializer =
            argument("embeddings_initializer", Initializer.KIND.codec(), "uniform");
    private final Argument<Regularizer> regularizer =
            argument("embeddings_regularizer", Regularizer.KIND.codec().optional(), null);
    private final Argument<Constraint> constraint =
            argument("embeddings_constraint", Constraint.KIND.codec().optional(), null);
    private final Argument<Boolean> maskZero = argument("mask_zero", Codecs.bool(), false);
    private final Argument<Object> quantization = argument("quantization_config", Unsupported.unlessNull(), null);
    private final Argument<Object> loraRank = implicitArgument("lora_rank", Unsupported.unlessNull(), null);
    private final Argument<Object> loraAlpha = implicitArgument("lora_alpha", Unsupported.unlessNull(), null);
    private INDArray given;
    private Variable embeddings;

    /** To be configured. */
    Embedding() {}

    /** A layer for numbers below {@code inputDim}, which become vectors of size {@code outputDim}. */
    public Embedding(int inputDim, int outputDim) {
        this.inputDim.set(inputDim);
        this.outputDim.set(outputDim);
    }

    /** Sets the initializer by name; "uniform" by default. */
    public Embedding embeddingsInitializer(String name) {
        initializer.set(name);
        return this;
    }

    /** Sets the initializer. */
    public Embedding embeddingsInitializer(Initializer value) {
        initializer.set(value);
        return this;
    }

    /** Adds a penalty on the embeddings to the loss, by name, such as "l2". */
    public Embedding embeddingsRegularizer(String name) {
        regularizer.set(name);
        return this;
    }

    /** Adds a penalty on the embeddings to the loss; null, the default, for none. */
    public Embedding embeddingsRegularizer(Regularizer value) {
        regularizer.set(value);
        return this;
    }

    /** Constrains the embeddings after each update, by name, such as "unit_norm". */
    public Embedding embeddingsConstraint(String name) {
        constraint.set(name);
        return this;
    }

    /** Constrains the embeddings after each update; null, the default, for no constraint. */
    public Embedding embeddingsConstraint(Constraint value) {
        constraint.set(value);
        return this;
    }

    /** Sets whether 0 is padding, which the output's mask then excludes; false by default. */
    public Embedding maskZero(boolean value) {
        maskZero.set(value);
        return this;
    }

    /** Gives the embeddings, such as pretrained ones, instead of an initializer. */
    public Embedding weights(INDArray values) {
        beforeChange("weights");
        given = values;
        return this;
    }

    /** The embeddings, once the layer is built. */
    public Variable embeddings() {
        return embeddings;
    }

    @Override
    protected void build(Shape input) {
        embeddings = addWeight(
                "embeddings",
                Shape.of(inputDim.get(), outputDim.get()),
                initializer.get(),
                regularizer.get(),
                constraint.get(),
                true);
        if (given != null) {
            embeddings.set(given);
        }
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor positions = x.dtype() == DType.INT64 ? x : Ops.cast(x, DType.INT32);
        return Ops.take(value(embeddings), positions, 0);
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return Collections.singletonList(maskZero.get() ? Ops.notEqual(inputs.get(0), 0) : null);
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    /** Keras lists the activity regularizer where there is none, too. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        if (config.putIfAbsent("activity_regularizer", null) == null) {
            for (Argument<?> later : List.of(constraint, maskZero, quantization)) {
                config.put(later.key(), config.remove(later.key()));
            }
        }
        return config;
    }
}
