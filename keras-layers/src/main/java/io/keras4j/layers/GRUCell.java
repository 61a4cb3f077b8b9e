package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * One step of a {@link GRU}: with (z, r, n) = x · kernel + bias and (z', r', n') = h · recurrent kernel + recurrent bias,
 * h' = σ(z + z') · h + (1 - σ(z + z')) · tanh(n + σ(r + r') · n'); <a
 * href="https://keras.io/api/layers/recurrent_layers/gru_cell/">Keras's</a>. With {@code resetAfter(false)}, σ(r + r') is multiplied with
 * h before the product that gives n', and there is no recurrent bias.
 *
 * <p>Input: (batch, features) and the state h (batch, units). Output: h', as the output and as the state. Weights: kernel
 * (features, 3 · units), recurrent_kernel (units, 3 · units), bias (2, 3 · units), that of the input first, or (3 · units) with
 * {@code resetAfter(false)}.
 *
 * <pre>{@code
 * new RNN(new GRUCell(32))
 * }</pre>
 */
public final class GRUCell extends GatedCell<GRUCell> {
    final Argument<Boolean> resetAfter = argument("reset_after", Codecs.bool(), true);

    /** To be configured. */
    GRUCell() {
        super("units", 3);
    }

    /** A cell with this number of outputs. */
    public GRUCell(int units) {
        this();
        size.set(units);
    }

    /** Sets whether the reset gate is applied after the product with the recurrent kernel; true by default. */
    public GRUCell resetAfter(boolean value) {
        resetAfter.set(value);
        return this;
    }

    /** By one op where it can. */
    @Override
    Result run(Sequence sequence, List<Tensor> initial) {
        return !resetAfter.get() || !canRunAtOnce(sequence)
                ? super.run(sequence, initial)
                : runAtOnce(
                        sequence,
                        initial,
                        x -> Ops.gru(x, value(kernel()), value(recurrentKernel()), biasOrZeros(), initial.get(0)));
    }

    @Override
    Shape biasShape(long outputs) {
        return resetAfter.get() ? Shape.of(2, outputs) : Shape.of(outputs);
    }

    @Override
    Tensor inputBias() {
        return resetAfter.get() ? biasOf(0) : super.inputBias();
    }

    /** The bias of the input, 0, or of the state, 1. */
    private Tensor biasOf(int row) {
        return Ops.unstack(value(bias()), 0).get(row);
    }

    @Override
    List<Tensor> next(Tensor product, List<Tensor> states, List<Tensor> masks) {
        Tensor h = states.get(0);
        List<Tensor> inputs = Ops.split(product, 3, -1);
        Tensor z;
        Tensor candidate;
        if (resetAfter.get()) {
            Tensor own = recurrentProduct(h, masks);
            List<Tensor> parts = Ops.split(bias() == null ? own : Ops.add(own, biasOf(1)), 3, -1);
            z = gate(Ops.add(inputs.get(0), parts.get(0)));
            Tensor r = gate(Ops.add(inputs.get(1), parts.get(1)));
            candidate = Ops.multiply(r, parts.get(2));
        } else {
            List<Tensor> kernels = Ops.split(value(recurrentKernel()), 3, -1);
            z = gate(Ops.add(inputs.get(0), Ops.matmul(masked(h, masks, 0), kernels.get(0))));
            Tensor r = gate(Ops.add(inputs.get(1), Ops.matmul(masked(h, masks, 1), kernels.get(1))));
            candidate = Ops.matmul(Ops.multiply(r, masked(h, masks, 2)), kernels.get(2));
        }
        Tensor n = activation.get().apply(Ops.add(inputs.get(2), candidate));
        return List.of(Ops.add(Ops.multiply(z, h), Ops.multiply(Ops.subtract(1, z), n)));
    }
}
