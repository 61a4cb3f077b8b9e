package io.keras4j.ops;

import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Concatenate;
import io.keras4j.ops.array.CumulativeSum;
import io.keras4j.ops.array.Flip;
import io.keras4j.ops.array.Gather;
import io.keras4j.ops.array.GatherGradient;
import io.keras4j.ops.array.Pad;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.array.Split;
import io.keras4j.ops.array.Transpose;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.elementwise.Abs;
import io.keras4j.ops.linalg.MatMul;
import io.keras4j.ops.nn.AveragePool;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionInputGradient;
import io.keras4j.ops.nn.Gru;
import io.keras4j.ops.nn.LogSoftmax;
import io.keras4j.ops.nn.Lstm;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Softmax;
import io.keras4j.ops.nn.Window;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The functions of <a href="https://keras.io/api/ops/">keras.ops</a> on {@link Tensor}s. Operands of different dtypes are cast to the one
 * of {@link DType#result}; a number takes the dtype of the tensor it meets; axes may be negative to count from the last.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(Nd4j.rand(2, 3));
 * Tensor y = Ops.softmax(Ops.matmul(x, w));
 * INDArray probabilities = y.value();
 * }</pre>
 */
public final class Ops {
    private Ops() {}

    // ---- Making tensors

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
        return broadcastTo(scalar(value, dtype), shape);
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
        Tensor diagonal = add(expandDims(arange(rows), 1), k);
        return cast(equal(diagonal, arange(columns)), dtype);
    }

    // ---- Elementwise

    /** -x. */
    public static Tensor negative(Tensor x) {
        return new Negative().apply(x);
    }

    /** |x|. */
    public static Tensor abs(Tensor x) {
        return new Abs().apply(x);
    }

    /** -1, 0 or 1, as x is below, at or above 0. */
    public static Tensor sign(Tensor x) {
        return new Sign().apply(x);
    }

    /** x². */
    public static Tensor square(Tensor x) {
        return new Square().apply(x);
    }

    /** The largest whole number not above x; integers are cast to floating first. */
    public static Tensor floor(Tensor x) {
        return new Floor().apply(floating(x));
    }

    /** The smallest whole number not below x; integers are cast to floating first. */
    public static Tensor ceil(Tensor x) {
        return new Ceil().apply(floating(x));
    }

    /** The nearest whole number, the even one of two. */
    public static Tensor round(Tensor x) {
        return new Round().apply(x);
    }

    /** max(x, 0). */
    public static Tensor relu(Tensor x) {
        return new Relu().apply(x);
    }

    /** √x; integers are cast to floating first. */
    public static Tensor sqrt(Tensor x) {
        return new Sqrt().apply(floating(x));
    }

    /** 1/√x; integers are cast to floating first. */
    public static Tensor rsqrt(Tensor x) {
        return new Rsqrt().apply(floating(x));
    }

    /** 1/x; integers are cast to floating first. */
    public static Tensor reciprocal(Tensor x) {
        return new Reciprocal().apply(floating(x));
    }

    /** eˣ; integers are cast to floating first. */
    public static Tensor exp(Tensor x) {
        return new Exp().apply(floating(x));
    }

    /** eˣ - 1, exact near 0; integers are cast to floating first. */
    public static Tensor expm1(Tensor x) {
        return new Expm1().apply(floating(x));
    }

    /** 2ˣ; integers are cast to floating first. */
    public static Tensor exp2(Tensor x) {
        return exp(multiply(floating(x), Math.log(2)));
    }

    /** The natural logarithm; integers are cast to floating first. */
    public static Tensor log(Tensor x) {
        return new Log().apply(floating(x));
    }

    /** ln(1 + x), exact near 0; integers are cast to floating first. */
    public static Tensor log1p(Tensor x) {
        return new Log1p().apply(floating(x));
    }

    /** The logarithm to base 2; integers are cast to floating first. */
    public static Tensor log2(Tensor x) {
        return divide(log(x), Math.log(2));
    }

    /** The logarithm to base 10; integers are cast to floating first. */
    public static Tensor log10(Tensor x) {
        return divide(log(x), Math.log(10));
    }

    /** sin x, of radians; integers are cast to floating first. */
    public static Tensor sin(Tensor x) {
        return new Sin().apply(floating(x));
    }

    /** cos x, of radians; integers are cast to floating first. */
    public static Tensor cos(Tensor x) {
        return new Cos().apply(floating(x));
    }

    /** tan x, of radians; integers are cast to floating first. */
    public static Tensor tan(Tensor x) {
        return new Tan().apply(floating(x));
    }

    /** arcsin x; integers are cast to floating first. */
    public static Tensor arcsin(Tensor x) {
        return new Asin().apply(floating(x));
    }

    /** arccos x; integers are cast to floating first. */
    public static Tensor arccos(Tensor x) {
        return new Acos().apply(floating(x));
    }

    /** arctan x; integers are cast to floating first. */
    public static Tensor arctan(Tensor x) {
        return new Atan().apply(floating(x));
    }

    /** sinh x; integers are cast to floating first. */
    public static Tensor sinh(Tensor x) {
        return new Sinh().apply(floating(x));
    }

    /** cosh x; integers are cast to floating first. */
    public static Tensor cosh(Tensor x) {
        return new Cosh().apply(floating(x));
    }

    /** tanh x; integers are cast to floating first. */
    public static Tensor tanh(Tensor x) {
        return new Tanh().apply(floating(x));
    }

    /** What {@link #sinh} makes x of; integers are cast to floating first. */
    public static Tensor arcsinh(Tensor x) {
        return new Asinh().apply(floating(x));
    }

    /** What is not negative and {@link #cosh} makes x of; integers are cast to floating first. */
    public static Tensor arccosh(Tensor x) {
        Tensor at = floating(x);
        return log(add(at, multiply(sqrt(subtract(at, 1)), sqrt(add(at, 1)))));
    }

    /** What {@link #tanh} makes x of; integers are cast to floating first. */
    public static Tensor arctanh(Tensor x) {
        Tensor at = floating(x);
        return multiply(subtract(log1p(at), log1p(negative(at))), 0.5);
    }

    /** 1 / (1 + e⁻ˣ); integers are cast to floating first. */
    public static Tensor sigmoid(Tensor x) {
        return new Sigmoid().apply(floating(x));
    }

    /** ln(1 + eˣ); integers are cast to floating first. */
    public static Tensor softplus(Tensor x) {
        return new Softplus().apply(floating(x));
    }

    /** ln(1 / (1 + e⁻ˣ)), which does not underflow; integers are cast to floating first. */
    public static Tensor logSigmoid(Tensor x) {
        return negative(softplus(negative(x)));
    }

    /** The error function; integers are cast to floating first. */
    public static Tensor erf(Tensor x) {
        return new Erf().apply(floating(x));
    }

    /** Whether x is not a number. */
    public static Tensor isnan(Tensor x) {
        return new IsNan().apply(x);
    }

    /** Whether x is infinite. */
    public static Tensor isinf(Tensor x) {
        return new IsInf().apply(x);
    }

    /** Whether x is neither infinite nor not a number. */
    public static Tensor isfinite(Tensor x) {
        return new IsFinite().apply(x);
    }

    /** x, but 0 for what is not a number and the largest and smallest finite numbers for the infinite ones. */
    public static Tensor nanToNum(Tensor x) {
        double largest = x.dtype() == DType.FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE;
        return nanToNum(x, 0, largest, -largest);
    }

    /** x, but {@code nan} for what is not a number, and the other two for infinity and minus infinity. */
    public static Tensor nanToNum(Tensor x, double nan, double posinf, double neginf) {
        Tensor numbers = where(isnan(x), nan, x);
        Tensor below = where(equal(numbers, Double.POSITIVE_INFINITY), posinf, numbers);
        return where(equal(below, Double.NEGATIVE_INFINITY), neginf, below);
    }

    /** Whether a and b differ by at most 10⁻⁸ + 10⁻⁵ · |b|, or are equally infinite. */
    public static Tensor isclose(Tensor a, Tensor b) {
        return isclose(a, b, 1e-5, 1e-8, false);
    }

    /** Whether |a - b| ≤ atol + rtol · |b|, or both are equally infinite, or, if {@code equalNan}, both not numbers. */
    public static Tensor isclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        Tensor x = floating(a);
        Tensor y = floating(b);
        Tensor near = lessEqual(abs(subtract(x, y)), add(multiply(abs(y), rtol), atol));
        Tensor close = logicalOr(logicalAnd(near, isfinite(y)), equal(x, y));
        return equalNan ? logicalOr(close, logicalAnd(isnan(x), isnan(y))) : close;
    }

    /** a + b. */
    public static Tensor add(Tensor a, Tensor b) {
        return binary(new Add(), a, b);
    }

    /** a + b. */
    public static Tensor add(Tensor a, double b) {
        return add(a, like(b, a));
    }

    /** a - b. */
    public static Tensor subtract(Tensor a, Tensor b) {
        return binary(new Subtract(), a, b);
    }

    /** a - b. */
    public static Tensor subtract(Tensor a, double b) {
        return subtract(a, like(b, a));
    }

    /** a - b. */
    public static Tensor subtract(double a, Tensor b) {
        return subtract(like(a, b), b);
    }

    /** a · b. */
    public static Tensor multiply(Tensor a, Tensor b) {
        return binary(new Multiply(), a, b);
    }

    /** a · b. */
    public static Tensor multiply(Tensor a, double b) {
        return multiply(a, like(b, a));
    }

    /** a / b; of integers, a floating result. */
    public static Tensor divide(Tensor a, Tensor b) {
        return binary(new Divide(), floating(a), floating(b));
    }

    /** a / b; of integers, a floating result. */
    public static Tensor divide(Tensor a, double b) {
        return divide(a, like(b, a));
    }

    /** a / b; of integers, a floating result. */
    public static Tensor divide(double a, Tensor b) {
        return divide(like(a, b), b);
    }

    /** a / b, but 0 where b is 0. */
    public static Tensor divideNoNan(Tensor a, Tensor b) {
        Tensor zero = equal(b, 0);
        return where(zero, 0, divide(a, where(zero, 1, b)));
    }

    /** ⌊a / b⌋. */
    public static Tensor floorDivide(Tensor a, Tensor b) {
        return binary(new FloorDivide(), a, b);
    }

    /** ⌊a / b⌋. */
    public static Tensor floorDivide(Tensor a, double b) {
        return floorDivide(a, like(b, a));
    }

    /** The remainder of a / b, with the sign of b. */
    public static Tensor mod(Tensor a, Tensor b) {
        return binary(new Mod(), a, b);
    }

    /** The remainder of a / b, with the sign of b. */
    public static Tensor mod(Tensor a, double b) {
        return mod(a, like(b, a));
    }

    /** aᵇ. */
    public static Tensor power(Tensor a, Tensor b) {
        return binary(new Power(), a, b);
    }

    /** aᵇ. */
    public static Tensor power(Tensor a, double b) {
        return power(a, like(b, a));
    }

    /** aᵇ. */
    public static Tensor power(double a, Tensor b) {
        return power(like(a, b), b);
    }

    /** The larger of a and b. */
    public static Tensor maximum(Tensor a, Tensor b) {
        return binary(new Maximum(), a, b);
    }

    /** The larger of a and b. */
    public static Tensor maximum(Tensor a, double b) {
        return maximum(a, like(b, a));
    }

    /** The smaller of a and b. */
    public static Tensor minimum(Tensor a, Tensor b) {
        return binary(new Minimum(), a, b);
    }

    /** The smaller of a and b. */
    public static Tensor minimum(Tensor a, double b) {
        return minimum(a, like(b, a));
    }

    /** a = b. */
    public static Tensor equal(Tensor a, Tensor b) {
        return binary(new Equal(), a, b);
    }

    /** a = b. */
    public static Tensor equal(Tensor a, double b) {
        return equal(a, like(b, a));
    }

    /** a ≠ b. */
    public static Tensor notEqual(Tensor a, Tensor b) {
        return binary(new NotEqual(), a, b);
    }

    /** a ≠ b. */
    public static Tensor notEqual(Tensor a, double b) {
        return notEqual(a, like(b, a));
    }

    /** a &lt; b. */
    public static Tensor less(Tensor a, Tensor b) {
        return binary(new Less(), a, b);
    }

    /** a &lt; b. */
    public static Tensor less(Tensor a, double b) {
        return less(a, like(b, a));
    }

    /** a ≤ b. */
    public static Tensor lessEqual(Tensor a, Tensor b) {
        return binary(new LessEqual(), a, b);
    }

    /** a ≤ b. */
    public static Tensor lessEqual(Tensor a, double b) {
        return lessEqual(a, like(b, a));
    }

    /** a &gt; b. */
    public static Tensor greater(Tensor a, Tensor b) {
        return binary(new Greater(), a, b);
    }

    /** a &gt; b. */
    public static Tensor greater(Tensor a, double b) {
        return greater(a, like(b, a));
    }

    /** a ≥ b. */
    public static Tensor greaterEqual(Tensor a, Tensor b) {
        return binary(new GreaterEqual(), a, b);
    }

    /** a ≥ b. */
    public static Tensor greaterEqual(Tensor a, double b) {
        return greaterEqual(a, like(b, a));
    }

    /** Whether both are true. */
    public static Tensor logicalAnd(Tensor a, Tensor b) {
        return new LogicalAnd().apply(cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    /** Whether a or b or both are true. */
    public static Tensor logicalOr(Tensor a, Tensor b) {
        return new LogicalOr().apply(cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    /** Whether just one of a and b is true. */
    public static Tensor logicalXor(Tensor a, Tensor b) {
        return new LogicalXor().apply(cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    /** Whether x is false. */
    public static Tensor logicalNot(Tensor x) {
        return new LogicalNot().apply(cast(x, DType.BOOL));
    }

    /** The angle of the point (b, a) with the first axis. */
    public static Tensor arctan2(Tensor a, Tensor b) {
        return binary(new Atan2(), floating(a), floating(b));
    }

    /** x within the limits. */
    public static Tensor clip(Tensor x, double min, double max) {
        return minimum(maximum(x, min), max);
    }

    /** The same numbers with another dtype. */
    public static Tensor cast(Tensor x, DType dtype) {
        return x.dtype() == dtype ? x : new Cast(dtype).apply(x);
    }

    /** The element of {@code a} where {@code condition} is true, else that of {@code b}. */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        DType dtype = DType.result(a.dtype(), b.dtype());
        return new Where().apply(cast(condition, DType.BOOL), cast(a, dtype), cast(b, dtype));
    }

    /** The element of {@code a} where {@code condition} is true, else {@code b}. */
    public static Tensor where(Tensor condition, Tensor a, double b) {
        return where(condition, a, like(b, a));
    }

    /** {@code a} where {@code condition} is true, else the element of {@code b}. */
    public static Tensor where(Tensor condition, double a, Tensor b) {
        return where(condition, like(a, b), b);
    }

    /** x itself, through which no gradient flows. */
    public static Tensor stopGradient(Tensor x) {
        return new StopGradient().apply(x);
    }

    // ---- Reductions

    /** The sum of all elements. */
    public static Tensor sum(Tensor x) {
        return sum(x, allAxes(x), false);
    }

    /** The sum along {@code axis}, which may be negative. */
    public static Tensor sum(Tensor x, int axis) {
        return sum(x, List.of(axis), false);
    }

    /** The sum along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor sum(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Sum(axes(x, axes), keepDims).apply(countable(x));
    }

    /** The mean of all elements. */
    public static Tensor mean(Tensor x) {
        return mean(x, allAxes(x), false);
    }

    /** The mean along {@code axis}, which may be negative. */
    public static Tensor mean(Tensor x, int axis) {
        return mean(x, List.of(axis), false);
    }

    /** The mean along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor mean(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Mean(axes(x, axes), keepDims).apply(floating(x));
    }

    /** The largest element of all elements. */
    public static Tensor max(Tensor x) {
        return max(x, allAxes(x), false);
    }

    /** The largest element along {@code axis}, which may be negative. */
    public static Tensor max(Tensor x, int axis) {
        return max(x, List.of(axis), false);
    }

    /** The largest element along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor max(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Max(axes(x, axes), keepDims).apply(x);
    }

    /** The smallest element of all elements. */
    public static Tensor min(Tensor x) {
        return min(x, allAxes(x), false);
    }

    /** The smallest element along {@code axis}, which may be negative. */
    public static Tensor min(Tensor x, int axis) {
        return min(x, List.of(axis), false);
    }

    /** The smallest element along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor min(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Min(axes(x, axes), keepDims).apply(x);
    }

    /** The product of all elements. */
    public static Tensor prod(Tensor x) {
        return prod(x, allAxes(x), false);
    }

    /** The product along {@code axis}, which may be negative. */
    public static Tensor prod(Tensor x, int axis) {
        return prod(x, List.of(axis), false);
    }

    /** The product along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor prod(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Prod(axes(x, axes), keepDims).apply(countable(x));
    }

    /** Whether all elements are true. */
    public static Tensor all(Tensor x) {
        return all(x, allAxes(x), false);
    }

    /** Whether all elements are true along {@code axis}, which may be negative. */
    public static Tensor all(Tensor x, int axis) {
        return all(x, List.of(axis), false);
    }

    /** Whether all elements are true along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor all(Tensor x, List<Integer> axes, boolean keepDims) {
        return new All(axes(x, axes), keepDims).apply(cast(x, DType.BOOL));
    }

    /** Whether some element is true. */
    public static Tensor any(Tensor x) {
        return any(x, allAxes(x), false);
    }

    /** Whether some element is true along {@code axis}, which may be negative. */
    public static Tensor any(Tensor x, int axis) {
        return any(x, List.of(axis), false);
    }

    /** Whether some element is true along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor any(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Any(axes(x, axes), keepDims).apply(cast(x, DType.BOOL));
    }

    /** The position of the first largest element along {@code axis}, as int32. */
    public static Tensor argmax(Tensor x, int axis) {
        return new ArgMax(x.shape().axis(axis), false).apply(x);
    }

    /** The position of the first largest element along {@code axis}, which with {@code keepDims} stays, with size 1, as int32. */
    public static Tensor argmax(Tensor x, int axis, boolean keepDims) {
        return new ArgMax(x.shape().axis(axis), keepDims).apply(x);
    }

    /** The position of the first largest element in row-major order, as int32. */
    public static Tensor argmax(Tensor x) {
        return argmax(ravel(x), 0);
    }

    /** The position of the first smallest element along {@code axis}, as int32. */
    public static Tensor argmin(Tensor x, int axis) {
        return new ArgMin(x.shape().axis(axis), false).apply(x);
    }

    /** The position of the first smallest element along {@code axis}, which with {@code keepDims} stays, with size 1, as int32. */
    public static Tensor argmin(Tensor x, int axis, boolean keepDims) {
        return new ArgMin(x.shape().axis(axis), keepDims).apply(x);
    }

    /** The position of the first smallest element in row-major order, as int32. */
    public static Tensor argmin(Tensor x) {
        return argmin(ravel(x), 0);
    }

    /** How many elements along {@code axes} are not 0, as int32. */
    public static Tensor countNonzero(Tensor x, List<Integer> axes) {
        return sum(cast(cast(x, DType.BOOL), DType.INT32), axes, false);
    }

    /** The mean along {@code axes}, in which each element counts as much as its weight. */
    public static Tensor average(Tensor x, List<Integer> axes, Tensor weights) {
        Tensor same = broadcastTo(weights, x.shape());
        return divide(sum(multiply(x, same), axes, false), sum(same, axes, false));
    }

    /** The mean squared distance of all elements from their mean. */
    public static Tensor var(Tensor x) {
        return var(x, allAxes(x), false);
    }

    /** The mean squared distance from the mean along {@code axis}. */
    public static Tensor var(Tensor x, int axis) {
        return var(x, List.of(axis), false);
    }

    /** The standard deviation of all elements. */
    public static Tensor std(Tensor x) {
        return std(x, allAxes(x), false);
    }

    /** The standard deviation along {@code axis}. */
    public static Tensor std(Tensor x, int axis) {
        return std(x, List.of(axis), false);
    }

    /** The mean and the variance along {@code axes}. */
    public static List<Tensor> moments(Tensor x, List<Integer> axes, boolean keepDims) {
        return List.of(mean(x, axes, keepDims), var(x, axes, keepDims));
    }

    /** The mean squared distance from the mean along {@code axes}. */
    public static Tensor var(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor floating = floating(x);
        return mean(square(subtract(floating, mean(floating, axes, true))), axes, keepDims);
    }

    /** The standard deviation along {@code axes}. */
    public static Tensor std(Tensor x, List<Integer> axes, boolean keepDims) {
        return sqrt(var(x, axes, keepDims));
    }

    /** ln Σ eˣ along {@code axes}, which does not overflow. */
    public static Tensor logsumexp(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor max = stopGradient(max(x, axes, true));
        Tensor largest = where(isfinite(max), max, 0);
        Tensor kept = add(log(sum(exp(subtract(x, largest)), axes, true)), largest);
        return keepDims ? kept : squeeze(kept, axes);
    }

    /** ln(eᵃ + eᵇ), which does not overflow. */
    public static Tensor logaddexp(Tensor a, Tensor b) {
        return add(maximum(a, b), log1p(exp(negative(abs(subtract(a, b))))));
    }

    /** The Euclidean norm along {@code axes}. */
    public static Tensor norm(Tensor x, List<Integer> axes, boolean keepDims) {
        return sqrt(sum(square(x), axes, keepDims));
    }

    /** x scaled so that the Euclidean norm along {@code axis} is 1; norms below {@link FloatX#epsilon()} count as that. */
    public static Tensor normalize(Tensor x, int axis) {
        return normalize(x, List.of(axis), 2, FloatX.epsilon());
    }

    /**
     * x scaled so that the norm (Σ |x|ᵏ)^(1/k) along {@code axes} is 1.
     *
     * @param order k
     * @param epsilon what smaller norms count as
     */
    public static Tensor normalize(Tensor x, List<Integer> axes, int order, double epsilon) {
        if (order < 1) {
            throw new IllegalArgumentException("normalize: order must be a positive integer, got " + order);
        }
        Tensor at = floating(x);
        if (order == 2) {
            return multiply(at, rsqrt(maximum(sum(square(at), axes, true), epsilon * epsilon)));
        }
        Tensor powers = sum(power(abs(at), order), axes, true);
        return divide(at, maximum(power(powers, 1.0 / order), epsilon));
    }

    /** At each position the sum of the elements along {@code axis} up to and with it. */
    public static Tensor cumsum(Tensor x, int axis) {
        return new CumulativeSum(x.shape().axis(axis), false).apply(x.dtype() == DType.BOOL ? countable(x) : x);
    }

    // ---- Arrangement

    /** The same elements under another shape, of which one size may be -1 and then follows from the others. */
    public static Tensor reshape(Tensor x, Shape shape) {
        return x.shape().equals(shape) && shape.isKnown() ? x : new Reshape(shape).apply(x);
    }

    /** {@link #reshape(Tensor, Shape)} to these sizes. */
    public static Tensor reshape(Tensor x, long... dims) {
        return reshape(x, Shape.of(dims));
    }

    /** All elements in row-major order, as a vector. */
    public static Tensor ravel(Tensor x) {
        return reshape(x, -1);
    }

    /** The tensor whose axis i is axis {@code axes[i]} of x. */
    public static Tensor transpose(Tensor x, int... axes) {
        return new Transpose(IntStream.of(axes).mapToObj(x.shape()::axis).toList()).apply(x);
    }

    /** x with its axes in reverse order. */
    public static Tensor transpose(Tensor x) {
        return transpose(
                x, IntStream.range(0, x.rank()).map(i -> x.rank() - 1 - i).toArray());
    }

    /** x with two axes exchanged. */
    public static Tensor swapaxes(Tensor x, int axis1, int axis2) {
        int[] axes = IntStream.range(0, x.rank()).toArray();
        axes[x.shape().axis(axis1)] = x.shape().axis(axis2);
        axes[x.shape().axis(axis2)] = x.shape().axis(axis1);
        return transpose(x, axes);
    }

    /** x with axis {@code source} at place {@code destination}, and the others in their order. */
    public static Tensor moveaxis(Tensor x, int source, int destination) {
        List<Integer> axes = new ArrayList<>(allAxes(x));
        axes.add(x.shape().axis(destination), axes.remove(x.shape().axis(source)));
        return transpose(x, axes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** x with a further axis of size 1 at {@code axis} of the result. */
    public static Tensor expandDims(Tensor x, int axis) {
        int position = axis < 0 ? axis + x.rank() + 1 : axis;
        Shape shape = x.shape();
        if (position < 0 || position > shape.rank()) {
            throw new IllegalArgumentException(
                    "expand_dims: axis " + axis + " is out of range for shape " + shape + " and one more axis");
        }
        return reshape(x, shape.slice(0, position).append(1).concat(shape.slice(position, shape.rank())));
    }

    /** x without the axes whose sizes are 1. */
    public static Tensor squeeze(Tensor x) {
        return squeeze(
                x, allAxes(x).stream().filter(axis -> x.shape().dim(axis) == 1).toList());
    }

    /** x without {@code axis}, whose size is 1. */
    public static Tensor squeeze(Tensor x, int axis) {
        return squeeze(x, List.of(axis));
    }

    /** x without {@code axes}, whose sizes are 1. */
    public static Tensor squeeze(Tensor x, List<Integer> axes) {
        Shape shape = x.shape();
        List<Integer> ascending = axes(x, axes);
        for (int i = ascending.size() - 1; i >= 0; i--) {
            int axis = ascending.get(i);
            if (shape.dim(axis) != 1 && shape.dim(axis) != Shape.UNKNOWN) {
                throw new IllegalArgumentException(
                        "squeeze: axis " + axis + " of shape " + x.shape() + " does not have size 1");
            }
            shape = shape.drop(axis);
        }
        return reshape(x, shape);
    }

    /** x repeated along axes of size 1, and along new leading axes, to reach {@code shape}. */
    public static Tensor broadcastTo(Tensor x, Shape shape) {
        return x.shape().equals(shape) ? x : new BroadcastTo(shape).apply(x);
    }

    /** x summed over the axes along which {@code shape} would be broadcast to reach its own: what undoes a broadcast in gradients. */
    public static Tensor sumTo(Tensor x, Shape shape) {
        if (x == null || x.shape().equals(shape)) {
            return x;
        }
        int extra = x.rank() - shape.rank();
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (i < extra || shape.dim(i - extra) != x.shape().dim(i)) {
                axes.add(i);
            }
        }
        return reshape(axes.isEmpty() ? x : sum(x, axes, false), shape);
    }

    /** The tensors one after another along {@code axis}. */
    public static Tensor concatenate(List<Tensor> xs, int axis) {
        if (xs.isEmpty()) {
            throw new IllegalArgumentException("concatenate: expected at least one tensor, got none");
        }
        if (xs.size() == 1) {
            return xs.get(0);
        }
        DType dtype = xs.stream().map(Tensor::dtype).reduce(DType::result).orElseThrow();
        Tensor[] same = xs.stream().map(x -> cast(x, dtype)).toArray(Tensor[]::new);
        return new Concatenate(xs.get(0).shape().axis(axis)).apply(same);
    }

    /** The tensors, all of one shape, along a new axis. */
    public static Tensor stack(List<Tensor> xs, int axis) {
        return concatenate(xs.stream().map(x -> expandDims(x, axis)).toList(), axis);
    }

    /** x cut into {@code sections} equal parts along {@code axis}. */
    public static List<Tensor> split(Tensor x, int sections, int axis) {
        return sections == 1 ? List.of(x) : new Split(sections, x.shape().axis(axis)).applyAll(List.of(x));
    }

    /** x cut before each of these positions along {@code axis}. */
    public static List<Tensor> split(Tensor x, List<Long> indices, int axis) {
        List<Tensor> parts = new ArrayList<>();
        long start = 0;
        for (long index : indices) {
            parts.add(slice(x, axis, start, index));
            start = index;
        }
        parts.add(slice(x, axis, start, Slice.END));
        return parts;
    }

    /** The slices of x along {@code axis}, without that axis. */
    public static List<Tensor> unstack(Tensor x, int axis) {
        return split(x, x.shape().intDim(axis), axis).stream()
                .map(part -> squeeze(part, axis))
                .toList();
    }

    /** The elements of x from {@code start} up to but without {@code stop} along {@code axis}, all along the other axes. */
    public static Tensor slice(Tensor x, int axis, long start, long stop) {
        List<Long> starts = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
        List<Long> stops = new ArrayList<>(Collections.nCopies(x.rank(), Slice.END));
        starts.set(x.shape().axis(axis), start);
        stops.set(x.shape().axis(axis), stop);
        return slice(x, starts, stops, Collections.nCopies(x.rank(), 1L));
    }

    /** The elements of x from {@code start}, by {@code step}, up to but without {@code stop}, along every axis. */
    public static Tensor slice(Tensor x, List<Long> start, List<Long> stop, List<Long> step) {
        return new Slice(List.copyOf(start), List.copyOf(stop), List.copyOf(step)).apply(x);
    }

    /** x with {@code before} and {@code after} further elements of {@code value} along each axis. */
    public static Tensor pad(Tensor x, List<Long> before, List<Long> after, double value) {
        return new Pad(List.copyOf(before), List.copyOf(after), value).apply(x);
    }

    /** x with the order of the elements along {@code axis} reversed. */
    public static Tensor flip(Tensor x, int axis) {
        return new Flip(List.of(x.shape().axis(axis))).apply(x);
    }

    /** x with the order of the elements along every axis reversed. */
    public static Tensor flip(Tensor x) {
        return new Flip(allAxes(x)).apply(x);
    }

    /** x with its elements moved by {@code shift} along {@code axis}; what leaves at one end comes in at the other. */
    public static Tensor roll(Tensor x, long shift, int axis) {
        long size = x.shape().dim(axis);
        long moved = size == 0 ? 0 : Math.floorMod(shift, size);
        return moved == 0
                ? x
                : concatenate(List.of(slice(x, axis, size - moved, size), slice(x, axis, 0, size - moved)), axis);
    }

    /** x with its elements moved by {@code shift} in row-major order. */
    public static Tensor roll(Tensor x, long shift) {
        return reshape(roll(ravel(x), shift, 0), x.shape());
    }

    /** x repeated {@code repeats[i]} times along axis i; missing axes, or missing numbers, are added in front as ones. */
    public static Tensor tile(Tensor x, int... repeats) {
        int rank = Math.max(x.rank(), repeats.length);
        Shape apart = Shape.scalar();
        Shape repeated = Shape.scalar();
        Shape tiled = Shape.scalar();
        for (int i = 0; i < rank; i++) {
            int ofX = i - (rank - x.rank());
            int ofRepeats = i - (rank - repeats.length);
            long size = ofX < 0 ? 1 : x.shape().dim(ofX);
            long times = ofRepeats < 0 ? 1 : repeats[ofRepeats];
            apart = apart.append(1).append(size);
            repeated = repeated.append(times).append(size);
            tiled = tiled.append(size == Shape.UNKNOWN ? size : times * size);
        }
        return reshape(broadcastTo(reshape(x, apart), repeated), tiled);
    }

    /** x with each element along {@code axis} {@code repeats} times in a row. */
    public static Tensor repeat(Tensor x, int repeats, int axis) {
        int at = x.shape().axis(axis);
        long size = x.shape().dim(at);
        Tensor apart = expandDims(x, at + 1);
        Tensor repeated = broadcastTo(apart, apart.shape().with(at + 1, repeats));
        return reshape(repeated, x.shape().with(at, size == Shape.UNKNOWN ? size : size * repeats));
    }

    /** The elements of x in row-major order, each {@code repeats} times in a row. */
    public static Tensor repeat(Tensor x, int repeats) {
        return repeat(ravel(x), repeats, 0);
    }

    /** x with zeros above the diagonal of its last two axes. */
    public static Tensor tril(Tensor x) {
        return tril(x, 0);
    }

    /** x with zeros above the diagonal of its last two axes that is {@code k} above the main one. */
    public static Tensor tril(Tensor x, int k) {
        return where(notAbove(x, k), x, 0);
    }

    /** x with zeros below the diagonal of its last two axes. */
    public static Tensor triu(Tensor x) {
        return triu(x, 0);
    }

    /** x with zeros below the diagonal of its last two axes that is {@code k} above the main one. */
    public static Tensor triu(Tensor x, int k) {
        return where(notAbove(x, k - 1), 0, x);
    }

    private static Tensor notAbove(Tensor x, int k) {
        Tensor rows = expandDims(arange(x.shape().dim(-2)), 1);
        return greaterEqual(add(rows, k), arange(x.shape().dim(-1)));
    }

    /** The difference of each element along {@code axis} to the one before. */
    public static Tensor diff(Tensor x, int axis) {
        long size = x.shape().dim(axis);
        return subtract(slice(x, axis, 1, size), slice(x, axis, 0, size - 1));
    }

    /** The slices of x along {@code axis} at the positions {@code indices}. */
    public static Tensor take(Tensor x, Tensor indices, int axis) {
        return new Gather(x.shape().axis(axis)).apply(x, indices);
    }

    /**
     * At each position the element of x whose position along {@code axis} {@code indices} holds; along the other axes it is the same, where
     * sizes of 1 are broadcast.
     */
    public static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis) {
        int along = x.shape().axis(axis);
        Shape shape = Shape.broadcast(x.shape().with(along, 1), indices.shape().with(along, 1));
        Tensor all = broadcastTo(x, shape.with(along, x.shape().dim(along)));
        Tensor positions =
                broadcastTo(indices, shape.with(along, indices.shape().dim(along)));
        Tensor flat = zeros(Shape.scalar(), positions.dtype());
        long stride = 1;
        for (int i = all.rank() - 1; i >= 0; i--) {
            Shape onlyAxis = Shape.of(
                            LongStream.generate(() -> 1).limit(all.rank()).toArray())
                    .with(i, positions.shape().dim(i));
            Tensor at = i == along
                    ? positions
                    : reshape(cast(arange(positions.shape().dim(i)), positions.dtype()), onlyAxis);
            flat = add(flat, multiply(at, stride));
            stride *= all.shape().dim(i);
        }
        return take(ravel(all), flat, 0);
    }

    /** For each integer of x a vector of {@code classes} zeros, but a one at that position; a last axis is added. */
    public static Tensor oneHot(Tensor x, int classes, DType dtype) {
        return cast(equal(expandDims(x, -1), cast(arange(classes), x.dtype())), dtype);
    }

    /** {@link #oneHot(Tensor, int, DType)} as {@link FloatX}. */
    public static Tensor oneHot(Tensor x, int classes) {
        return oneHot(x, classes, FloatX.get());
    }

    /** For each vector of integers along the last axis a vector of {@code classes} zeros, but ones at their positions. */
    public static Tensor multiHot(Tensor x, int classes) {
        return max(oneHot(x, classes), axes(x.rank() - 1), false);
    }

    /** Whether the class that {@code targets} numbers is among the k largest of {@code predictions} (..., classes). */
    public static Tensor inTopK(Tensor targets, Tensor predictions, int k) {
        int classes = predictions.shape().intDim(-1);
        Tensor own = where(oneHot(targets, classes, DType.BOOL), predictions, 0);
        Tensor ofTarget = sum(own, axes(-1), true);
        Tensor better = greater(predictions, where(isnan(ofTarget), Double.NEGATIVE_INFINITY, ofTarget));
        return less(sum(cast(better, DType.INT32), -1), k);
    }

    /** For each id from 0 up to but without {@code count} the sum of the elements of {@code data}, a vector, with that id. */
    public static Tensor segmentSum(Tensor data, Tensor ids, int count) {
        return new GatherGradient(0, Shape.of(count)).apply(ids, data);
    }

    // ---- Linear algebra

    /** The matrix product of the last two axes of a and b, leading ones being broadcast; a or b may be a vector. */
    public static Tensor matmul(Tensor a, Tensor b) {
        if (a.rank() == 1) {
            return squeeze(matmul(expandDims(a, 0), b), b.rank() == 1 ? -1 : -2);
        }
        if (b.rank() == 1) {
            return squeeze(matmul(a, expandDims(b, -1)), -1);
        }
        return matmul(a, b, false, false);
    }

    /** The matrix product, either operand transposed first if asked for. */
    public static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        return binary(new MatMul(transposeA, transposeB), a, b);
    }

    /** The sum of products over the last axis of a and the second to last, or only, of b; a product where one is a single number. */
    public static Tensor dot(Tensor a, Tensor b) {
        if (a.rank() == 0 || b.rank() == 0) {
            return multiply(a, b);
        }
        return tensordot(a, b, axes(-1), axes(b.rank() == 1 ? -1 : -2));
    }

    /** The sum of products over the last {@code count} axes of a and the first of b. */
    public static Tensor tensordot(Tensor a, Tensor b, int count) {
        return tensordot(
                a,
                b,
                IntStream.range(a.rank() - count, a.rank()).boxed().toList(),
                IntStream.range(0, count).boxed().toList());
    }

    /** The sum of products over {@code axesA} of a and {@code axesB} of b; the other axes of a come before those of b. */
    public static Tensor tensordot(Tensor a, Tensor b, List<Integer> axesA, List<Integer> axesB) {
        List<Integer> summedA = axesA.stream().map(a.shape()::axis).toList();
        List<Integer> summedB = axesB.stream().map(b.shape()::axis).toList();
        List<Integer> keptA = without(allAxes(a), summedA);
        List<Integer> keptB = without(allAxes(b), summedB);
        Shape result = sizes(a, keptA).concat(sizes(b, keptB));
        long summed = sizes(a, summedA).size();
        Tensor left = reshape(transposed(a, keptA, summedA), -1, summed);
        Tensor right = reshape(transposed(b, summedB, keptB), summed, -1);
        return reshape(matmul(left, right), result);
    }

    private static List<Integer> without(List<Integer> all, List<Integer> some) {
        return all.stream().filter(axis -> !some.contains(axis)).toList();
    }

    private static Shape sizes(Tensor x, List<Integer> axes) {
        return Shape.of(axes.stream().mapToLong(x.shape()::dim).toArray());
    }

    private static Tensor transposed(Tensor x, List<Integer> first, List<Integer> then) {
        return transpose(
                x,
                IntStream.concat(
                                first.stream().mapToInt(Integer::intValue),
                                then.stream().mapToInt(Integer::intValue))
                        .toArray());
    }

    /**
     * Sums of products in Einstein's notation, such as {@code einsum("bij,bjk->bik", a, b)}: axes with the same letter go together, those
     * that the result lacks are summed over. "..." stands for any number of leading axes, which are broadcast; without "->" the result has
     * the letters that occur once, in alphabetical order. No operand may have a letter twice.
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return new Einsum(equation, List.of(operands)).compute();
    }

    /** The product of each element of a with each of b, in row-major order: a matrix. */
    public static Tensor outer(Tensor a, Tensor b) {
        return multiply(expandDims(ravel(a), 1), ravel(b));
    }

    // ---- Neural networks

    /** eˣ, scaled so that the sum along {@code axis} is 1. */
    public static Tensor softmax(Tensor x, int axis) {
        return new Softmax(x.shape().axis(axis)).apply(floating(x));
    }

    /** {@link #softmax(Tensor, int)} along the last axis. */
    public static Tensor softmax(Tensor x) {
        return softmax(x, -1);
    }

    /** The logarithm of the softmax along {@code axis}. */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return new LogSoftmax(x.shape().axis(axis)).apply(floating(x));
    }

    /** The convolution of x, (batch, spatial..., channels), with a kernel (window..., channels / groups, filters). */
    public static Tensor conv(Tensor x, Tensor kernel, Window window, int groups) {
        return binary(new Convolution(window, groups), x, kernel);
    }

    /**
     * The convolution the other way round: each element of x, (batch, spatial..., channels), spreads over a window of the output, weighted by
     * a kernel (window..., filters, channels).
     *
     * @param outputPadding for each spatial axis the last argument of {@link Window#transposed}, or null
     */
    public static Tensor convTranspose(Tensor x, Tensor kernel, Window window, List<Integer> outputPadding) {
        if (x.rank() != window.rank() + 2 || x.shape().dim(-1) != kernel.shape().dim(-1)) {
            throw new IllegalArgumentException("conv_transpose: a kernel of shape " + kernel.shape()
                    + " does not fit an input of shape " + x.shape());
        }
        Shape shape = x.shape().with(-1, kernel.shape().dim(-2));
        boolean fits = true;
        for (int i = 0; i < window.rank(); i++) {
            long positions = x.shape().dim(i + 1);
            long size = window.transposed(i, positions, outputPadding == null ? null : outputPadding.get(i));
            fits &= window.output(i, size) == positions;
            shape = shape.with(i + 1, size);
        }
        return fits
                ? binary(new ConvolutionInputGradient(window, 1, shape), kernel, x)
                : cutConvTranspose(x, kernel, window, shape);
    }

    /** A transposed convolution cut to {@code shape}, which no convolution would take back to x. */
    private static Tensor cutConvTranspose(Tensor x, Tensor kernel, Window window, Shape shape) {
        Window reach = new Window(window.size(), window.strides(), window.dilation(), Padding.VALID);
        Tensor y = convTranspose(x, kernel, reach, null);
        for (int i = 0; i < window.rank(); i++) {
            long size = shape.dim(i + 1);
            long before = ((x.shape().dim(i + 1) - 1) * window.strides().get(i) + window.span(i) - size) / 2;
            y = slice(y, i + 1, before, before + size);
        }
        return y;
    }

    /** The convolution of each channel of x, (batch, spatial..., channels), for itself: a kernel (window..., channels, multiplier). */
    public static Tensor depthwiseConv(Tensor x, Tensor kernel, Window window) {
        Shape shape = kernel.shape();
        int channels = shape.intDim(-2);
        Tensor grouped = reshape(kernel, shape.slice(0, window.rank()).append(1).append(channels * shape.dim(-1)));
        return conv(x, grouped, window, channels);
    }

    /** A {@link #depthwiseConv(Tensor, Tensor, Window)}, then a convolution with a window of size 1 that mixes the channels. */
    public static Tensor separableConv(Tensor x, Tensor depthwiseKernel, Tensor pointwiseKernel, Window window) {
        List<Integer> ones = Collections.nCopies(window.rank(), 1);
        Tensor y = depthwiseConv(x, depthwiseKernel, window);
        return conv(y, pointwiseKernel, new Window(ones, ones, Padding.VALID), 1);
    }

    /** The largest element in each position of a window over (batch, spatial..., channels). */
    public static Tensor maxPool(Tensor x, Window window) {
        return new MaxPool(window).apply(x);
    }

    /** The mean in each position of a window over (batch, spatial..., channels). */
    public static Tensor averagePool(Tensor x, Window window) {
        return new AveragePool(window).apply(x);
    }

    /**
     * {@link #conv(Tensor, Tensor, Window, int)} with Keras's arguments; the number of groups follows from the kernel.
     *
     * @param dataFormat "channels_last" for inputs of shape (batch, spatial..., channels), "channels_first" for (batch, channels, spatial...)
     */
    public static Tensor conv(
            Tensor inputs,
            Tensor kernel,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(kernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> {
            int groups = (int) (x.shape().dim(-1) / kernel.shape().dim(-2));
            return conv(x, kernel, window, groups);
        });
    }

    /** {@link #convTranspose(Tensor, Tensor, Window, List)} with Keras's arguments; {@code outputPadding} may be null. */
    public static Tensor convTranspose(
            Tensor inputs,
            Tensor kernel,
            List<Integer> strides,
            String padding,
            List<Integer> outputPadding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(kernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> convTranspose(x, kernel, window, outputPadding));
    }

    /** {@link #depthwiseConv(Tensor, Tensor, Window)} with Keras's arguments. */
    public static Tensor depthwiseConv(
            Tensor inputs,
            Tensor kernel,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(kernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> depthwiseConv(x, kernel, window));
    }

    /** {@link #separableConv(Tensor, Tensor, Tensor, Window)} with Keras's arguments. */
    public static Tensor separableConv(
            Tensor inputs,
            Tensor depthwiseKernel,
            Tensor pointwiseKernel,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(depthwiseKernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> separableConv(x, depthwiseKernel, pointwiseKernel, window));
    }

    private static Window window(Tensor kernel, List<Integer> strides, String padding, List<Integer> dilationRate) {
        List<Integer> size = IntStream.range(0, kernel.rank() - 2)
                .mapToObj(kernel.shape()::intDim)
                .toList();
        return new Window(size, strides, dilationRate, Padding.of(padding));
    }

    /** {@link #maxPool(Tensor, Window)} with Keras's arguments, see {@link #conv(Tensor, Tensor, List, String, String, List)}. */
    public static Tensor maxPool(
            Tensor inputs, List<Integer> poolSize, List<Integer> strides, String padding, String dataFormat) {
        Window window = new Window(poolSize, strides, Padding.of(padding));
        return channelsLast(inputs, dataFormat, x -> maxPool(x, window));
    }

    /** {@link #averagePool(Tensor, Window)} with Keras's arguments, see {@link #conv(Tensor, Tensor, List, String, String, List)}. */
    public static Tensor averagePool(
            Tensor inputs, List<Integer> poolSize, List<Integer> strides, String padding, String dataFormat) {
        Window window = new Window(poolSize, strides, Padding.of(padding));
        return channelsLast(inputs, dataFormat, x -> averagePool(x, window));
    }

    private static Tensor channelsLast(Tensor x, String dataFormat, UnaryOperator<Tensor> function) {
        if (dataFormat.equals("channels_last")) {
            return function.apply(x);
        }
        if (dataFormat.equals("channels_first")) {
            return moveaxis(function.apply(moveaxis(x, 1, -1)), -1, 1);
        }
        throw new IllegalArgumentException(
                "data_format: expected \"channels_last\" or \"channels_first\", got \"" + dataFormat + "\"");
    }

    /**
     * (x - mean) / √(variance + ε) · scale + offset, where these have one element for each position along {@code axis}.
     *
     * @param offset null for none
     * @param scale null for none
     */
    public static Tensor batchNormalization(
            Tensor x, Tensor mean, Tensor variance, int axis, Tensor offset, Tensor scale, double epsilon) {
        Shape along = Shape.of(LongStream.generate(() -> 1).limit(x.rank()).toArray())
                .with(axis, x.shape().dim(axis));
        Tensor factor = rsqrt(add(variance, epsilon));
        Tensor all = scale == null ? factor : multiply(factor, scale);
        Tensor y = multiply(subtract(x, reshape(mean, along)), reshape(all, along));
        return offset == null ? y : add(y, reshape(offset, along));
    }

    /**
     * Long short-term memory over x, (batch, steps, channels), with tanh and sigmoid: all steps in one op.
     *
     * @param kernel (channels, 4 · units) for the gates i, f, c, o
     * @param recurrentKernel (units, 4 · units)
     * @param bias (4 · units)
     * @param h the initial output, (batch, units)
     * @param c the initial state, (batch, units)
     * @return h after every step (batch, steps, units), the last h and the last c
     */
    public static List<Tensor> lstm(Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor bias, Tensor h, Tensor c) {
        return new Lstm().applyAll(List.of(x, kernel, recurrentKernel, bias, h, c));
    }

    /**
     * A gated recurrent unit over x, (batch, steps, channels), with tanh and sigmoid and the reset gate applied after the product: all
     * steps in one op.
     *
     * @param kernel (channels, 3 · units) for the gates z, r, h
     * @param recurrentKernel (units, 3 · units)
     * @param bias (2, 3 · units): that of x and that of h
     * @param h the initial output, (batch, units)
     * @return h after every step (batch, steps, units) and the last h
     */
    public static List<Tensor> gru(Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor bias, Tensor h) {
        long units = recurrentKernel.shape().dim(0);
        if (!bias.shape().equals(Shape.of(2, 3 * units))) {
            throw new IllegalArgumentException(
                    "gru: expected the bias to have the shape " + Shape.of(2, 3 * units) + ", got " + bias.shape());
        }
        List<Tensor> ofX = split(slice(bias, 0, 0, 1), List.of(2 * units), 1);
        List<Tensor> ofH = split(slice(bias, 0, 1, 2), List.of(2 * units), 1);
        Tensor four = concatenate(List.of(add(ofX.get(0), ofH.get(0)), ofX.get(1), ofH.get(1)), 1);
        return new Gru().applyAll(List.of(x, kernel, recurrentKernel, reshape(four, 4 * units), h));
    }

    /**
     * (x - mean) / √(variance + ε) · gamma + beta, with the mean and the variance along {@code axes}.
     *
     * @param gamma of the sizes of these axes, or of any shape with as many axes as x to which it can be broadcast; null for none
     * @param beta like gamma
     */
    public static Tensor layerNormalization(Tensor x, Tensor gamma, Tensor beta, List<Integer> axes, double epsilon) {
        Tensor factor = rsqrt(add(var(x, axes, true), epsilon));
        factor = gamma == null ? factor : multiply(factor, alongAxes(gamma, axes, x));
        Tensor y = subtract(multiply(x, factor), multiply(mean(x, axes, true), factor));
        return beta == null ? y : add(y, alongAxes(beta, axes, x));
    }

    /** x / √(mean(x²) + ε) · scale, with the mean along {@code axes}; scale may be null. Half precision is computed in float32. */
    public static Tensor rmsNormalization(Tensor x, Tensor scale, List<Integer> axes, double epsilon) {
        Tensor at = cast(x, DType.result(x.dtype(), DType.FLOAT32));
        Tensor y = multiply(at, rsqrt(add(mean(square(at), axes, true), epsilon)));
        return cast(scale == null ? y : multiply(y, cast(scale, at.dtype())), x.dtype());
    }

    /**
     * For each of T positions of the query the mean of S values, weighted by the softmax of the scaled products of query and keys.
     *
     * @param query (batch, T, heads, size)
     * @param key (batch, S, heads, size), or of fewer heads, each of which serves several of the query
     * @param value like key
     * @param bias added to the scaled products, to whose shape (batch, heads, T, S) it is broadcast; null for none
     * @param mask where a position of the query may attend to a value, broadcast like bias; null for everywhere
     * @param scale what products are multiplied with; null for 1 / √size
     * @param isCausal whether a position may only attend to itself and those before
     */
    public static Tensor dotProductAttention(
            Tensor query, Tensor key, Tensor value, Tensor bias, Tensor mask, Double scale, boolean isCausal) {
        if (query.rank() != 4 || key.rank() != 4 || value.rank() != 4) {
            throw new IllegalArgumentException(
                    "dot_product_attention: expected query, key and value with 4 axes, got shapes " + query.shape()
                            + ", " + key.shape() + " and " + value.shape());
        }
        int heads = query.shape().intDim(2) / key.shape().intDim(2);
        Tensor keys = heads == 1 ? key : repeat(key, heads, 2);
        Tensor values = heads == 1 ? value : repeat(value, heads, 2);
        double factor = scale == null ? 1 / Math.sqrt(query.shape().dim(3)) : scale;
        Tensor logits = multiply(
                cast(einsum("btnh,bsnh->bnts", query, keys), DType.result(query.dtype(), DType.FLOAT32)), factor);
        logits = bias == null ? logits : add(logits, cast(bias, logits.dtype()));
        double excluded = -0.7 * Float.MAX_VALUE;
        logits = mask == null ? logits : where(mask, logits, excluded);
        logits = isCausal ? where(notAbove(logits, 0), logits, excluded) : logits;
        return einsum("bnts,bsnh->btnh", cast(softmax(logits), keys.dtype()), values);
    }

    /** {@code values}, which have the sizes of some axes of x, shaped to meet these; unchanged if they have as many axes as x. */
    public static Tensor alongAxes(Tensor values, List<Integer> axes, Tensor x) {
        List<Integer> positions = axes(x, axes);
        long[] sizes = IntStream.range(0, x.rank())
                .mapToLong(i -> positions.contains(i) ? x.shape().dim(i) : 1)
                .toArray();
        return values.rank() == x.rank() ? values : reshape(values, sizes);
    }

    // ---- Help

    private static Tensor binary(Op op, Tensor a, Tensor b) {
        DType dtype = DType.result(a.dtype(), b.dtype());
        return op.apply(cast(a, dtype), cast(b, dtype));
    }

    /** x, or x cast to int32 when it is bool or a smaller integer, whose sums would soon be too large. */
    private static Tensor countable(Tensor x) {
        boolean small = !x.dtype().isFloating() && x.dtype().bytes() < 4;
        return small ? cast(x, DType.INT32) : x;
    }

    /** x, or x cast to float32 when it is not floating. */
    public static Tensor floating(Tensor x) {
        return x.dtype().isFloating() ? x : cast(x, DType.FLOAT32);
    }

    /** A number as a tensor of the dtype of x; float32 when it is not whole but x is. */
    private static Tensor like(double value, Tensor x) {
        boolean fits = x.dtype().isFloating() || x.dtype().isInteger() && value == Math.rint(value);
        return scalar(value, fits ? x.dtype() : value == Math.rint(value) ? DType.INT32 : DType.FLOAT32);
    }

    private static List<Integer> allAxes(Tensor x) {
        return IntStream.range(0, x.rank()).boxed().toList();
    }

    /** {@code axes}, or all axes of x when that is null. */
    public static List<Integer> axesOrAll(Tensor x, List<Integer> axes) {
        return axes == null ? allAxes(x) : axes;
    }

    /** {@code axes} counted from 0, ascending and without repetition. */
    private static List<Integer> axes(Tensor x, List<Integer> axes) {
        return axes.stream().map(x.shape()::axis).distinct().sorted().toList();
    }

    /** {@link #sum(Tensor, List, boolean)} and its likes take a list; this makes one. */
    public static List<Integer> axes(Integer... axes) {
        return Arrays.asList(axes);
    }
}
