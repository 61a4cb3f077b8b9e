package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * One step of an {@link LSTM}: with (i, f, g, o) = x · kernel + h · recurrent kernel + bias, c' = σ(f) · c + σ(i) · tanh(g) and
 * h' = σ(o) · tanh(c'); <a href="https://keras.io/api/layers/recurrent_layers/lstm_cell/">Keras's</a>.
 *
 * <p>Input: (batch, features) and the states h and c (batch, units). Output: h' as the output, h' and c' as the states. Weights: kernel
 * (features, 4 · units), recurrent_kernel (units, 4 · units), bias (4 · units).
 *
 * <pre>{@code
 * new RNN(new LSTMCell(32), new LSTMCell(16)).returnSequences(true)
 * }</pre>
 */
public final class LSTMCell extends BaseLSTMCell<LSTMCell> {
    /** To be configured. */
    LSTMCell() {
        super("units");
    }

    /** A cell with this number of outputs. */
    public LSTMCell(int units) {
        this();
        size.set(units);
    }

    /** By one op where it can: it does not tell the c after the last step that counts. */
    @Override
    Result run(Sequence sequence, List<Tensor> initial) {
        boolean needsC = sequence.lastStates() && sequence.mask() != null;
        return needsC || !canRunAtOnce(sequence)
                ? super.run(sequence, initial)
                : runAtOnce(
                        sequence,
                        initial,
                        x -> Ops.lstm(
                                x,
                                value(kernel()),
                                value(recurrentKernel()),
                                biasOrZeros(),
                                initial.get(0),
                                initial.get(1)));
    }
}
