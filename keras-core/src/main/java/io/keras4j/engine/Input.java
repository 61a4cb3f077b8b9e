package io.keras4j.engine;

import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;

/**
 * Where a model begins; shapes are given without the batch axis: {@code Input.of(28, 28, 1)} is Keras's {@code keras.Input((28, 28, 1))}. It
 * is the first element of a Sequential, which it tells what to expect, or the tensor that the Functional API applies layers to. -1
 * stands for a size that varies, such as that of the time axis. See <a href="https://keras.io/api/layers/core_layers/input/">Keras's</a>.
 *
 * <pre>{@code
 * Tensor tokens = Input.of(100).dtype("int32").name("tokens");
 * Tensor y = new Dense(1).apply(new Embedding(10_000, 64).apply(tokens));
 * }</pre>
 */
public final class Input extends KerasTensor implements Stackable {
    private final InputLayer layer;

    Input(InputLayer layer) {
        super(layer.spec(), layer.begin(), 0);
        this.layer = layer;
        layer.isStartOf(this);
    }

    /** A float32 input of this shape, batch axis excluded. */
    public static Input of(long... shape) {
        return new Input(new InputLayer(Shape.of(shape).prepend(Shape.UNKNOWN)));
    }

    /** An input of this spec, batch axis included. */
    public static Input like(TensorSpec spec) {
        return new Input(new InputLayer(spec.shape()).dtype(spec.dtype().toString()));
    }

    /** The same input under a name. */
    public Input name(String name) {
        return new Input(layer.copy().name(name));
    }

    /** The same input with elements of another dtype, such as "int32" for tokens. */
    public Input dtype(String name) {
        return new Input(layer.copy().dtype(name));
    }

    /** The same input with batches of a fixed size, which stateful recurrent layers need. */
    public Input batchSize(int size) {
        return new Input(layer.copy().batchSize(size));
    }

    /** The layer that stands for this input in a model. */
    public InputLayer layer() {
        return layer;
    }
}
