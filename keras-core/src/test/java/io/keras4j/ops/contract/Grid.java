package io.keras4j.ops.contract;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A row-major array of numbers, for slow references that share no code with the library. */
record Grid(long[] shape, double[] values) {
    /** The array whose element at each index is what {@code element} says. */
    static Grid build(long[] shape, ToDoubleFunction<long[]> element) {
        List<long[]> indices = indices(shape);
        return new Grid(shape, indices.stream().mapToDouble(element).toArray());
    }

    static Grid build(Shape shape, ToDoubleFunction<long[]> element) {
        return build(shape.dims(), element);
    }

    static Grid zeros(long... shape) {
        return build(shape, index -> 0);
    }

    /** Numbers between the limits, always the same. */
    static Grid uniform(double low, double high, long... shape) {
        Random random = new Random(Arrays.hashCode(shape) * 31L + Double.hashCode(low));
        return build(shape, index -> low + (high - low) * random.nextDouble());
    }

    /** Numbers around 0 that all differ by at least 0.5, in no order. */
    static Grid distinct(long... shape) {
        int count = indices(shape).size();
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add((i - count / 2) * 0.51 + 0.003);
        }
        Collections.shuffle(numbers, new Random(count));
        return new Grid(shape, numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Whole numbers from {@code low} up to but without {@code high}. */
    static Grid integers(int low, int high, long... shape) {
        Random random = new Random(Arrays.hashCode(shape) * 31L + high);
        return build(shape, index -> low + random.nextInt(high - low));
    }

    static Grid of(double... values) {
        return new Grid(new long[] {values.length}, values);
    }

    Grid reshape(long... newShape) {
        return new Grid(newShape, values);
    }

    /** All indices of an array of this shape, in row-major order. */
    static List<long[]> indices(long... shape) {
        List<long[]> indices = new ArrayList<>();
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        for (long i = 0; i < count; i++) {
            long[] index = new long[shape.length];
            long rest = i;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                index[axis] = rest % shape[axis];
                rest /= shape[axis];
            }
            indices.add(index);
        }
        return indices;
    }

    int position(long... index) {
        long position = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            position = position * shape[axis] + index[axis];
        }
        return (int) position;
    }

    double at(long... index) {
        return values[position(index)];
    }

    void add(double value, long... index) {
        values[position(index)] += value;
    }

    /** The element that broadcasting puts at {@code index} of a result of more axes. */
    double broadcastAt(long[] index) {
        long[] own = new long[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            long i = index[index.length - shape.length + axis];
            own[axis] = shape[axis] == 1 ? 0 : i;
        }
        return at(own);
    }

    /** Whether {@code index} lies within. */
    boolean contains(long... index) {
        for (int axis = 0; axis < shape.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape[axis]) {
                return false;
            }
        }
        return true;
    }

    /** These numbers as an array of type {@code dtype} represents them. */
    Grid as(DType dtype) {
        return new Grid(
                shape,
                Arrays.stream(values).map(value -> represent(value, dtype)).toArray());
    }

    private static double represent(double value, DType dtype) {
        if (dtype == DType.BOOL) {
            return value != 0 ? 1 : 0;
        }
        if (dtype == DType.FLOAT32) {
            return (float) value;
        }
        if (dtype == DType.UINT8) {
            return Math.abs((long) value) % 256;
        }
        return dtype.isFloating() ? value : (long) value;
    }

    INDArray toArray(DType dtype) {
        INDArray array = values.length == 0
                ? Nd4j.create(dtype.nd4j(), shape)
                : Nd4j.createFromArray(values).reshape('c', shape).castTo(dtype.nd4j());
        return dtype == DType.BOOL && values.length > 0
                ? Nd4j.createFromArray(values).reshape('c', shape).neq(0)
                : array;
    }

    static Grid from(INDArray array) {
        double[] values = array.isEmpty()
                ? new double[0]
                : Nd4j.create(DataType.DOUBLE, array.shape())
                        .assign(array)
                        .data()
                        .asDouble();
        return new Grid(array.shape().clone(), values);
    }

    @Override
    public String toString() {
        return Shape.of(shape) + Arrays.toString(Arrays.copyOf(values, Math.min(values.length, 12)));
    }
}
