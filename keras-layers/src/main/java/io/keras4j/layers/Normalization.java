package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Ones;
import io.keras4j.initializers.Zeros;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shifts and scales each feature to mean 0 and variance 1: (x - mean) / √variance; <a
 * href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">Keras's</a>. Mean and variance are given, or learned from
 * data by {@link #adapt} before training.
 *
 * <p>Input: any shape, of any dtype. Output: the same shape, floating. Weights, unless mean and variance are given: mean and variance, of the
 * sizes of {@code axis}, and count, a number that old files hold; none is trained by gradients.
 *
 * <pre>{@code
 * Normalization normalization = new Normalization();
 * normalization.adapt(trainX);
 * var model = new Sequential(Input.of(13), normalization, new Dense(64).activation("relu"), new Dense(1));
 * }</pre>
 */
public final class Normalization extends FluentLayer<Normalization> {
    private final Argument<List<Integer>> axis = argument(
            "axis",
            Codecs.of(
                    value -> value == null ? List.of() : Codecs.axes().decode(value),
                    axes -> new ArrayList<Object>(axes)),
            -1);
    private final Argument<Boolean> invert = argument("invert", Codecs.bool(), false);
    private final Argument<INDArray> mean = argument("mean", Numbers.codec().optional(), null);
    private final Argument<INDArray> variance =
            argument("variance", Numbers.codec().optional(), null);
    private Variable adaptedMean;
    private Variable adaptedVariance;

    /** With a mean and a variance for each position along the last axis, to be adapted. */
    public Normalization() {}

    /** With this mean and this variance of everything. */
    public Normalization(double mean, double variance) {
        this(Nd4j.scalar(mean), Nd4j.scalar(variance));
    }

    /** With these means and variances, for the last of the positions along {@code axis}. */
    public Normalization(INDArray mean, INDArray variance) {
        this.mean.set(mean);
        this.variance.set(variance);
    }

    /** Sets the axes along which each position has its own mean and variance; the last by default, null for none. */
    public Normalization axis(Integer... axes) {
        axis.set(axes == null ? null : List.of(axes));
        return this;
    }

    /** Sets whether to do the opposite, x · √variance + mean; false by default. */
    public Normalization invert(boolean value) {
        invert.set(value);
        return this;
    }

    /** Takes mean and variance from {@code data}, whose first axis is that of the samples. */
    public void adapt(INDArray data) {
        adapt(List.of(data));
    }

    /**
     * Takes mean and variance from all of {@code batches} together.
     *
     * @throws IllegalArgumentException when there is none, or their shapes do not fit
     * @throws IllegalStateException when mean and variance were given
     */
    public void adapt(Iterable<INDArray> batches) {
        if (mean.get() != null) {
            throw new IllegalStateException(label() + ": mean and variance are given, there is nothing to adapt");
        }
        double count = 0;
        INDArray sum = null;
        INDArray squares = null;
        List<INDArray> all = new ArrayList<>();
        batches.forEach(all::add);
        if (all.isEmpty()) {
            throw new IllegalArgumentException(label() + ": adapt: expected at least one batch of data, got none");
        }
        for (INDArray batch : all) {
            buildFor(List.of(Shape.of(batch.shape())));
            INDArray flat = features(batch);
            INDArray total = flat.sum(0);
            sum = sum == null ? total : sum.add(total);
            count += flat.size(0);
        }
        INDArray average = sum.div(count);
        for (INDArray batch : all) {
            INDArray distance = features(batch).subRowVector(average);
            INDArray total = distance.mul(distance).sum(0);
            squares = squares == null ? total : squares.add(total);
        }
        long[] shape = adaptedMean.shape().dims();
        adaptedMean.set(average.reshape(shape));
        adaptedVariance.set(squares.div(count).reshape(shape));
    }

    /** The data as (everything else, positions along {@code axis}). */
    private INDArray features(INDArray batch) {
        Shape shape = Shape.of(batch.shape());
        List<Integer> kept = keptAxes(shape);
        if (!Shape.of(kept.stream().mapToLong(shape::dim).toArray()).equals(adaptedMean.shape())) {
            throw new IllegalArgumentException(label() + ": adapt: the layer was built for inputs of shape "
                    + builtShapes().get(0) + ", got data of shape " + shape);
        }
        int[] order = IntStream.concat(
                        IntStream.range(0, shape.rank()).filter(i -> !kept.contains(i)),
                        kept.stream().mapToInt(i -> i))
                .toArray();
        return batch.castTo(DataType.DOUBLE)
                .permute(order)
                .dup('c')
                .reshape(-1, Math.max(1, adaptedMean.shape().size()));
    }

    private List<Integer> keptAxes(Shape shape) {
        return axis.get().stream().map(shape::axis).sorted().toList();
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        if ((mean.get() == null) != (variance.get() == null)) {
            throw new IllegalArgumentException(
                    label() + ": either both mean and variance must be given or none, got mean=" + mean.get()
                            + ", variance=" + variance.get());
        }
    }

    @Override
    protected void build(Shape input) {
        Shape shape = Shape.of(keptAxes(input).stream().mapToLong(input::dim).toArray());
        if (mean.get() == null) {
            adaptedMean = addWeight("mean", shape, new Zeros(), null, null, false);
            adaptedVariance = addWeight("variance", shape, new Ones(), null, null, false);
            addWeight("count", Shape.scalar(), DType.INT64, new Zeros(), null, null, false);
            return;
        }
        Shape given = Shape.of(mean.get().shape());
        if (!given.equals(Shape.of(variance.get().shape())) || given.rank() > shape.rank()) {
            throw new IllegalArgumentException(
                    "mean and variance must have one shape with at most as many axes as axis=" + axis.get()
                            + ", got shapes " + given + " and "
                            + Shape.of(variance.get().shape()));
        }
        Shape.broadcast(given, shape);
    }

    @Override
    protected Tensor call(Tensor input) {
        Tensor x = Ops.cast(input, dtypePolicy().compute());
        Tensor center = along(x, mean.get(), adaptedMean);
        Tensor spread = Ops.maximum(Ops.sqrt(along(x, variance.get(), adaptedVariance)), FloatX.epsilon());
        return invert.get() ? Ops.add(center, Ops.multiply(x, spread)) : Ops.divide(Ops.subtract(x, center), spread);
    }

    /** What is given, or else adapted, shaped to meet the axes of x that it belongs to. */
    private Tensor along(Tensor x, INDArray given, Variable adapted) {
        List<Integer> kept = keptAxes(x.shape());
        if (given == null) {
            return Ops.alongAxes(value(adapted), kept, x);
        }
        Tensor values = Ops.constant(given.castTo(x.dtype().nd4j()));
        Shape sizes = Shape.of(kept.stream().mapToLong(x.shape()::dim).toArray());
        return Ops.alongAxes(Ops.broadcastTo(values, sizes), kept, x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
