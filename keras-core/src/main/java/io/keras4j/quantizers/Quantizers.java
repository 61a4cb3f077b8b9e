package io.keras4j.quantizers;

import io.keras4j.ops.Ops;
import io.keras4j.quantizers.Quantizer.Quantized;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The functions of <a href="https://keras.io/api/quantizers/">keras.quantizers</a>. */
public final class Quantizers {
    static final double EPSILON = 1e-7;

    private static final int NIBBLE = 16;
    private static final int BYTE = 256;

    private Quantizers() {}

    /** {@link #absMaxQuantize(Tensor, List, int, int, DType, double)} to whole numbers from -127 to 127. */
    public static Quantized absMaxQuantize(Tensor x, List<Integer> axes) {
        return absMaxQuantize(x, axes, -127, 127, DType.INT8, EPSILON);
    }

    /**
     * round(x · scale), where scale = max / (max|x| + epsilon): the largest absolute value along {@code axes} becomes {@code max}.
     *
     * @return whole numbers from {@code min} to {@code max} of this dtype, and the scale, of size 1 along the axes
     */
    public static Quantized absMaxQuantize(
            Tensor x, List<Integer> axes, int min, int max, DType dtype, double epsilon) {
        Tensor scale = Ops.divide(max, Ops.add(Ops.max(Ops.abs(x), axes, true), epsilon));
        Tensor values = Ops.clip(Ops.round(Ops.multiply(x, scale)), min, max);
        return new Quantized(Ops.cast(values, dtype), scale);
    }

    /**
     * Whole numbers q of a matrix x, and scale s and zero point z for each column and each block of rows: x ≈ (q - z) · s.
     *
     * @param values (rows, columns)
     * @param scale (blocks, columns)
     * @param zero (blocks, columns)
     */
    public record Grouped(Tensor values, Tensor scale, Tensor zero) {}

    /** Quantizes a matrix to whole numbers of 4 bits, from -8 to 7, with a scale and a zero point for each {@code blockSize} rows of a column. */
    public static Grouped absMaxQuantizeGroupedWithZeroPoint(Tensor x, int blockSize) {
        int min = -8;
        int max = 7;
        long rows = x.shape().dim(0);
        long columns = x.shape().dim(1);
        long blocks = (rows + blockSize - 1) / blockSize;
        Tensor padded = Ops.pad(x, List.of(0L, 0L), List.of(blocks * blockSize - rows, 0L), 0);
        Tensor blocked = Ops.reshape(padded, blocks, blockSize, columns);
        Tensor smallest = Ops.min(blocked, List.of(1), true);
        Tensor largest = Ops.max(blocked, List.of(1), true);
        Tensor scale = Ops.divide(Ops.add(Ops.subtract(largest, smallest), EPSILON), max - min);
        Tensor zero = Ops.clip(Ops.add(Ops.round(Ops.divide(Ops.negative(smallest), scale)), min), min, max);
        Tensor values = Ops.clip(Ops.add(Ops.round(Ops.divide(blocked, scale)), zero), min, max);
        Tensor flat = Ops.slice(Ops.reshape(values, blocks * blockSize, columns), 0, 0, rows);
        return new Grouped(
                Ops.cast(flat, DType.INT8), Ops.squeeze(scale, 1), Ops.cast(Ops.squeeze(zero, 1), DType.INT8));
    }

    /**
     * Pairs of whole numbers of 4 bits, from -8 to 7, as one of 8 bits each: the first of a pair in the lower half. The size along
     * {@code axis} is halved, an odd one rounded up.
     */
    public static Tensor packInt4(Tensor x, int axis) {
        int along = x.shape().axis(axis);
        Tensor first = Ops.moveaxis(Ops.cast(x, DType.FLOAT32), along, 0);
        long size = first.shape().dim(0);
        long pairs = (size + 1) / 2;
        List<Long> none = Collections.nCopies(first.rank(), 0L);
        List<Long> after = new ArrayList<>(none);
        after.set(0, 2 * pairs - size);
        Tensor padded = Ops.mod(Ops.pad(first, none, after, 0), NIBBLE);
        Tensor paired =
                Ops.reshape(padded, Shape.of(pairs, 2).concat(first.shape().slice(1, first.rank())));
        List<Tensor> halves = Ops.unstack(paired, 1);
        Tensor bytes = Ops.add(halves.get(0), Ops.multiply(halves.get(1), NIBBLE));
        return Ops.cast(Ops.moveaxis(signed(bytes, BYTE), 0, along), DType.INT8);
    }

    /** What {@link #packInt4} packed along {@code axis}, where {@code size} is what the size was; of float32, to compute with. */
    public static Tensor unpackInt4(Tensor packed, long size, int axis) {
        int along = packed.shape().axis(axis);
        Tensor bytes = Ops.mod(Ops.moveaxis(Ops.cast(packed, DType.FLOAT32), along, 0), BYTE);
        Tensor low = signed(Ops.mod(bytes, NIBBLE), NIBBLE);
        Tensor high = signed(Ops.floor(Ops.divide(bytes, NIBBLE)), NIBBLE);
        Tensor paired = Ops.stack(List.of(low, high), 1);
        Tensor all = Ops.reshape(
                paired, Shape.of(2 * bytes.shape().dim(0)).concat(bytes.shape().slice(1, bytes.rank())));
        return Ops.moveaxis(Ops.slice(all, 0, 0, size), 0, along);
    }

    /** Whole numbers from 0 to {@code count} - 1 as those from -count / 2, in two's complement. */
    private static Tensor signed(Tensor x, int count) {
        return Ops.where(Ops.greaterEqual(x, count / 2.0), Ops.subtract(x, count), x);
    }
}
