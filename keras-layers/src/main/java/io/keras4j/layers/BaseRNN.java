package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.Layer;
import io.keras4j.engine.SpecExecutor;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layer that runs a cell over the steps of a sequence. */
abstract class BaseRNN<S extends BaseRNN<S>> extends FluentLayer<S> {
    private final Argument<Boolean> returnSequences = argument("return_sequences", Codecs.bool(), false);
    private final Argument<Boolean> returnState = argument("return_state", Codecs.bool(), false);
    private final Argument<Boolean> goBackwards = argument("go_backwards", Codecs.bool(), false);
    private final Argument<Boolean> stateful = argument("stateful", Codecs.bool(), false);
    private final Argument<Boolean> unroll = argument("unroll", Codecs.bool(), false);
    private final Argument<Boolean> zeroOutputForMask = argument("zero_output_for_mask", Codecs.bool(), false);
    private List<Variable> states;

    /** The cell that does a step. */
    public abstract RNNCell<?> cell();

    // ---- Arguments

    /** Sets whether the outputs of all steps are returned, (batch, steps, ...), or, by default, that of the last. */
    public S returnSequences(boolean value) {
        returnSequences.set(value);
        return self();
    }

    /** Sets whether the last states are returned too, as further outputs; false by default. */
    public S returnState(boolean value) {
        returnState.set(value);
        return self();
    }

    /** Sets whether the sequence is taken from its end, and the outputs are returned in this order; false by default. */
    public S goBackwards(boolean value) {
        goBackwards.set(value);
        return self();
    }

    /**
     * Sets whether a sample starts from the states in which the sample at the same place of the batch before ended; false by default. The
     * size of batches must be fixed, see {@link io.keras4j.engine.Input#batchSize}, and samples must not be shuffled.
     */
    public S stateful(boolean value) {
        stateful.set(value);
        return self();
    }

    /** Sets whether steps are computed one by one rather than by an op for whole sequences; false by default. Results are the same. */
    public S unroll(boolean value) {
        unroll.set(value);
        return self();
    }

    /** Sets whether the output is 0 where the mask is false; by default it is that of the step before. */
    public S zeroOutputForMask(boolean value) {
        zeroOutputForMask.set(value);
        return self();
    }

    final boolean returnsSequences() {
        return returnSequences.get();
    }

    final boolean returnsState() {
        return returnState.get();
    }

    final boolean goesBackwards() {
        return goBackwards.get();
    }

    final boolean isStateful() {
        return stateful.get();
    }

    /** Lets the outputs of all steps be 0 where the mask is false: what a layer that merges outputs needs. */
    final void forceZeroOutputForMask() {
        zeroOutputForMask.initialize(returnsSequences());
    }

    // ---- State

    /** The states that a stateful layer keeps, once it is built; else null. */
    public List<Variable> states() {
        return states;
    }

    /** Sets the states that a stateful layer keeps to zeros. */
    public void resetState() {
        if (states != null) {
            states.forEach(state -> state.set(state.array().like()));
        }
    }

    /** {@link #resetState()}: Keras has both names. */
    public void resetStates() {
        resetState();
    }

    @Override
    protected void build(Shape input) {
        if (stateful.get() && input.dim(0) == Shape.UNKNOWN) {
            throw new IllegalArgumentException(
                    "with stateful=true the size of batches must be fixed, see Input.batchSize; got sequences of shape "
                            + input);
        }
        if (!trainable()) {
            cell().setTrainable(false);
        }
        cell().buildFor(List.of(input.drop(1)));
        if (stateful.get()) {
            states = cell().initialState(input.dim(0)).stream()
                    .map(zeros -> new Variable(
                            "rnn_state",
                            zeros.value().castTo(dtypePolicy().variable().nd4j()),
                            false))
                    .toList();
        }
    }

    // ---- Computation

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("expected one input, the sequences, got " + inputs.size()
                    + "; initial states are given by CallArguments.initialState");
        }
        Tensor sequences = inputs.get(0);
        if (sequences.shape().dim(1) == 0) {
            throw new IllegalArgumentException(
                    "expected sequences of at least one step, got shape " + sequences.shape());
        }
        List<Tensor> initial = initialState(sequences.shape());
        // in the description of a model, where lengths may be unknown, one step tells all but the length
        long length = sequences.shape().dim(1);
        boolean open = length == Shape.UNKNOWN || Executor.current() instanceof SpecExecutor;
        if (length == Shape.UNKNOWN && unroll.get()) {
            throw new IllegalArgumentException(
                    "cannot unroll where the number of steps is not known; got sequences of shape "
                            + sequences.shape());
        }
        Tensor x = inOrder(Ops.cast(sequences, cell().dtypePolicy().compute()), open);
        Tensor counts = usedMask(sequences);
        Tensor mask = counts == null ? null : inOrder(Ops.cast(counts, DType.BOOL), open);
        RNNCell.Result result = run(
                new RNNCell.Sequence(x, mask, returnSequences.get(), returnState.get() || stateful.get(), unroll.get()),
                initial);
        List<Tensor> last = result.states().stream().map(this::computed).toList();
        if (stateful.get()) {
            for (int i = 0; i < last.size(); i++) {
                states.get(i).assign(Ops.cast(last.get(i), states.get(i).dtype()));
            }
        }
        List<Tensor> outputs = new ArrayList<>();
        Tensor output = output(computed(result.output()), mask);
        outputs.add(
                open && returnSequences.get()
                        ? Ops.broadcastTo(output, output.shape().with(1, length))
                        : output);
        if (returnState.get()) {
            outputs.addAll(last);
        }
        return outputs;
    }

    /** The mask that a call uses: as in Keras, with initial states only one that is itself an argument of the call. */
    final Tensor usedMask(Tensor sequences) {
        return callArgument("initial_state") == null ? sequences.mask() : (Tensor) callArgument("mask");
    }

    /** A new layer with the arguments of this one but for {@code changes}. */
    BaseRNN<S> copyWith(Map<String, Object> changes) {
        Map<String, Object> envelope = new LinkedHashMap<>(Layer.KIND.envelope(this));
        Map<String, Object> config = config();
        config.putAll(changes);
        envelope.put("config", config);
        return sameClass(Layer.KIND.get(envelope));
    }

    @SuppressWarnings("unchecked")
    private BaseRNN<S> sameClass(Layer layer) {
        return (BaseRNN<S>) layer;
    }

    /** Lets the cell run over a sequence. */
    RNNCell.Result run(RNNCell.Sequence sequence, List<Tensor> initial) {
        return cell().run(sequence, initial);
    }

    private Tensor computed(Tensor x) {
        return Ops.cast(x, dtypePolicy().compute());
    }

    /** The steps of x in the order in which they are taken. */
    private Tensor inOrder(Tensor x, boolean onlyFirst) {
        Tensor steps = onlyFirst ? Ops.slice(x, 1, 0, 1) : x;
        return goBackwards.get() ? Ops.flip(steps, 1) : steps;
    }

    private Tensor output(Tensor output, Tensor mask) {
        Tensor y = output;
        if (mask != null && zeroOutputForMask.get()) {
            Tensor counts = returnSequences.get()
                    ? mask
                    : Ops.unstack(mask, 1).get(mask.shape().intDim(1) - 1);
            y = RNNCell.choose(counts, y, Ops.zerosLike(y));
        }
        return y;
    }

    private List<Tensor> initialState(Shape sequences) {
        Object given = callArgument("initial_state");
        if (stateful.get()
                && !Shape.of(sequences.dim(0)).matches(states.get(0).shape().slice(0, 1))) {
            throw new IllegalArgumentException(
                    "with stateful=true all batches must have the size that the layer was built for: expected "
                            + states.get(0).shape().dim(0) + " samples, got " + sequences.dim(0));
        }
        List<Tensor> initial;
        if (given != null) {
            initial = flatten(given);
            cell().checkStates(initial);
        } else if (stateful.get()) {
            // copies: run eagerly, assigning changes what value() holds
            initial = states.stream()
                    .map(state -> new Identity().apply(state.value()))
                    .toList();
        } else {
            initial = cell().initialState(sequences.dim(0));
        }
        return initial.stream()
                .map(state -> Ops.cast(state, cell().dtypePolicy().compute()))
                .toList();
    }

    /** The tensors in lists of lists, such as those of the states of stacked cells. */
    static List<Tensor> flatten(Object states) {
        return states instanceof List<?> list
                ? list.stream().flatMap(each -> flatten(each).stream()).toList()
                : List.of((Tensor) states);
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        List<Tensor> masks = new ArrayList<>(Collections.nCopies(outputs.size(), null));
        masks.set(0, returnSequences.get() ? inputs.get(0).mask() : null);
        return masks;
    }
}
