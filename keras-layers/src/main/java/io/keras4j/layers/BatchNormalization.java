package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.ops.array.Transpose;
import io.keras4j.ops.nn.BatchNormalize;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Normalises each channel: γ · (x - mean) / √(variance + ε) + β; <a
 * href="https://keras.io/api/layers/normalization_layers/batch_normalization/">Keras's</a>. In training, mean and variance are those of the
 * batch, and moving averages of them are kept; otherwise, and when the layer is not trainable, the moving averages are used.
 *
 * <p>Input and output: any shape, the channels along {@code axis}. Weights: gamma, beta, moving_mean and moving_variance, each (channels);
 * the last two are not trained by gradients; with renorm also moving_stddev, renorm_mean and renorm_stddev. Elements that the input's mask excludes do not count for mean and variance. Source: Ioffe and
 * Szegedy, Batch Normalization (2015); for {@code renorm} Ioffe, Batch Renormalization (2017).
 *
 * <pre>{@code
 * new Conv2D(32, 3).useBias(false), new BatchNormalization(), new Activation("relu")
 * }</pre>
 */
public final class BatchNormalization extends AffineNormalization<BatchNormalization> {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);
    private final Argument<Double> momentum = argument("momentum", Codecs.number(), 0.99);
    private final Argument<Initializer> movingMeanInitializer =
            argument("moving_mean_initializer", Initializer.KIND.codec(), "zeros");
    private final Argument<Initializer> movingVarianceInitializer =
            argument("moving_variance_initializer", Initializer.KIND.codec(), "ones");
    private final Argument<Boolean> synchronizedBatches = argument("synchronized", Codecs.bool(), false);
    private final Argument<Boolean> renorm = argument("renorm", Codecs.bool(), false);
    private final Argument<Map<String, Object>> renormClipping =
            argument("renorm_clipping", Renormalization.clipping(), null);
    private final Argument<Double> renormMomentum = argument("renorm_momentum", Codecs.number(), 0.99);
    private Variable movingMean;
    private Variable movingVariance;
    private Variable movingStddev;
    private Renormalization renormalization;

    /** To normalise the channels of the last axis. */
    public BatchNormalization() {}

    /** Sets the axis of the channels, which may be negative; -1 by default. */
    public BatchNormalization axis(int value) {
        axis.set(value);
        return this;
    }

    /**
     * Sets Keras's argument synchronized, a word that is taken in Java: whether the statistics in training are those of the batches on all devices;
     * false by default. A model runs on one device here, so this changes nothing but what Keras does with the file.
     */
    public BatchNormalization synchronize(boolean value) {
        synchronizedBatches.set(value);
        return this;
    }

    /** Sets how much of a moving average stays at each step; 0.99 by default. */
    public BatchNormalization momentum(double value) {
        momentum.set(value);
        return this;
    }

    /** Sets the initializer of the moving mean by name; "zeros" by default. */
    public BatchNormalization movingMeanInitializer(String name) {
        movingMeanInitializer.set(name);
        return this;
    }

    /** Sets the initializer of the moving mean. */
    public BatchNormalization movingMeanInitializer(Initializer initializer) {
        movingMeanInitializer.set(initializer);
        return this;
    }

    /** Sets the initializer of the moving variance by name; "ones" by default. */
    public BatchNormalization movingVarianceInitializer(String name) {
        movingVarianceInitializer.set(name);
        return this;
    }

    /** Sets the initializer of the moving variance. */
    public BatchNormalization movingVarianceInitializer(Initializer initializer) {
        movingVarianceInitializer.set(initializer);
        return this;
    }

    /** Sets whether batches are corrected towards moving averages in training too, which helps small batches; false by default. */
    public BatchNormalization renorm(boolean value) {
        renorm.set(value);
        return this;
    }

    /** Sets limits of the corrections of {@link #renorm}: "rmax", "rmin" and "dmax", each of which may be left out. */
    public BatchNormalization renormClipping(Map<String, Double> limits) {
        renormClipping.set(limits);
        return this;
    }

    /** Sets how much stays of the averages that {@link #renorm} corrects towards; 0.99 by default. */
    public BatchNormalization renormMomentum(double value) {
        renormMomentum.set(value);
        return this;
    }

    @Override
    protected void build(Shape input) {
        long channels = input.dim(axis.get());
        inputSpec(new InputSpec().rank(input.rank()).axis(axis.get(), channels));
        Shape shape = Shape.of(channels);
        if (scale()) {
            addGamma(shape);
        }
        if (center()) {
            addBeta(shape);
        }
        movingMean = addStatistic("moving_mean", shape, movingMeanInitializer.get());
        movingVariance = addStatistic("moving_variance", shape, movingVarianceInitializer.get());
        if (renorm.get()) {
            Initializer deviation = Renormalization.squareRoot(movingVarianceInitializer.get());
            movingStddev = addStatistic("moving_stddev", shape, deviation);
            renormalization = new Renormalization(
                    addStatistic("renorm_mean", shape, movingMeanInitializer.get()),
                    addStatistic("renorm_stddev", shape, deviation),
                    renormMomentum.get(),
                    renormClipping.get());
        }
    }

    private Variable addStatistic(String name, Shape shape, Initializer initializer) {
        return addWeight(name, shape, initializer, null, null, false);
    }

    @Override
    protected Tensor call(Tensor input) {
        Tensor mask = input.mask();
        if (mask != null && mask.rank() != input.rank() - 1) {
            throw new IllegalArgumentException("expected a mask of one axis less than the input, got a mask of shape "
                    + mask.shape() + " for an input of shape " + input.shape());
        }
        Tensor x = Ops.cast(input, DType.result(input.dtype(), DType.FLOAT32));
        return Ops.cast(normalize(x, mask), dtypePolicy().compute());
    }

    private Tensor normalize(Tensor x, Tensor mask) {
        Tensor scaling = gamma(x);
        Tensor offset = beta(x);
        if (!training() || !trainable()) {
            Tensor mean = Ops.cast(movingMean.value(), x.dtype());
            return affine(x, mean, Ops.cast(movingVariance.value(), x.dtype()), scaling, offset);
        }
        if (mask == null && renormalization == null) {
            return normalizeBatch(x, scaling, offset);
        }
        List<Integer> axes = otherAxes(x);
        Tensor mean = mask == null ? Ops.mean(x, axes, false) : maskedMean(x, x, mask);
        Tensor distance = Ops.subtract(x, alongAxis(mean, x));
        Tensor variance =
                mask == null ? Ops.mean(Ops.square(distance), axes, false) : maskedMean(Ops.square(distance), x, mask);
        if (renormalization == null) {
            move(movingMean, mean);
            move(movingVariance, variance);
            return affine(x, mean, variance, scaling, offset);
        }
        Tensor stddev = Ops.sqrt(Ops.add(variance, epsilon()));
        Renormalization.Correction correction = renormalization.correct(mean, stddev, epsilon());
        renormalization.update(mean, stddev);
        move(movingMean, mean);
        Tensor deviation = move(movingStddev, stddev);
        movingVariance.assign(
                Ops.cast(Ops.relu(Ops.subtract(Ops.square(deviation), epsilon())), movingVariance.dtype()));
        return affine(x, mean, variance, correction.scaling(scaling), correction.offset(scaling, offset));
    }

    /** By the op for it, which backends are fast at. */
    private Tensor normalizeBatch(Tensor x, Tensor scaling, Tensor offset) {
        int channelAxis = x.shape().axis(axis.get());
        boolean isLast = channelAxis == x.rank() - 1;
        List<Integer> order = new ArrayList<>(otherAxes(x));
        order.add(channelAxis);
        Transpose toLast = new Transpose(order);
        Shape channels = movingMean.shape();
        List<Tensor> outputs = new BatchNormalize(epsilon())
                .applyAll(List.of(
                        isLast ? x : toLast.apply(x),
                        scaling == null ? Ops.ones(channels, x.dtype()) : scaling,
                        offset == null ? Ops.zeros(channels, x.dtype()) : offset));
        move(movingMean, outputs.get(1));
        move(movingVariance, outputs.get(2));
        return isLast ? outputs.get(0) : toLast.inverse().apply(outputs.get(0));
    }

    /** The mean of {@code values} for each channel of x where the mask counts. */
    private Tensor maskedMean(Tensor values, Tensor x, Tensor mask) {
        List<Integer> axes = otherAxes(x);
        Tensor counted = Ops.broadcastTo(Ops.expandDims(mask, -1), x.shape());
        Tensor count = Ops.add(Ops.sum(Ops.cast(counted, x.dtype()), axes, false), FloatX.epsilon());
        return Ops.divide(Ops.sum(Ops.where(counted, values, 0), axes, false), count);
    }

    /** The layer's formula, as one multiplication and one addition per element; γ and β may be null. */
    private Tensor affine(Tensor x, Tensor mean, Tensor variance, Tensor scaling, Tensor offset) {
        Tensor factor = Ops.rsqrt(Ops.add(variance, epsilon()));
        factor = scaling == null ? factor : Ops.multiply(factor, scaling);
        Tensor shift = Ops.negative(Ops.multiply(mean, factor));
        shift = offset == null ? shift : Ops.add(shift, offset);
        return Ops.add(Ops.multiply(x, alongAxis(factor, x)), alongAxis(shift, x));
    }

    /** Moves an average towards {@code value}, and returns where it arrives. */
    private Tensor move(Variable average, Tensor value) {
        Tensor next = Ops.add(Ops.multiply(average.value(), momentum.get()), Ops.multiply(value, 1 - momentum.get()));
        average.assign(Ops.cast(next, average.dtype()));
        return next;
    }

    /** A vector with an element per channel, shaped to meet the channels of x. */
    private Tensor alongAxis(Tensor vector, Tensor x) {
        int after = x.rank() - 1 - x.shape().axis(axis.get());
        long[] sizes = new long[after + 1];
        Arrays.fill(sizes, 1);
        sizes[0] = vector.shape().dim(0);
        return Ops.reshape(vector, sizes);
    }

    private List<Integer> otherAxes(Tensor x) {
        int channelAxis = x.shape().axis(axis.get());
        return IntStream.range(0, x.rank())
                .filter(i -> i != channelAxis)
                .boxed()
                .toList();
    }

    /** Keras lists the initializers of the moving averages among those of γ and β, and all that follows after them. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        List<String> weights = weightKeys();
        moveToEnd(config, List.of(movingMeanInitializer.key(), movingVarianceInitializer.key()));
        moveToEnd(config, weights.subList(2, weights.size()));
        moveToEnd(config, List.of(synchronizedBatches.key(), renorm.key(), renormClipping.key(), renormMomentum.key()));
        return config;
    }
}
