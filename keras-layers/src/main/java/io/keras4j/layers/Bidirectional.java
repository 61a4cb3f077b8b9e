package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.Layer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two recurrent layers, one of which takes the sequence from its end, and whose outputs are merged; <a
 * href="https://keras.io/api/layers/recurrent_layers/bidirectional/">Keras's</a>. Both are made anew with the arguments of the one that is
 * given, unless another one is given for the way back.
 *
 * <p>Input: (batch, steps, ...). Output: that of the layer, with twice its last size where outputs are concatenated; two outputs with
 * {@code mergeMode(null)}. With {@code returnState} on the layer, the states of the layer forwards follow, then those backwards; initial states
 * are given to a call in the same order.
 *
 * <pre>{@code
 * new Bidirectional(new LSTM(64).returnSequences(true))
 * new Bidirectional(new GRU(32)).mergeMode("sum")
 * }</pre>
 */
public final class Bidirectional extends FluentLayer<Bidirectional> {
    private static final Map<String, BinaryOperator<Tensor>> MERGES = new TreeMap<>(Map.of(
            "concat",
            (a, b) -> Ops.concatenate(List.of(a, b), -1),
            "sum",
            Ops::add,
            "mul",
            Ops::multiply,
            "ave",
            (a, b) -> Ops.divide(Ops.add(a, b), 2)));

    private final Argument<String> mergeMode = argument(
            "merge_mode", Codecs.oneOf(MERGES.keySet().toArray(String[]::new)).optional(), "concat");
    private final Argument<BaseRNN<?>> layer =
            argument("layer", Codecs.of(Bidirectional::decode, Layer.KIND::envelope));
    private final Argument<BaseRNN<?>> backwardLayer = argument(
            "backward_layer",
            Codecs.of(Bidirectional::decode, Layer.KIND::envelope).optional(),
            null);
    private List<INDArray> given = List.of();

    /** To be configured. */
    Bidirectional() {}

    /** A recurrent layer, {@link RNN}, {@link LSTM} and the like, in both directions. */
    public Bidirectional(Layer layer) {
        configure(Map.of("layer", layer));
    }

    /** A recurrent layer, and one for the way back, which has {@code goBackwards(true)}. */
    public Bidirectional(Layer layer, Layer backwardLayer) {
        configure(Map.of("layer", layer, "backward_layer", backwardLayer));
    }

    /** Sets how the two outputs become one: "concat", the default, "sum", "mul", "ave", or null for two outputs. */
    public Bidirectional mergeMode(String mode) {
        mergeMode.set(mode);
        return this;
    }

    /** Gives the weights instead of initializers: those of the layer forwards, then as many of the one backwards. */
    public Bidirectional weights(List<INDArray> values) {
        beforeChange("weights");
        given = List.copyOf(values);
        return this;
    }

    /** The layer that takes sequences as they are. */
    public Layer forwardLayer() {
        return layer.get();
    }

    /** The layer that takes sequences from their ends. */
    public Layer backwardLayer() {
        return backwardLayer.get();
    }

    private static BaseRNN<?> decode(Object value) {
        Layer layer = Layer.KIND.get(value);
        if (layer instanceof BaseRNN<?> recurrent) {
            return recurrent;
        }
        throw Codecs.unexpected("a recurrent layer", layer);
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        BaseRNN<?> one = layer.get();
        layer.initialize(one.copyWith(Map.of("name", prefixed("forward_", one))));
        if (backwardLayer.get() == null) {
            backwardLayer.initialize(one.copyWith(Map.of("go_backwards", true, "name", prefixed("backward_", one))));
        }
        check(
                "return_sequences",
                layer.get().returnsSequences(),
                backwardLayer.get().returnsSequences());
        check("return_state", layer.get().returnsState(), backwardLayer.get().returnsState());
        check("stateful", layer.get().isStateful(), backwardLayer.get().isStateful());
        if (layer.get().goesBackwards() == backwardLayer.get().goesBackwards()) {
            throw new IllegalArgumentException(
                    label() + ": the layer and the backward layer must differ in go_backwards, got "
                            + layer.get().goesBackwards() + " for both");
        }
        for (BaseRNN<?> each : both()) {
            each.forceZeroOutputForMask();
        }
        addSublayer("forward_layer", layer.get());
        addSublayer("backward_layer", backwardLayer.get());
    }

    private static String prefixed(String prefix, Layer layer) {
        String name = layer.name();
        return name.startsWith(prefix) ? name : prefix + name;
    }

    private void check(String key, boolean forward, boolean backward) {
        if (forward != backward) {
            throw new IllegalArgumentException(label() + ": the layer and the backward layer must agree in " + key
                    + ", got " + forward + " and " + backward);
        }
    }

    private List<BaseRNN<?>> both() {
        return List.of(layer.get(), backwardLayer.get());
    }

    /** The states that stateful layers keep, of that forwards first, once they are built; else null. */
    public List<Variable> states() {
        return layer.get().states() == null
                ? null
                : both().stream().flatMap(each -> each.states().stream()).toList();
    }

    /**
     * Sets the states that stateful layers keep to zeros.
     *
     * @throws IllegalStateException when they are not stateful
     */
    public void resetState() {
        if (!layer.get().isStateful()) {
            throw new IllegalStateException("Layer \"" + name() + "\" is not stateful, so it has no state to reset");
        }
        both().forEach(BaseRNN::resetState);
    }

    /** {@link #resetState()}: Keras has both names. */
    public void resetStates() {
        resetState();
    }

    @Override
    protected void build(Shape input) {
        for (BaseRNN<?> each : both()) {
            if (!trainable()) {
                each.setTrainable(false);
            }
            each.buildFor(List.of(input));
        }
        if (!given.isEmpty()) {
            setWeights(given);
        }
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        List<List<Tensor>> results = new ArrayList<>();
        for (BaseRNN<?> each : both()) {
            results.add(each.applyAll(inputs, argumentsOf(each)));
        }
        List<Tensor> outputs =
                new ArrayList<>(merge(results.get(0).get(0), results.get(1).get(0)));
        results.forEach(result -> outputs.addAll(result.subList(1, result.size())));
        return outputs;
    }

    /** The first half of the initial states is for the layer forwards, the second for that backwards. */
    private CallArguments argumentsOf(BaseRNN<?> one) {
        CallArguments arguments = new CallArguments();
        if (callArgument("initial_state") != null) {
            List<Tensor> all = BaseRNN.flatten(callArgument("initial_state"));
            int half = all.size() / 2;
            arguments.with("initial_state", one == layer.get() ? all.subList(0, half) : all.subList(half, all.size()));
        }
        return callArgument("mask") == null ? arguments : arguments.mask((Tensor) callArgument("mask"));
    }

    private List<Tensor> merge(Tensor forward, Tensor backward) {
        Tensor a = Ops.cast(forward, dtypePolicy().compute());
        Tensor ends = Ops.cast(backward, dtypePolicy().compute());
        Tensor b = layer.get().returnsSequences() ? Ops.flip(ends, 1) : ends;
        return mergeMode.get() == null
                ? List.of(a, b)
                : List.of(MERGES.get(mergeMode.get()).apply(a, b));
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        List<Tensor> masks = new ArrayList<>(Collections.nCopies(outputs.size(), null));
        if (layer.get().returnsSequences()) {
            masks.set(0, inputs.get(0).mask());
            if (mergeMode.get() == null) {
                masks.set(1, inputs.get(0).mask());
            }
        }
        return masks;
    }
}
