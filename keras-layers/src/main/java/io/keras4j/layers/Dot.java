package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dot products of its two inputs along one axis of each, sample by sample; <a
 * href="https://keras.io/api/layers/merging_layers/dot/">Keras's</a>.
 *
 * <p>Inputs: (batch, ...) each. Output: (batch, the other axes of the first, the other axes of the second); (batch, 1) when none is left.
 *
 * <pre>{@code
 * Tensor similarity = new Dot(1).normalize(true).apply(a, b);   // cosines of vectors
 * }</pre>
 */
public final class Dot extends FluentLayer<Dot> {
    private final Argument<List<Integer>> axes = argument("axes", Codecs.of(Dot::decode, Codecs.axes()::encode));
    private final Argument<Boolean> normalize = argument("normalize", Codecs.bool(), false);

    /** To be configured. */
    Dot() {}

    private static List<Integer> decode(Object value) {
        List<Integer> decoded = Codecs.axes().decode(value);
        if (decoded.contains(0) || value instanceof List && decoded.size() != 2) {
            throw Codecs.unexpected("an axis or two, none of them that of the batch, 0", value);
        }
        return decoded;
    }

    /** Along this axis of both inputs; negative to count from the last. */
    public Dot(int axis) {
        axes.set(axis);
    }

    /** Along this axis of the first and that of the second input; negative to count from the last. */
    public Dot(int first, int second) {
        axes.set(List.of(first, second));
    }

    /** Sets whether vectors are scaled to length 1 first, which gives cosines; false by default. */
    public Dot normalize(boolean value) {
        normalize.set(value);
        return this;
    }

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("expected exactly 2 inputs, got " + inputs.size() + ": " + inputs);
        }
        long first = inputs.get(0).dim(axis(0, inputs.get(0)));
        long second = inputs.get(1).dim(axis(1, inputs.get(1)));
        if (first != second) {
            throw new IllegalArgumentException("incompatible input shapes " + inputs.get(0) + " and " + inputs.get(1)
                    + " with axes=" + axes.get() + ": " + first + " is not " + second);
        }
    }

    @Override
    protected Tensor call(List<Tensor> inputs) {
        Tensor rows = vectors(inputs, 0);
        Tensor columns = vectors(inputs, 1);
        Tensor products = Ops.matmul(rows, columns, false, true);
        Shape shape = inputs.get(0).shape().drop(axis(0, inputs.get(0).shape()));
        Shape other = inputs.get(1).shape().drop(axis(1, inputs.get(1).shape()));
        Shape output = shape.concat(other.slice(1, other.rank()));
        return Ops.reshape(products, output.rank() == 1 ? output.append(1) : output);
    }

    /** An input as (batch, number of vectors, size of vectors). */
    private Tensor vectors(List<Tensor> inputs, int index) {
        Tensor x = inputs.get(index);
        int axis = axis(index, x.shape());
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        order.add(order.remove(axis));
        Tensor unit = normalize.get() ? Ops.normalize(x, axis) : x;
        Tensor last = axis == x.rank() - 1
                ? unit
                : Ops.transpose(unit, order.stream().mapToInt(i -> i).toArray());
        Shape shape = last.shape();
        long count = shape.slice(1, shape.rank() - 1).size();
        return Ops.reshape(last, shape.dim(0), count, shape.dim(-1));
    }

    private int axis(int index, Shape shape) {
        return shape.axis(axes.get().get(axes.get().size() == 1 ? 0 : index));
    }
}
