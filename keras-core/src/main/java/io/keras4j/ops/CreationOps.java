package io.keras4j.ops;

import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The functions of {@link Ops} that make tensors. */
public abstract class CreationOps extends Operands {
    CreationOps() {}

    /** A tensor with the elements of {@code array}. */
    public static Tensor constant(INDArray array) {
        return Executor.current().constant(array);
    }

    /** A single number. */
    public static Tensor scalar(double value, DType dtype) {
        return constant(Nd4j.scalar(dtype.nd4j(), value));
    }

    /** Zeros. */
    public static Tensor zeros(Shape shape, DType dtype) {
        return full(shape, 0, dtype);
    }

    /** Ones. */
    public static Tensor ones(Shape shape, DType dtype) {
        return full(shape, 1, dtype);
    }

    /** A tensor whose elements all are {@code value}. */
    public static Tensor full(Shape shape, double value, DType dtype) {
        return Ops.broadcastTo(scalar(value, dtype), shape);
    }

    /** Zeros of the shape and dtype of {@code x}. */
    public static Tensor zerosLike(Tensor x) {
        return zeros(x.shape(), x.dtype());
    }

    /** Ones of the shape and dtype of {@code x}. */
    public static Tensor onesLike(Tensor x) {
        return ones(x.shape(), x.dtype());
    }

    /** The numbers from {@code start}, by {@code step}, up to but without {@code stop}. */
    public static Tensor arange(double start, double stop, double step, DType dtype) {
        int count = (int) Math.max(0, Math.ceil((stop - start) / step));
        double[] numbers =
                IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray();
        return constant(Nd4j.createFromArray(numbers).castTo(dtype.nd4j()));
    }

    /** 0, 1, ... up to but without {@code stop}, as int32. */
    public static Tensor arange(long stop) {
        return arange(0, stop, 1, DType.INT32);
    }

    /** A tensor of the shape and dtype of {@code x} whose elements all are {@code value}. */
    public static Tensor fullLike(Tensor x, double value) {
        return full(x.shape(), value, x.dtype());
    }

    /** {@code count} numbers at equal distances, the first {@code start} and the last {@code stop}, as float32. */
    public static Tensor linspace(double start, double stop, int count) {
        return linspace(start, stop, count, true, FloatX.get());
    }

    /** {@code count} numbers at equal distances from {@code start}; {@code stop} would be one more unless it is to be the last. */
    public static Tensor linspace(double start, double stop, int count, boolean endpoint, DType dtype) {
        double step = (stop - start) / (endpoint ? Math.max(1, count - 1) : count);
        double[] numbers =
                IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray();
        return constant(Nd4j.createFromArray(numbers).castTo(dtype.nd4j()));
    }

    /** A matrix of zeros, but ones on the diagonal. */
    public static Tensor eye(int size) {
        return eye(size, size, 0, FloatX.get());
    }

    /** A matrix of zeros, but ones on the diagonal that is {@code k} above the main one. */
    public static Tensor eye(int rows, int columns, int k, DType dtype) {
        Tensor diagonal = Ops.add(Ops.expandDims(arange(rows), 1), k);
        return Ops.cast(Ops.equal(diagonal, arange(columns)), dtype);
    }
}
