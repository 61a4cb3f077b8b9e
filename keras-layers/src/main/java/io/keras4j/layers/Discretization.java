package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns numbers into the numbers of the bins that they are in; <a
 * href="https://keras.io/api/layers/preprocessing_layers/numerical/discretization/">Keras's</a>. The boundaries of the bins are given, or learned
 * from data by {@link #adapt} such that all bins hold about as many. Bin i begins with boundary i - 1, which belongs to it.
 *
 * <p>Input: any shape. Output: the same shape, int32, or encoded as {@link CategoryEncoding} does.
 *
 * <pre>{@code
 * new Discretization().binBoundaries(0, 1, 2).apply(Nd4j.createFromArray(-1.5f, 1.0f, 3.4f, 0.5f))    // 0, 2, 3, 1
 *
 * Discretization ages = new Discretization().numBins(4);
 * ages.adapt(trainAges);
 * }</pre>
 */
public final class Discretization extends CategoryLayer<Discretization> {
    private final Argument<List<Double>> binBoundaries = argument(
            "bin_boundaries",
            Codecs.list(Codecs.number())
                    .that(Discretization::ascend, "numbers in ascending order")
                    .optional(),
            null);
    private final Argument<Integer> numBins =
            argument("num_bins", Codecs.atLeast(0).optional(), null);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.positive(), 0.01);
    private final Argument<String> outputMode = argument(
            "output_mode",
            CategoryOutput.codec(
                    CategoryOutput.INT, CategoryOutput.ONE_HOT, CategoryOutput.MULTI_HOT, CategoryOutput.COUNT),
            CategoryOutput.INT);
    private final Argument<Boolean> sparse = argument("sparse", Unsupported.unlessFalse(), false);

    /** A layer whose bins or boundaries are to be set. */
    public Discretization() {}

    /** Sets the boundaries between the bins, in ascending order. */
    public Discretization binBoundaries(double... values) {
        checkAlone(numBins.get() == null);
        binBoundaries.set(Arrays.stream(values).boxed().toList());
        return this;
    }

    /** Sets how many bins {@link #adapt} is to make. */
    public Discretization numBins(int value) {
        checkAlone(binBoundaries.get() == null);
        numBins.set(value);
        return this;
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        if (numBins.get() == null && binBoundaries.get() == null) {
            throw new IllegalArgumentException(
                    label() + ": expected num_bins or bin_boundaries to be set, got neither");
        }
    }

    private void checkAlone(boolean alone) {
        if (!alone) {
            throw new IllegalArgumentException(label() + ": num_bins and bin_boundaries cannot both be set");
        }
    }

    /** Sets how exactly {@link #adapt} finds the boundaries, 0.01 by default: smaller is more exact, and takes more memory. */
    public Discretization epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    /** Sets what comes out: "int", the default, "one_hot", "multi_hot" or "count". */
    public Discretization outputMode(String mode) {
        outputMode.set(mode);
        return this;
    }

    /** The boundaries between the bins, null before {@link #adapt}. */
    public List<Double> binBoundaries() {
        return binBoundaries.get();
    }

    /** Chooses the boundaries for {@code data}, of any shape. */
    public void adapt(INDArray data) {
        adapt(List.of(data));
    }

    /**
     * Chooses the boundaries for all of {@code batches} together.
     *
     * @throws IllegalStateException when the boundaries were given
     */
    public void adapt(Iterable<INDArray> batches) {
        if (numBins.get() == null) {
            throw new IllegalStateException(
                    label() + ": adapt: the boundaries are given; make the layer with a number of bins instead");
        }
        QuantileSummary summary = QuantileSummary.EMPTY;
        for (INDArray batch : batches) {
            summary = QuantileSummary.of(
                            batch.castTo(DataType.FLOAT).dup('c').data().asFloat(), epsilon.get())
                    .merge(summary, epsilon.get());
        }
        binBoundaries.initialize(summary.boundaries(numBins.get()));
    }

    private static boolean ascend(List<Double> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if (!(numbers.get(i - 1) <= numbers.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.remove("trainable");
        config.put("dtype", dtypePolicy().variable().toString());
        return config;
    }

    @Override
    protected Tensor call(Tensor x) {
        if (binBoundaries.get() == null) {
            throw new IllegalStateException(label() + ": the boundaries are not known: "
                    + (numBins.get() == null
                            ? "set binBoundaries, or numBins and call adapt"
                            : "call adapt before the layer is used"));
        }
        DType dtype = outputMode.get().equals(CategoryOutput.INT)
                ? DType.INT32
                : dtypePolicy().compute();
        int depth = binBoundaries.get().size() + 1;
        return CategoryOutput.encode(bins(x), outputMode.get(), depth, dtype, null);
    }

    /** How many boundaries are not above x; what is not a number is in the last bin. */
    private Tensor bins(Tensor x) {
        int count = binBoundaries.get().size();
        if (count == 0) {
            return Ops.zeros(x.shape(), DType.INT32);
        }
        float[] boundaries = new float[count];
        for (int i = 0; i < count; i++) {
            boundaries[i] = binBoundaries.get().get(i).floatValue();
        }
        Tensor above = Ops.less(
                Ops.expandDims(Ops.cast(x, DType.FLOAT32), -1), Ops.constant(Nd4j.createFromArray(boundaries)));
        return Ops.subtract(
                Ops.constant(Nd4j.scalar(count)), Ops.sum(Ops.cast(above, DType.INT32), List.of(-1), false));
    }
}
