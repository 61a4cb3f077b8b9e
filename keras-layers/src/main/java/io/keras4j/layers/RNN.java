package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.engine.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs a cell over the steps of a sequence, or several on top of each other; <a
 * href="https://keras.io/api/layers/recurrent_layers/rnn/">Keras's</a>. Where the input's mask is false, the cell's states stay what they
 * were.
 *
 * <p>Input: (batch, steps, ...). Output: the last output (batch, ...), or with {@code returnSequences} that of every step
 * (batch, steps, ...); with {@code returnState} followed by the last states. Initial states may be given to a call, see
 * {@link io.keras4j.engine.CallArguments#initialState}.
 *
 * <pre>{@code
 * new RNN(new GRUCell(32)).returnSequences(true)
 * new RNN(new LSTMCell(64), new LSTMCell(32))            // stacked
 * }</pre>
 */
public final class RNN extends BaseRNN<RNN> {
    /** The codec of a cell. */
    static final Codecs.Simple<RNNCell<?>> CELL = Codecs.of(RNN::decode, Layer.KIND::envelope);

    private final Argument<RNNCell<?>> cell = argument("cell", CELL);

    /** To be configured. */
    RNN() {
        inputSpec(new InputSpec().minRank(3));
    }

    /** A layer that runs this cell. */
    public RNN(RNNCell<?> cell) {
        this();
        this.cell.set(cell);
        addSublayer("cell", cell);
    }

    /** A layer that runs these cells, each of which takes the output of the one before it. */
    public RNN(RNNCell<?> first, RNNCell<?> second, RNNCell<?>... more) {
        this(new StackedRNNCells(
                Stream.concat(Stream.of(first, second), Arrays.stream(more)).toList()));
    }

    private static RNNCell<?> decode(Object value) {
        if (value instanceof List<?> cells) {
            return new StackedRNNCells(cells);
        }
        Layer layer = Layer.KIND.get(value);
        if (layer instanceof RNNCell<?> decoded) {
            return decoded;
        }
        throw Codecs.unexpected("a cell, or a list of cells", value);
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        addSublayer("cell", cell.get());
    }

    @Override
    public RNNCell<?> cell() {
        return cell.get();
    }
}
