package io.keras4j.layers;

/**
 * Long short-term memory: a recurrent layer that learns what to keep and what to forget. At every step, with
 * (i, f, g, o) = x · kernel + h · recurrent kernel + bias, c' = σ(f) · c + σ(i) · tanh(g) and h' = σ(o) · tanh(c'); <a
 * href="https://keras.io/api/layers/recurrent_layers/lstm/">Keras's</a>. Where the input's mask is false, the states stay what they were.
 *
 * <p>Input: (batch, steps, features). Output: h after the last step (batch, units), or with {@code returnSequences} after every step
 * (batch, steps, units); with {@code returnState} followed by the last h and c (batch, units). Weights: those of {@link LSTMCell}. Initial
 * states may be given to a call, see {@link io.keras4j.engine.CallArguments#initialState}. Source: Hochreiter and Schmidhuber, Long
 * Short-Term Memory (1997).
 *
 * <pre>{@code
 * new LSTM(64).dropout(0.2).returnSequences(true)
 * }</pre>
 */
public final class LSTM extends GatedRNN<LSTM, LSTMCell> {
    /** To be configured. */
    LSTM() {
        super(new LSTMCell(), "lstm_cell");
    }

    /** A layer with this number of outputs. */
    public LSTM(int units) {
        this();
        cell().size.set(units);
    }

    /** Sets whether the bias of the gate f starts with ones, so that at first nothing is forgotten; true by default. */
    public LSTM unitForgetBias(boolean value) {
        cell().unitForgetBias(value);
        return this;
    }
}
