package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.constraints.Constraint;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.quantizers.QuantizationConfig;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns whole numbers into vectors that are learned: what embeddings have in common. */
abstract class BaseEmbedding<S extends BaseEmbedding<S>> extends WeightedLayer<S> implements LoraSetters<S> {
    private final Argument<Integer> inputDim = argument("input_dim", Codecs.atLeast(1));
    private final Argument<Integer> outputDim = argument("output_dim", Codecs.atLeast(1));
    private final WeightArguments weightArguments = new WeightArguments(this, "embeddings", "uniform");
    private final Argument<Boolean> maskZero = argument("mask_zero", Codecs.bool(), false);
    private final Argument<QuantizationConfig> quantizationConfig =
            argument("quantization_config", QuantizationConfig.KIND.codec().optional(), null);
    private final LowRankAdapter lora =
            new LowRankAdapter(this, "embeddings", weightArguments, this::embeddings, this::embeddingsShape);
    private INDArray given;
    private Variable embeddings;
    private QuantizedWeight quantized;

    final void setSizes(int input, int output) {
        inputDim.set(input);
        outputDim.set(output);
    }

    final Shape embeddingsShape() {
        return Shape.of(inputDim.get(), outputDim.get());
    }

    final WeightArguments weightArguments() {
        return weightArguments;
    }

    /** Sets the initializer by name; "uniform" by default. */
    public S embeddingsInitializer(String name) {
        weightArguments.initializer.set(name);
        return self();
    }

    /** Sets the initializer. */
    public S embeddingsInitializer(Initializer value) {
        weightArguments.initializer.set(value);
        return self();
    }

    /** Adds a penalty on the embeddings to the loss, by name, such as "l2". */
    public S embeddingsRegularizer(String name) {
        weightArguments.regularizer.set(name);
        return self();
    }

    /** Adds a penalty on the embeddings to the loss; null, the default, for none. */
    public S embeddingsRegularizer(Regularizer value) {
        weightArguments.regularizer.set(value);
        return self();
    }

    /** Constrains the embeddings after each update, by name, such as "unit_norm". */
    public S embeddingsConstraint(String name) {
        weightArguments.constraint.set(name);
        return self();
    }

    /** Constrains the embeddings after each update; null, the default, for no constraint. */
    public S embeddingsConstraint(Constraint value) {
        weightArguments.constraint.set(value);
        return self();
    }

    /** Sets whether 0 is padding, which the output's mask then excludes; false by default. */
    public S maskZero(boolean value) {
        maskZero.set(value);
        return self();
    }

    /** Gives the embeddings, such as pretrained ones, instead of an initializer. */
    public S weights(INDArray values) {
        beforeChange("weights");
        given = values;
        return self();
    }

    /** Sets how the embeddings are quantized, for a dtype such as "int8_from_float32"; null, the default, for Keras's way. */
    public S quantizationConfig(QuantizationConfig config) {
        quantizationConfig.set(config);
        return self();
    }

    /** The embeddings, once the layer is built; whole numbers if they are quantized. */
    public Variable embeddings() {
        return embeddings;
    }

    @Override
    protected void build(Shape input) {
        addWeights();
        if (given != null) {
            embeddings.set(given);
        }
        if (lora.rank.get() != null) {
            // as in Keras: a lora_alpha that was given as an argument has no effect
            enableLora(lora.rank.get());
        }
    }

    /** Makes the weights, quantized or not. */
    void addWeights() {
        if (isQuantized()) {
            addQuantizedWeights();
        } else {
            embeddings = addWeight("embeddings", embeddingsShape(), weightArguments);
        }
    }

    /** Makes the weights that are quantized. */
    void addQuantizedWeights() {
        quantized = quantized("embeddings", embeddingsShape(), 1, 1, null);
        embeddings = quantized.variables().get(0);
    }

    /**
     * Makes the variables of a matrix that is quantized.
     *
     * @param axis along which numbers share a scale
     * @param shared what blocks of numbers are shared with, or null
     */
    final QuantizedWeight quantized(String name, Shape shape, int axis, int packedAxis, QuantizedWeight shared) {
        QuantizationConfig config = chosenConfig();
        if (config.mode().equals("int4")) {
            var layout = new Int4Weight.Layout(shape.dim(0), shape.dim(1), axis, packedAxis, config.blockSize());
            return new Int4Weight(this, name, shape, layout, config.weightQuantizer(), (Int4Weight) shared);
        }
        ScaleLayout layout = new ScaleLayout(
                List.of(axis),
                Shape.of(shape.dim(1 - axis)),
                scale -> Ops.squeeze(scale, axis),
                scale -> Ops.expandDims(scale, axis));
        return new Int8Weight(this, name, shape, layout, config.weightQuantizer());
    }

    final boolean isQuantized() {
        return dtypePolicy().quantization() != null;
    }

    /** How the weights are quantized. */
    final QuantizationConfig chosenConfig() {
        return QuantizationConfig.orOf(quantizationConfig.get(), dtypePolicy());
    }

    /** What a file or a user gave, or null. */
    final QuantizationConfig givenConfig() {
        return quantizationConfig.get();
    }

    final QuantizedWeight quantized() {
        return quantized;
    }

    @Override
    protected void quantizeWeights(QuantizationConfig config) {
        quantizationConfig.initialize(config);
        Variable before = embeddings;
        removeWeight(before);
        addQuantizedWeights();
        quantized.set(before.value());
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor positions = x.dtype() == DType.INT64 ? x : Ops.cast(x, DType.INT32);
        Tensor y = quantized == null ? Ops.take(value(embeddings), positions, 0) : quantized.rows(positions);
        return lora.isEnabled() ? Ops.add(y, lora.deltaOf(Ops.take(lora.a(), positions, 0))) : y;
    }

    /** Within a call: the embeddings with what was adapted. */
    final Tensor adaptedEmbeddings() {
        return quantized == null && !lora.isEnabled()
                ? embeddings.value()
                : lora.adapted(quantized == null ? value(embeddings) : quantized.weight());
    }

    @Override
    public final LowRankAdapter lora() {
        return lora;
    }

    @Override
    public Map<String, Variable> savedVariables() {
        return numbered(lora.others(ownVariables()));
    }

    /** Those of the embeddings with what was adapted. */
    @Override
    public Map<Variable, INDArray> savedValues() {
        return lora.isEnabled() ? QuantizedWeight.saved(embeddings, quantized, adaptedEmbeddings()) : Map.of();
    }

    @Override
    public void restoredVariables() {
        lora.restored();
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
        boolean listsNone = activityRegularizer() == null;
        moveToEnd(
                config,
                listsNone
                        ? WeightArguments.keys(List.of(weightArguments), "activity_regularizer")
                        : WeightArguments.keys(List.of(weightArguments)));
        moveToEnd(config, List.of(maskZero.key(), quantizationConfig.key()));
        lora.complete(config);
        return config;
    }
}
