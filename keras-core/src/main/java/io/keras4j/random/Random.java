package io.keras4j.random;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.DropoutMask;
import io.keras4j.ops.random.RandomBinomial;
import io.keras4j.ops.random.RandomGamma;
import io.keras4j.ops.random.RandomNormal;
import io.keras4j.ops.random.RandomPermutation;
import io.keras4j.ops.random.RandomTruncatedNormal;
import io.keras4j.ops.random.RandomUniform;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of <a href="https://keras.io/api/random/random_ops/">keras.random</a>. Each draws with a {@link SeedGenerator}, so twice the
 * same call gives different numbers, and with the same seed a program gives the same ones again. Without a generator, or with null for it,
 * the one of the whole program is used, which {@link io.keras4j.Keras#setRandomSeed} starts anew.
 *
 * <pre>{@code
 * Tensor noise = Random.normal(Shape.of(32, 10));
 * Tensor same = Random.normal(Shape.of(32, 10), 0, 1, DType.FLOAT32, new SeedGenerator(1337));
 * }</pre>
 */
public final class Random {
    private Random() {}

    /** Numbers from 0 up to, but without, 1, all equally likely. */
    public static Tensor uniform(Shape shape) {
        return uniform(shape, 0, 1);
    }

    /** Numbers from {@code minval} to {@code maxval}, all equally likely. */
    public static Tensor uniform(Shape shape, double minval, double maxval) {
        return uniform(shape, minval, maxval, FloatX.get(), null);
    }

    /** {@link #uniform(Shape, double, double)} of a floating {@code dtype}. */
    public static Tensor uniform(Shape shape, double minval, double maxval, DType dtype, SeedGenerator seed) {
        return shifted("uniform", new RandomUniform(shape, dtype), maxval - minval, minval, dtype, seed);
    }

    /** Normally distributed numbers of mean 0 and standard deviation 1. */
    public static Tensor normal(Shape shape) {
        return normal(shape, 0, 1);
    }

    /** Normally distributed numbers. */
    public static Tensor normal(Shape shape, double mean, double stddev) {
        return normal(shape, mean, stddev, FloatX.get(), null);
    }

    /** {@link #normal(Shape, double, double)} of a floating {@code dtype}. */
    public static Tensor normal(Shape shape, double mean, double stddev, DType dtype, SeedGenerator seed) {
        return shifted("normal", new RandomNormal(shape, dtype), stddev, mean, dtype, seed);
    }

    /** Normally distributed numbers of mean 0 and standard deviation 1, without those beyond ±2. */
    public static Tensor truncatedNormal(Shape shape) {
        return truncatedNormal(shape, 0, 1);
    }

    /** Normally distributed numbers, without those that are more than two standard deviations from the mean. */
    public static Tensor truncatedNormal(Shape shape, double mean, double stddev) {
        return truncatedNormal(shape, mean, stddev, FloatX.get(), null);
    }

    /** {@link #truncatedNormal(Shape, double, double)} of a floating {@code dtype}. */
    public static Tensor truncatedNormal(Shape shape, double mean, double stddev, DType dtype, SeedGenerator seed) {
        return shifted("truncated_normal", new RandomTruncatedNormal(shape, dtype), stddev, mean, dtype, seed);
    }

    /** 1 with probability {@code p}, else 0. */
    public static Tensor bernoulli(Shape shape, double p) {
        return bernoulli(shape, p, FloatX.get(), null);
    }

    /** {@link #bernoulli(Shape, double)} of any {@code dtype}. */
    public static Tensor bernoulli(Shape shape, double p, DType dtype, SeedGenerator seed) {
        checkProbability("bernoulli: p", p);
        return Ops.cast(Ops.less(uniform(shape, 0, 1, DType.FLOAT32, seed), p), dtype);
    }

    /** Whole numbers from {@code minval} up to, but without, {@code maxval}, all equally likely, as int32. */
    public static Tensor randint(Shape shape, long minval, long maxval) {
        return randint(shape, minval, maxval, DType.INT32, null);
    }

    /** {@link #randint(Shape, long, long)} of an integer {@code dtype}. */
    public static Tensor randint(Shape shape, long minval, long maxval, DType dtype, SeedGenerator seed) {
        if (!dtype.isInteger()) {
            throw new IllegalArgumentException("randint: expected an integer dtype, got " + dtype);
        }
        if (maxval <= minval) {
            throw new IllegalArgumentException(
                    "randint: expected maxval to be above minval " + minval + ", got " + maxval);
        }
        Tensor numbers = uniform(shape, 0, 1, DType.FLOAT64, seed);
        return Ops.cast(Ops.add(Ops.floor(Ops.multiply(numbers, (double) (maxval - minval))), minval), dtype);
    }

    /** {@link #categorical(Tensor, int, DType, SeedGenerator)} as int32. */
    public static Tensor categorical(Tensor logits, int numSamples) {
        return categorical(logits, numSamples, DType.INT32, null);
    }

    /**
     * Classes that are drawn with the probabilities of the {@link Ops#softmax} of {@code logits}: of shape (batch, numSamples) for logits of
     * shape (batch, classes). The class with the largest logit plus noise is taken, where the noise is -ln(-ln u) of uniform u: the Gumbel trick.
     */
    public static Tensor categorical(Tensor logits, int numSamples, DType dtype, SeedGenerator seed) {
        if (logits.rank() != 2) {
            throw new IllegalArgumentException(
                    "categorical: expected logits of shape (batch, classes), got " + logits.shape());
        }
        Shape shape = Shape.of(logits.shape().dim(0), numSamples, logits.shape().dim(1));
        Tensor numbers = uniform(shape, 0, 1, DType.FLOAT64, seed);
        Tensor noise = Ops.negative(Ops.log(Ops.negative(Ops.log(numbers))));
        return Ops.cast(Ops.argmax(Ops.add(Ops.expandDims(logits, 1), noise), -1), dtype);
    }

    /** {@code x} with its elements along the first axis in random order. */
    public static Tensor shuffle(Tensor x) {
        return shuffle(x, 0, null);
    }

    /** {@code x} with its elements along {@code axis} in random order. */
    public static Tensor shuffle(Tensor x, int axis, SeedGenerator seed) {
        return Ops.take(x, draw(new RandomPermutation(x.shape().dim(axis)), seed), axis);
    }

    /** {@code x} with elements set to 0 with probability {@code rate} and the others divided by 1 - rate. */
    public static Tensor dropout(Tensor x, double rate) {
        return dropout(x, rate, null, null);
    }

    /**
     * {@link #dropout(Tensor, double)} where elements along axes that have size 1 in {@code noiseShape} share their fate.
     *
     * @param noiseShape null for that of x
     */
    public static Tensor dropout(Tensor x, double rate, Shape noiseShape, SeedGenerator seed) {
        checkProbability("dropout: rate", rate);
        Shape shape = noiseShape == null ? x.shape() : noiseShape;
        return rate == 0 ? x : Ops.multiply(x, draw(new DropoutMask(rate, shape, x.dtype()), seed));
    }

    /** {@link #gamma(Shape, Tensor, DType, SeedGenerator)} with one α for all. */
    public static Tensor gamma(Shape shape, double alpha) {
        return gamma(shape, Ops.scalar(alpha, FloatX.get()), FloatX.get(), null);
    }

    /** Numbers of gamma distributions with shapes {@code alpha}, which are broadcast to {@code shape}, and scale 1. */
    public static Tensor gamma(Shape shape, Tensor alpha, DType dtype, SeedGenerator seed) {
        checkFloating("gamma", dtype);
        return draw(new RandomGamma(shape, dtype), seed, parameter(alpha, shape));
    }

    /** {@link #beta(Shape, Tensor, Tensor, DType, SeedGenerator)} with one α and one β for all. */
    public static Tensor beta(Shape shape, double alpha, double beta) {
        return beta(shape, Ops.scalar(alpha, FloatX.get()), Ops.scalar(beta, FloatX.get()), FloatX.get(), null);
    }

    /** Numbers of beta distributions with parameters that are broadcast to {@code shape}: a / (a + b) of gamma distributed a and b. */
    public static Tensor beta(Shape shape, Tensor alpha, Tensor beta, DType dtype, SeedGenerator seed) {
        checkFloating("beta", dtype);
        // with small parameters both may be too small for a number
        Tensor a = Ops.maximum(gamma(shape, alpha, DType.FLOAT64, seed), Double.MIN_NORMAL);
        Tensor b = Ops.maximum(gamma(shape, beta, DType.FLOAT64, seed), Double.MIN_NORMAL);
        return Ops.cast(Ops.divide(a, Ops.add(a, b)), dtype);
    }

    /** {@link #binomial(Shape, Tensor, Tensor, DType, SeedGenerator)} with one number of trials and one probability for all. */
    public static Tensor binomial(Shape shape, double counts, double probability) {
        return binomial(
                shape, Ops.scalar(counts, FloatX.get()), Ops.scalar(probability, FloatX.get()), FloatX.get(), null);
    }

    /** How many of {@code counts} trials succeed, each with a probability; both are broadcast to {@code shape}. */
    public static Tensor binomial(Shape shape, Tensor counts, Tensor probabilities, DType dtype, SeedGenerator seed) {
        checkFloating("binomial", dtype);
        return draw(new RandomBinomial(shape, dtype), seed, parameter(counts, shape), parameter(probabilities, shape));
    }

    private static Tensor parameter(Tensor x, Shape shape) {
        return Ops.broadcastTo(Ops.cast(x, DType.FLOAT64), shape);
    }

    private static Tensor draw(Op op, SeedGenerator seed, Tensor... parameters) {
        List<Tensor> inputs = new ArrayList<>();
        inputs.add((seed == null ? RandomSeed.generator() : seed).next());
        inputs.addAll(List.of(parameters));
        return op.applyAll(inputs).get(0);
    }

    private static void checkFloating(String name, DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException(name + ": expected a floating dtype, got " + dtype);
        }
    }

    private static Tensor shifted(String name, Op op, double factor, double offset, DType dtype, SeedGenerator seed) {
        checkFloating(name, dtype);
        Tensor numbers = draw(op, seed);
        Tensor scaled = factor == 1 ? numbers : Ops.multiply(numbers, factor);
        return offset == 0 ? scaled : Ops.add(scaled, offset);
    }

    private static void checkProbability(String what, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(what + ": expected a probability from 0 to 1, got " + p);
        }
    }
}
