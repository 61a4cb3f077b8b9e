package io.keras4j.layers;

/**
 * A gated recurrent unit: a recurrent layer with fewer weights than an {@link LSTM}. At every step it computes what {@link GRUCell} says; <a
 * href="https://keras.io/api/layers/recurrent_layers/gru/">Keras's</a>. Where the input's mask is false, the state stays what it was.
 *
 * <p>Input: (batch, steps, features). Output: h after the last step (batch, units), or with {@code returnSequences} after every step
 * (batch, steps, units); with {@code returnState} followed by the last h (batch, units). Weights: those of {@link GRUCell}. An initial
 * state may be given to a call, see {@link io.keras4j.engine.CallArguments#initialState}. Source: Cho et al., Learning Phrase
 * Representations using RNN Encoder-Decoder (2014).
 *
 * <pre>{@code
 * new GRU(64).recurrentDropout(0.1).returnSequences(true)
 * }</pre>
 */
public final class GRU extends GatedRNN<GRU, GRUCell> {
    /** To be configured. */
    GRU() {
        super(new GRUCell(), "gru_cell");
    }

    /** A layer with this number of outputs. */
    public GRU(int units) {
        this();
        cell().size.set(units);
    }

    /** Sets whether the reset gate is applied after the product with the recurrent kernel; true by default. */
    public GRU resetAfter(boolean value) {
        cell().resetAfter(value);
        return this;
    }
}
