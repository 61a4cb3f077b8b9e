package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * One step of a {@link SimpleRNN}: h' = activation(x · kernel + bias + h · recurrent kernel); <a
 * href="https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/">Keras's</a>.
 *
 * <p>Input: (batch, features) and the state h (batch, units). Output: h', as the output and as the state. Weights: kernel (features, units),
 * recurrent_kernel (units, units), bias (units).
 *
 * <pre>{@code
 * new RNN(new SimpleRNNCell(32))
 * }</pre>
 */
public final class SimpleRNNCell extends KernelCell<SimpleRNNCell> {
    /** To be configured. */
    SimpleRNNCell() {
        super("units", 1);
    }

    /** A cell with this number of outputs. */
    public SimpleRNNCell(int units) {
        this();
        size.set(units);
    }

    @Override
    List<Tensor> next(Tensor product, List<Tensor> states, List<Tensor> masks) {
        return List.of(activation.get().apply(Ops.add(product, recurrentProduct(states.get(0), masks))));
    }
}
