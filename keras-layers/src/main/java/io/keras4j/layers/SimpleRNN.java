package io.keras4j.layers;

import java.util.Map;

/**
 * A recurrent layer whose output is its state: h' = activation(x · kernel + bias + h · recurrent kernel) at every step; <a
 * href="https://keras.io/api/layers/recurrent_layers/simple_rnn/">Keras's</a>. Where the input's mask is false, the state stays what it was.
 *
 * <p>Input: (batch, steps, features). Output: (batch, units), or with {@code returnSequences} (batch, steps, units); with
 * {@code returnState} followed by the last state (batch, units). Weights: those of {@link SimpleRNNCell}.
 *
 * <pre>{@code
 * new SimpleRNN(32).activation("relu").returnSequences(true)
 * }</pre>
 */
public final class SimpleRNN extends KernelRNN<SimpleRNN, SimpleRNNCell> {
    /** To be configured. */
    SimpleRNN() {
        super(new SimpleRNNCell(), "simple_rnn_cell", 3);
    }

    /** A layer with this number of outputs. */
    public SimpleRNN(int units) {
        this();
        cell().size.set(units);
    }

    /** Keras leaves the seed out here. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.remove("seed");
        return config;
    }
}
