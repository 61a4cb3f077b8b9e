package io.keras4j.ops;

import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** The activation functions among {@link Ops}; {@link io.keras4j.activations} makes them known by name. */
public abstract class ActivationOps extends SortingOps {
    ActivationOps() {}

    /** x above 0 and eˣ - 1 below. */
    public static Tensor elu(Tensor x) {
        return elu(x, 1);
    }

    /** x above 0 and α · (eˣ - 1) below. */
    public static Tensor elu(Tensor x, double alpha) {
        Tensor below = multiply(expm1(minimum(x, 0)), alpha);
        return where(greater(x, 0), x, below);
    }

    /** x above 0 and eˣ - 1 below. */
    public static Tensor celu(Tensor x) {
        return celu(x, 1);
    }

    /** x above 0 and α · (e^(x / α) - 1) below, whose derivative is continuous. */
    public static Tensor celu(Tensor x, double alpha) {
        Tensor below = multiply(expm1(divide(minimum(x, 0), alpha)), alpha);
        return where(greater(x, 0), x, below);
    }

    /** 1.0507 times the {@link #elu(Tensor, double)} of x with α = 1.6733, which keeps mean and variance. */
    public static Tensor selu(Tensor x) {
        return multiply(elu(x, 1.6732632423543772), 1.0507009873554805);
    }

    /** The approximation of {@link #gelu(Tensor, boolean)}. */
    public static Tensor gelu(Tensor x) {
        return gelu(x, true);
    }

    /**
     * x times the probability that a normal variable is at most x, x · (1 + erf(x / √2)) / 2, or its approximation x · (1 + tanh(√(2/π) ·
     * (x + 0.044715 x³))) / 2.
     */
    public static Tensor gelu(Tensor x, boolean approximate) {
        Tensor inner = approximate
                ? tanh(multiply(add(x, multiply(power(x, 3), 0.044715)), Math.sqrt(2 / Math.PI)))
                : erf(multiply(x, Math.sqrt(0.5)));
        return multiply(multiply(x, 0.5), add(inner, 1));
    }

    /** a · sigmoid(b) of the two halves a and b of the last axis of x. */
    public static Tensor glu(Tensor x) {
        return glu(x, -1);
    }

    /** a · sigmoid(b) of the two halves a and b of x along {@code axis}, whose size must be even and is halved. */
    public static Tensor glu(Tensor x, int axis) {
        if (x.shape().dim(axis) % 2 != 0) {
            throw new IllegalArgumentException("glu: axis " + axis + " must have an even size, got shape " + x.shape());
        }
        List<Tensor> halves = split(x, 2, axis);
        return multiply(halves.get(0), sigmoid(halves.get(1)));
    }

    /** x, but 0 where |x| is at most 0.5. */
    public static Tensor hardShrink(Tensor x) {
        return hardShrink(x, 0.5);
    }

    /** x, but 0 where |x| is at most {@code threshold}. */
    public static Tensor hardShrink(Tensor x, double threshold) {
        return where(greater(abs(x), threshold), x, 0);
    }

    /** x / 6 + 1/2 limited to 0 and 1. */
    public static Tensor hardSigmoid(Tensor x) {
        return divide(minimum(relu(add(x, 3)), 6), 6);
    }

    /** x times the {@link #hardSigmoid} of x. */
    public static Tensor hardSilu(Tensor x) {
        return multiply(x, hardSigmoid(x));
    }

    /** Another name of {@link #hardSilu}. */
    public static Tensor hardSwish(Tensor x) {
        return hardSilu(x);
    }

    /** x limited to -1 and 1. */
    public static Tensor hardTanh(Tensor x) {
        return clip(x, -1, 1);
    }

    /** x above 0 and 0.2 · x below. */
    public static Tensor leakyRelu(Tensor x) {
        return leakyRelu(x, 0.2);
    }

    /** x above 0 and {@code negativeSlope} · x below. */
    public static Tensor leakyRelu(Tensor x, double negativeSlope) {
        return where(greaterEqual(x, 0), x, multiply(x, negativeSlope));
    }

    /** x limited to 0 and 6. */
    public static Tensor relu6(Tensor x) {
        return minimum(relu(x), 6);
    }

    /** x / (1 + e⁻ˣ). */
    public static Tensor silu(Tensor x) {
        return multiply(x, sigmoid(x));
    }

    /** Another name of {@link #silu}. */
    public static Tensor swish(Tensor x) {
        return silu(x);
    }

    /** x moved by 0.5 towards 0, which it does not pass. */
    public static Tensor softShrink(Tensor x) {
        return softShrink(x, 0.5);
    }

    /** x moved by {@code threshold} towards 0, which it does not pass. */
    public static Tensor softShrink(Tensor x, double threshold) {
        Tensor above = relu(subtract(x, threshold));
        return subtract(above, relu(negative(add(x, threshold))));
    }

    /** x / (1 + |x|). */
    public static Tensor softsign(Tensor x) {
        return divide(x, add(abs(x), 1));
    }

    /** 0 up to -1, x from 1 on, and (x + 1)² / 4 in between. */
    public static Tensor sparsePlus(Tensor x) {
        Tensor middle = multiply(square(add(clip(x, -1, 1), 1)), 0.25);
        return where(lessEqual(x, 1), middle, x);
    }

    /** (x + 1) / 2 limited to 0 and 1. */
    public static Tensor sparseSigmoid(Tensor x) {
        return multiply(add(clip(x, -1, 1), 1), 0.5);
    }

    /** {@link #sparsemax(Tensor, int)} along the last axis. */
    public static Tensor sparsemax(Tensor x) {
        return sparsemax(x, -1);
    }

    /**
     * The nearest probabilities to x along {@code axis}, many of which are 0: max(x - τ, 0), where τ makes the sum 1. Over the support, those
     * elements z of x for which 1 + k·z exceeds the sum of the k elements not below z, τ is (the sum - 1) / (the number).
     */
    public static Tensor sparsemax(Tensor x, int axis) {
        int position = x.shape().axis(axis);
        // a further axis after it, along which every element meets every other
        int[] order = IntStream.range(0, x.rank() + 1)
                .map(i -> i == position ? x.rank() : i == x.rank() ? position : i)
                .toArray();
        Tensor element = expandDims(x, -1);
        Tensor other = transpose(element, order);
        Tensor notBelow = cast(greaterEqual(other, element), x.dtype());
        Tensor count = sum(notBelow, -1);
        Tensor total = sum(multiply(notBelow, other), -1);
        Tensor support = cast(greater(add(multiply(count, x), 1), total), x.dtype());
        List<Integer> axes = List.of(position);
        Tensor tau = divide(subtract(sum(multiply(support, x), axes, true), 1), sum(support, axes, true));
        return relu(subtract(x, tau));
    }

    /** (x + √(x² + 4)) / 2. */
    public static Tensor squareplus(Tensor x) {
        return squareplus(x, 4);
    }

    /** (x + √(x² + b)) / 2. */
    public static Tensor squareplus(Tensor x, double b) {
        return multiply(add(x, sqrt(add(square(x), b))), 0.5);
    }

    /** x - tanh x. */
    public static Tensor tanhShrink(Tensor x) {
        return subtract(x, tanh(x));
    }

    /** x where it is above {@code threshold}, else {@code defaultValue}. */
    public static Tensor threshold(Tensor x, double threshold, double defaultValue) {
        return where(greater(x, threshold), x, defaultValue);
    }
}
