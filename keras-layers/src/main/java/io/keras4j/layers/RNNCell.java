package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recurrent layer does at each step of a sequence: from the step's input and the states after the step before, it computes an output
 * and new states. {@link RNN} runs any cell over sequences; a cell can also be applied by itself, to the input and the states, and then
 * gives the output and the new states.
 *
 * <p>Input: (batch, features...), then the states. A cell of one's own says how large its states are, makes its weights in {@code build} and
 * computes in {@code step}:
 *
 * <pre>{@code
 * public class MinimalCell extends RNNCell<MinimalCell> {
 *     private final Argument<Integer> units = argument("units", Codecs.atLeast(1));
 *     private Variable kernel;
 *
 *     public List<Integer> stateSize() {
 *         return List.of(units.get());
 *     }
 *
 *     protected void build(Shape input) {
 *         kernel = addWeight("kernel", Shape.of(input.dim(-1), units.get()), "glorot_uniform");
 *     }
 *
 *     protected List<Tensor> step(Tensor x, List<Tensor> states) {
 *         Tensor y = Ops.tanh(Ops.add(Ops.matmul(x, value(kernel)), states.get(0)));
 *         return List.of(y, y);
 *     }
 * }
 * }</pre>
 *
 * @param <S> the cell class itself
 */
public abstract class RNNCell<S extends RNNCell<S>> extends WeightedLayer<S> {
    /** What a cell runs over: a sequence in the order in which its steps are taken. */
    record Sequence(Tensor x, Tensor mask, boolean allOutputs, boolean lastStates, boolean unroll) {
        /** The number of steps. */
        int length() {
            return x.shape().intDim(1);
        }
    }

    /** What comes of a sequence: the outputs of all steps or of the last, and the states after the last, whole only where they are asked for. */
    record Result(Tensor output, List<Tensor> states) {}

    /** One sequence, prepared to be taken step by step. */
    @FunctionalInterface
    interface Steps {
        /** The output of step {@code t}, then the new states. */
        List<Tensor> take(int t, List<Tensor> states);
    }

    /** The size of each state. */
    public abstract List<Integer> stateSize();

    /** The size of the output; by default that of the first state. */
    public int outputSize() {
        return stateSize().get(0);
    }

    /** The states before the first step; by default zeros. */
    protected List<Tensor> initialState(long batchSize) {
        return stateSize().stream()
                .map(size -> Ops.zeros(Shape.of(batchSize, size), dtypePolicy().compute()))
                .toList();
    }

    /** Computes one step: the output, then the new states. */
    protected abstract List<Tensor> step(Tensor x, List<Tensor> states);

    /** Prepares x of shape (batch, steps, ...) to be taken step by step: what is drawn or computed for all steps at once. */
    Steps steps(Tensor x, List<Tensor> initial) {
        List<Tensor> inputs = Ops.unstack(x, 1);
        return (t, states) -> step(inputs.get(t), states);
    }

    /** Runs over a sequence. Where its mask is false, the output and the states stay what they were. */
    Result run(Sequence sequence, List<Tensor> initial) {
        Steps steps = steps(sequence.x(), initial);
        List<Tensor> masks = sequence.mask() == null ? null : Ops.unstack(sequence.mask(), 1);
        List<Tensor> outputs = new ArrayList<>();
        Tensor output = null;
        List<Tensor> states = initial;
        for (int t = 0; t < sequence.length(); t++) {
            List<Tensor> taken = steps.take(t, states);
            taken.forEach(this::penalize);
            List<Tensor> next = taken.subList(1, taken.size());
            if (masks == null) {
                output = taken.get(0);
                states = next;
            } else {
                Tensor before = output == null ? Ops.zerosLike(taken.get(0)) : output;
                output = choose(masks.get(t), taken.get(0), before);
                List<Tensor> chosen = new ArrayList<>();
                for (int i = 0; i < next.size(); i++) {
                    chosen.add(choose(masks.get(t), next.get(i), states.get(i)));
                }
                states = chosen;
            }
            outputs.add(output);
        }
        return new Result(sequence.allOutputs() ? Ops.stack(outputs, 1) : output, states);
    }

    /** {@code now} for the samples that {@code mask} of shape (batch) counts, {@code before} for the others. */
    static Tensor choose(Tensor mask, Tensor now, Tensor before) {
        Shape shape = mask.shape();
        while (shape.rank() < now.rank()) {
            shape = shape.append(1);
        }
        return Ops.where(Ops.reshape(mask, shape), now, before);
    }

    /** The input, then the states. */
    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        List<Tensor> states = inputs.subList(1, inputs.size());
        checkStates(states);
        return step(inputs.get(0), states);
    }

    final void checkStates(List<Tensor> states) {
        if (states.size() != stateSize().size()) {
            throw new IllegalArgumentException("expected " + stateSize().size() + " states, of the sizes " + stateSize()
                    + ", got " + states.size() + ", of the shapes "
                    + states.stream().map(Tensor::shape).toList());
        }
    }
}
