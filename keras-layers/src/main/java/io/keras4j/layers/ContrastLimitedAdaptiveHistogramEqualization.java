package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives the values of each channel an even distribution in the neighbourhood of each pixel, without amplifying noise too much; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/contrast_limited_adaptive_histogram_equalization/">Keras's</a>.
 * An image is cut into tiles, of which each has a table from its histogram, whose peaks are cut off at a limit; a pixel is looked up in the
 * tables of the four nearest tiles, between which is interpolated.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch. Source: Zuiderveld, Contrast limited adaptive histogram
 * equalization (Graphics Gems IV, 1994).
 *
 * <pre>{@code
 * new ContrastLimitedAdaptiveHistogramEqualization().clipLimit(2).tileGridSize(4, 4)
 * }</pre>
 */
public final class ContrastLimitedAdaptiveHistogramEqualization
        extends BaseImagePreprocessingLayer<ContrastLimitedAdaptiveHistogramEqualization> {
    private static final Range BYTES = new Range(0, 255);
    private static final int BINS = 256;

    private final Argument<Range> valueRange = argument("value_range", Range.values(), List.of(0, 255));
    private final Argument<Double> clipLimit = argument("clip_limit", Codecs.number(), 4.0);
    private final Argument<List<Integer>> tileGridSize = argument("tile_grid_size", Codecs.integers(2), 8);

    /** With 8 by 8 tiles and a limit of 4, unless set. */
    public ContrastLimitedAdaptiveHistogramEqualization() {}

    /** Sets the smallest and the largest value of a pixel; 0 and 255 by default. */
    public ContrastLimitedAdaptiveHistogramEqualization valueRange(double lower, double upper) {
        valueRange.set(List.of(lower, upper));
        return this;
    }

    /** Sets how many times as often as on average a value may count, 4 by default; 0 for any number of times. */
    public ContrastLimitedAdaptiveHistogramEqualization clipLimit(double value) {
        clipLimit.set(value);
        return this;
    }

    /** Sets into how many tiles the height and the width are cut, 8 by default. */
    public ContrastLimitedAdaptiveHistogramEqualization tileGridSize(int... size) {
        tileGridSize.set(size);
        return this;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor x = rescaled(Ops.cast(images, DType.FLOAT32), valueRange.get(), BYTES);
        return rescaled(equalized(x), BYTES, valueRange.get());
    }

    private Tensor equalized(Tensor x) {
        int rows = tileGridSize.get().get(0);
        int columns = tileGridSize.get().get(1);
        long batch = x.shape().dim(0);
        int height = x.shape().intDim(1);
        int width = x.shape().intDim(2);
        long channels = x.shape().dim(3);
        int tileHeight = (height + rows - 1) / rows;
        int tileWidth = (width + columns - 1) / columns;
        Tensor padded = mirrored(mirrored(x, 1, tileHeight * rows), 2, tileWidth * columns);
        Tensor values = Ops.cast(Ops.clip(padded, 0, BINS - 1), DType.INT32);

        Tensor tiles = Ops.transpose(
                Ops.reshape(values, batch, rows, tileHeight, columns, tileWidth, channels), 0, 1, 3, 5, 2, 4);
        Tensor tables = tables(Ops.reshape(tiles, -1, (long) tileHeight * tileWidth));
        // at the borders a tile is its own neighbour
        Tensor grid = Ops.reshape(tables, batch, rows, columns, channels * BINS);
        grid = Ops.take(grid, numbers(IntStream.range(-1, rows + 1).map(i -> Math.max(0, Math.min(rows - 1, i)))), 1);
        grid = Ops.take(
                grid, numbers(IntStream.range(-1, columns + 1).map(i -> Math.max(0, Math.min(columns - 1, i)))), 2);
        Tensor flat = Ops.ravel(grid);

        Tensor channel = Ops.multiply(Ops.arange(channels), BINS);
        long stride = channels * BINS * (columns + 2L) * (rows + 2L);
        Tensor image = Ops.reshape(Ops.multiply(Ops.arange(batch), stride), batch, 1, 1, 1);
        Tensor start = Ops.add(Ops.add(values, channel), image);
        Tensor result = null;
        for (Neighbour y : neighbours(tileHeight * rows, tileHeight, channels * BINS * (columns + 2L), 1)) {
            for (Neighbour z : neighbours(tileWidth * columns, tileWidth, channels * BINS, 2)) {
                Tensor looked = Ops.take(flat, Ops.add(Ops.add(start, y.offset()), z.offset()), 0);
                Tensor part = Ops.multiply(looked, Ops.multiply(y.weight(), z.weight()));
                result = result == null ? part : Ops.add(result, part);
            }
        }
        return Ops.slice(Ops.slice(result, 1, 0, height), 2, 0, width);
    }

    /** x with its values along an axis continued, mirrored, to a size. */
    private static Tensor mirrored(Tensor x, int axis, int size) {
        int period = 2 * x.shape().intDim(axis);
        return x.shape().dim(axis) == size
                ? x
                : Ops.take(
                        x,
                        numbers(IntStream.range(0, size).map(i -> Math.min(i % period, period - 1 - i % period))),
                        axis);
    }

    private static Tensor numbers(IntStream numbers) {
        return Ops.constant(Nd4j.createFromArray(numbers.toArray()));
    }

    /** For each tile, a row of values, the table that makes their distribution even: (tiles, 256). */
    private Tensor tables(Tensor tiles) {
        long count = tiles.shape().dim(0);
        long pixels = tiles.shape().dim(1);
        Tensor ids = Ops.add(tiles, Ops.expandDims(Ops.multiply(Ops.arange(count), BINS), 1));
        Tensor ones = Ops.ones(Shape.of(count * pixels), DType.FLOAT32);
        Tensor histograms =
                Ops.reshape(Ops.segmentSum(ones, Ops.ravel(ids), Math.toIntExact(count * BINS)), count, BINS);
        if (clipLimit.get() > 0) {
            Tensor cut = Ops.minimum(histograms, clipLimit.get() * pixels / BINS);
            Tensor excess = Ops.sum(Ops.subtract(histograms, cut), List.of(1), true);
            histograms = Ops.add(cut, Ops.divide(excess, BINS));
        }
        Tensor cumulative = Ops.cumsum(histograms, 1);
        Tensor least = Ops.min(cumulative, List.of(1), true);
        Tensor others = Ops.subtract((double) pixels, least);
        Tensor above = Ops.multiply(Ops.subtract(cumulative, least), 255);
        return clipped(Ops.divide(above, Ops.where(Ops.equal(others, 0), 1, others)), BYTES);
    }

    /** For each position along an axis, how far from the start of the tables that of a tile begins, and how much it counts. */
    private record Neighbour(Tensor offset, Tensor weight) {}

    private static List<Neighbour> neighbours(int size, int tile, long stride, int axis) {
        int last = size / tile + 1;
        long[] offsets = new long[size];
        long[] nextOffsets = new long[size];
        float[] weights = new float[size];
        float[] nextWeights = new float[size];
        for (int i = 0; i < size; i++) {
            double at = (i - tile / 2.0) / tile + 1;
            int before = (int) Math.floor(at);
            nextWeights[i] = (float) (at - before);
            weights[i] = 1 - nextWeights[i];
            offsets[i] = Math.min(last, before) * stride;
            nextOffsets[i] = Math.min(last, before + 1) * stride;
        }
        return List.of(neighbour(offsets, weights, axis), neighbour(nextOffsets, nextWeights, axis));
    }

    private static Neighbour neighbour(long[] offsets, float[] weights, int axis) {
        long[] shape = {1, 1, 1, 1};
        shape[axis] = offsets.length;
        return new Neighbour(
                Ops.constant(
                        Nd4j.createFromArray(offsets).castTo(DType.INT32.nd4j()).reshape(shape)),
                Ops.constant(Nd4j.createFromArray(weights).reshape(shape)));
    }

    @Override
    boolean actsInInference() {
        return true;
    }

    @Override
    boolean keepsIntegers() {
        return true;
    }
}
