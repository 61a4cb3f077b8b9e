package io.keras4j.ops;

import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.function.DoubleUnaryOperator;
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
        return numbers(start, step, count, dtype);
    }

    private static Tensor numbers(double start, double step, int count, DType dtype) {
        if (count == 0) { // ND4J would make that a scalar without an element
            return zeros(Shape.of(0), dtype);
        }
        return Executor.current().constant(new TensorSpec(Shape.of(count), dtype), () -> {
            double[] numbers =
                    IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray();
            return Nd4j.createFromArray(numbers).castTo(dtype.nd4j());
        });
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
        return numbers(start, step, count, dtype);
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

    /** Zeros: nothing here is left uninitialized. */
    public static Tensor empty(Shape shape, DType dtype) {
        return zeros(shape, dtype);
    }

    /** {@link #empty} of the shape and dtype of {@code x}. */
    public static Tensor emptyLike(Tensor x) {
        return zerosLike(x);
    }

    /** A square matrix of zeros, but ones on the diagonal. */
    public static Tensor identity(int size) {
        return eye(size);
    }

    /** A square matrix of zeros, but ones on the diagonal. */
    public static Tensor identity(int size, DType dtype) {
        return eye(size, size, 0, dtype);
    }

    /** A square matrix of ones on and below the diagonal and zeros above. */
    public static Tensor tri(int size) {
        return tri(size, size, 0, FloatX.get());
    }

    /** A matrix of ones on and below the diagonal that is {@code k} above the main one, and zeros above. */
    public static Tensor tri(int rows, int columns, int k, DType dtype) {
        Tensor diagonal = Ops.add(Ops.expandDims(arange(rows), 1), k);
        return Ops.cast(Ops.greaterEqual(diagonal, arange(columns)), dtype);
    }

    /** {@code count} numbers from {@code base} to the power {@code start} to that to the power {@code stop}, each the same times the one before. */
    public static Tensor logspace(double start, double stop, int count) {
        return logspace(start, stop, count, true, 10, FloatX.get());
    }

    /** {@code base} to the power of the numbers of {@link #linspace(double, double, int, boolean, DType)}. */
    public static Tensor logspace(double start, double stop, int count, boolean endpoint, double base, DType dtype) {
        return Ops.cast(Ops.power(base, linspace(start, stop, count, endpoint, DType.FLOAT64)), dtype);
    }

    /** {@code count} numbers from {@code start} to {@code stop}, each the same times the one before. */
    public static Tensor geomspace(double start, double stop, int count) {
        return geomspace(start, stop, count, true, FloatX.get());
    }

    /** {@code count} numbers from {@code start}, each the same times the one before; {@code stop} would be one more unless it is the last. */
    public static Tensor geomspace(double start, double stop, int count, boolean endpoint, DType dtype) {
        if (start == 0 || start * stop < 0 || stop == 0) {
            throw new IllegalArgumentException(
                    "geomspace: expected two numbers of one sign, got " + start + " and " + stop);
        }
        double logarithm = Math.log(stop / start);
        return Ops.cast(Ops.multiply(Ops.exp(linspace(0, logarithm, count, endpoint, DType.FLOAT64)), start), dtype);
    }

    /** A window of {@code size} numbers that rises evenly from 0 to the middle and falls again. */
    public static Tensor bartlett(int size) {
        return window(size, at -> 1 - Math.abs(2 * at - 1));
    }

    /** Blackman's window of {@code size} numbers, 0.42 - 0.5 cos + 0.08 cos of twice the angle. */
    public static Tensor blackman(int size) {
        return window(size, at -> 0.42 - 0.5 * Math.cos(2 * Math.PI * at) + 0.08 * Math.cos(4 * Math.PI * at));
    }

    /** Hamming's window of {@code size} numbers, 0.54 - 0.46 cos. */
    public static Tensor hamming(int size) {
        return window(size, at -> 0.54 - 0.46 * Math.cos(2 * Math.PI * at));
    }

    /** Von Hann's window of {@code size} numbers, 0.5 - 0.5 cos. */
    public static Tensor hanning(int size) {
        return window(size, at -> 0.5 - 0.5 * Math.cos(2 * Math.PI * at));
    }

    /** Kaiser's window of {@code size} numbers, I₀(β √(1 - d²)) / I₀(β), where d goes from -1 to 1. */
    public static Tensor kaiser(int size, double beta) {
        BesselI bessel = new BesselI(0);
        return window(size, at -> bessel.of(2 * beta * Math.sqrt(at * (1 - at))) / bessel.of(beta));
    }

    /** A function at {@code size} equally distant places from 0 to 1; a window of one number is 1. */
    private static Tensor window(int size, DoubleUnaryOperator function) {
        double[] numbers = IntStream.range(0, size)
                .mapToDouble(i -> size == 1 ? 1 : function.applyAsDouble((double) i / (size - 1)))
                .toArray();
        return constant(Nd4j.createFromArray(numbers).castTo(FloatX.get().nd4j()));
    }

    /** A tensor with the elements of {@code array}: another name of {@link #constant}. */
    public static Tensor array(INDArray array) {
        return constant(array);
    }

    /** {@link #array(INDArray)}, cast to {@code dtype}. */
    public static Tensor array(INDArray array, DType dtype) {
        return Ops.cast(constant(array), dtype);
    }

    /** A tensor with the elements of {@code array}: another name of {@link #constant}. */
    public static Tensor convertToTensor(INDArray array) {
        return constant(array);
    }

    /** {@link #convertToTensor(INDArray)}, cast to {@code dtype}. */
    public static Tensor convertToTensor(INDArray array, DType dtype) {
        return Ops.cast(constant(array), dtype);
    }

    /** The elements of x, which has them when ops run eagerly: {@link Tensor#value()}. */
    public static INDArray convertToNumpy(Tensor x) {
        return x.value();
    }

    /** Another tensor with the elements of x. */
    public static Tensor copy(Tensor x) {
        return new Identity().apply(x);
    }
}
