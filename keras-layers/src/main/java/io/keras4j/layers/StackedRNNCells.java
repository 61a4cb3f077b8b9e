package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Several cells as one, each of which takes the output of the one before it; <a
 * href="https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/">Keras's</a>. Its states are those of the first cell, then those of
 * the second, and so on.
 *
 * <pre>{@code
 * new RNN(new StackedRNNCells(new LSTMCell(64), new LSTMCell(32)))
 * }</pre>
 */
public final class StackedRNNCells extends RNNCell<StackedRNNCells> {
    private final Argument<List<RNNCell<?>>> cells =
            argument("cells", Codecs.list(RNN.CELL).that(list -> !list.isEmpty(), "at least one cell"));

    /** To be configured. */
    StackedRNNCells() {}

    /** These cells, from the first to the last. */
    public StackedRNNCells(RNNCell<?> first, RNNCell<?>... more) {
        this(Stream.concat(Stream.of(first), Arrays.stream(more)).toList());
    }

    StackedRNNCells(List<?> cells) {
        this.cells.set(cells);
        addSublayers("cells", this.cells.get());
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        addSublayers("cells", cells.get());
    }

    @Override
    public List<Integer> stateSize() {
        return cells.get().stream().flatMap(cell -> cell.stateSize().stream()).toList();
    }

    @Override
    public int outputSize() {
        return last().outputSize();
    }

    private RNNCell<?> last() {
        return cells.get().get(cells.get().size() - 1);
    }

    @Override
    protected List<Tensor> initialState(long batchSize) {
        return cells.get().stream()
                .flatMap(cell -> cell.initialState(batchSize).stream())
                .toList();
    }

    @Override
    protected void build(Shape input) {
        Shape shape = input;
        for (RNNCell<?> cell : cells.get()) {
            cell.buildFor(List.of(shape));
            shape = Shape.of(input.dim(0), cell.outputSize());
        }
    }

    @Override
    protected List<Tensor> step(Tensor x, List<Tensor> states) {
        Tensor output = x;
        List<Tensor> next = new ArrayList<>();
        for (RNNCell<?> cell : cells.get()) {
            List<Tensor> taken = cell.step(output, statesOf(cell, states));
            output = taken.get(0);
            next.addAll(taken.subList(1, taken.size()));
        }
        next.add(0, output);
        return next;
    }

    /** One cell runs over the whole sequence before the next does: each computes what it would step by step. */
    @Override
    Result run(Sequence sequence, List<Tensor> initial) {
        Tensor x = sequence.x();
        List<Tensor> states = new ArrayList<>();
        for (RNNCell<?> cell : cells.get()) {
            boolean all = sequence.allOutputs() || cell != last();
            Result result = cell.run(
                    new Sequence(x, sequence.mask(), all, sequence.lastStates(), sequence.unroll()),
                    statesOf(cell, initial));
            x = result.output();
            states.addAll(result.states());
        }
        return new Result(x, states);
    }

    private List<Tensor> statesOf(RNNCell<?> cell, List<Tensor> all) {
        int start = 0;
        for (RNNCell<?> other : cells.get().subList(0, cells.get().indexOf(cell))) {
            start += other.stateSize().size();
        }
        return all.subList(start, start + cell.stateSize().size());
    }
}
