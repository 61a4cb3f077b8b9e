package io.keras4j.backend.nd4j;

import io.keras4j.ops.sorting.ArgSort;
import io.keras4j.ops.sorting.SearchSorted;
import io.keras4j.ops.sorting.TopK;
import io.keras4j.ops.sorting.Unique;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Order and membership, on the heap: ND4J sorts neither positions nor all types. Elements are compared by keys: long integers in the same order,
 * which hold 64 bit integers exactly.
 */
final class SortingKernels {
    /** The key of NaN, which is above that of infinity. */
    private static final long NAN = key(Double.NaN);

    private SortingKernels() {}

    static void addTo(Binders binders) {
        binders.add(ArgSort.class, (op, in, out) -> () -> sort(op.axis(), in.get(0), out.get(0)));
        binders.add(TopK.class, (op, in, out) -> () -> top(op.k(), in.get(0), out));
        binders.add(SearchSorted.class, (op, in, out) -> () -> search(op.right(), in, out.get(0)));
        binders.add(Unique.class, (op, in, out) -> () -> unique(op, in.get(0), out));
    }

    // ---- Keys

    private static long[] keys(INDArray array) {
        if (array.dataType() == DataType.INT64) {
            return HostNumbers.longs(array);
        }
        double[] numbers = HostNumbers.doubles(array);
        long[] keys = new long[numbers.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(numbers[i]);
        }
        return keys;
    }

    /** The bits of a positive number are in the order of numbers, those of a negative one in the reverse; -0 is taken for 0. */
    private static long key(double number) {
        return turned(Double.doubleToLongBits(number + 0.0));
    }

    private static long turned(long bits) {
        return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
    }

    private static void put(long[] keys, INDArray array) {
        if (array.dataType() == DataType.INT64) {
            HostNumbers.put(keys, array);
            return;
        }
        double[] numbers = new double[keys.length];
        for (int i = 0; i < keys.length; i++) {
            numbers[i] = Double.longBitsToDouble(turned(keys[i]));
        }
        HostNumbers.put(numbers, array);
    }

    // ---- Sorting

    private static void sort(int axis, INDArray x, INDArray positions) {
        long[] keys = keys(x);
        int count = (int) x.size(axis);
        int stride = 1;
        for (int i = axis + 1; i < x.rank(); i++) {
            stride *= (int) x.size(i);
        }
        int[] result = new int[keys.length];
        for (int lane = 0; lane < keys.length / count; lane++) {
            int start = lane / stride * stride * count + lane % stride;
            int step = stride;
            int[] order = sorted(count, (i, j) -> Long.compare(keys[start + i * step], keys[start + j * step]));
            for (int i = 0; i < count; i++) {
                result[start + i * step] = order[i];
            }
        }
        HostNumbers.put(result, positions);
    }

    /** The numbers below {@code count} in ascending order, equal ones in their own: merge sort from short runs to long ones. */
    private static int[] sorted(int count, IntBinaryOperator compare) {
        int[] from = IntStream.range(0, count).toArray();
        int[] to = new int[count];
        for (int run = 1; run < count; run *= 2) {
            for (int start = 0; start < count; start += 2 * run) {
                int middle = Math.min(start + run, count);
                int end = Math.min(middle + run, count);
                int left = start;
                int right = middle;
                for (int i = start; i < end; i++) {
                    boolean takesLeft =
                            right == end || left < middle && compare.applyAsInt(from[left], from[right]) <= 0;
                    to[i] = takesLeft ? from[left++] : from[right++];
                }
            }
            int[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private static void top(int k, INDArray x, List<INDArray> out) {
        long[] keys = keys(x);
        int count = (int) x.size(-1);
        int lanes = keys.length / count;
        long[] values = new long[lanes * k];
        int[] positions = new int[lanes * k];
        for (int lane = 0; lane < lanes; lane++) {
            int start = lane * count;
            int[] order = sorted(count, (i, j) -> Long.compare(keys[start + j], keys[start + i]));
            for (int i = 0; i < k; i++) {
                values[lane * k + i] = keys[start + order[i]];
                positions[lane * k + i] = order[i];
            }
        }
        put(values, out.get(0));
        HostNumbers.put(positions, out.get(1));
    }

    // ---- Searching

    private static void search(boolean right, List<INDArray> in, INDArray out) {
        long[] sequence = keys(in.get(0));
        long[] values = keys(in.get(1));
        int[] places = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int low = 0;
            int high = sequence.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                boolean before = right ? sequence[middle] <= values[i] : sequence[middle] < values[i];
                low = before ? middle + 1 : low;
                high = before ? high : middle;
            }
            places[i] = low;
        }
        HostNumbers.put(places, out);
    }

    // ---- Rows that differ

    private static void unique(Unique op, INDArray x, List<INDArray> out) {
        long[] keys = keys(x);
        int rows = (int) x.size(0);
        int columns = (int) x.size(1);
        boolean mayBeNan = x.isR();
        int[] order = sorted(rows, (i, j) -> compare(keys, i * columns, j * columns, columns));
        long[] values = new long[op.size() * columns];
        int[] first = new int[op.size()];
        int[] places = new int[rows];
        int[] counts = new int[op.size()];
        int found = 0;
        for (int i = 0; i < rows; i++) {
            int row = order[i];
            boolean like = i > 0
                    && compare(keys, order[i - 1] * columns, row * columns, columns) == 0
                    && !(mayBeNan && hasNan(keys, row * columns, columns));
            found += like ? 0 : 1;
            int place = found - 1;
            places[row] = place;
            if (place < op.size()) {
                if (!like) {
                    first[place] = row;
                    System.arraycopy(keys, row * columns, values, place * columns, columns);
                }
                counts[place]++;
            }
        }
        long fill = x.dataType() == DataType.INT64 ? (long) op.fill() : key(op.fill());
        for (int i = Math.min(found, op.size()) * columns; i < values.length; i++) {
            values[i] = fill;
        }
        put(values, out.get(0));
        HostNumbers.put(first, out.get(1));
        HostNumbers.put(places, out.get(2));
        HostNumbers.put(counts, out.get(3));
    }

    private static int compare(long[] keys, int a, int b, int columns) {
        for (int i = 0; i < columns; i++) {
            int compared = Long.compare(keys[a + i], keys[b + i]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** NaN is not equal to itself. */
    private static boolean hasNan(long[] keys, int start, int columns) {
        for (int i = 0; i < columns; i++) {
            if (keys[start + i] == NAN) {
                return true;
            }
        }
        return false;
    }
}
