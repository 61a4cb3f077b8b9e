package io.keras4j.backend.loops;

import io.keras4j.backend.Kernel;
import io.keras4j.backend.NativeMemory;
import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Concatenate;
import io.keras4j.ops.array.Gather;
import io.keras4j.ops.array.GatherGradient;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.array.Split;
import io.keras4j.ops.reduction.ArgMax;
import io.keras4j.ops.reduction.Mean;
import io.keras4j.ops.reduction.Reduction;
import io.keras4j.ops.reduction.Sum;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Ops that move or add up whole rows: contiguous runs of elements. */
final class RowKernels {
    private RowKernels() {}

    /** The product of sizes {@code from} up to but without {@code to}. */
    private static long product(long[] sizes, int from, int to) {
        long product = 1;
        for (int i = from; i < to; i++) {
            product *= sizes[i];
        }
        return product;
    }

    /** Copies of memory that are the same in every run. */
    private static final class Copies implements Kernel {
        private final NativeMemory[] from;
        private final NativeMemory[] to;
        private final long[] bytes;
        private final List<INDArray> arrays;
        private int count;

        Copies(int most, List<INDArray> arrays) {
            from = new NativeMemory[most];
            to = new NativeMemory[most];
            bytes = new long[most];
            this.arrays = arrays;
        }

        void add(INDArray source, long sourceElement, INDArray target, long targetElement, long elements) {
            int width = source.dataType().width();
            bytes[count] = elements * width;
            from[count] = new NativeMemory(NativeMemory.address(source) + sourceElement * width, bytes[count]);
            to[count] = new NativeMemory(NativeMemory.address(target) + targetElement * width, bytes[count]);
            count++;
        }

        @Override
        public void run(int part) {
            for (int i = 0; i < count; i++) {
                Pointer.memcpy(to[i], from[i], bytes[i]);
            }
        }

        @Override
        public String toString() {
            return count + " copies of " + arrays.size() + " arrays";
        }
    }

    /** More copies than this are better done otherwise. */
    private static final long MOST_COPIES = 4096;

    static Kernel concatenate(Concatenate op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray y = outputs.get(0);
        int axis = op.axis();
        long outer = product(y.shape(), 0, axis);
        if (outer * inputs.size() > MOST_COPIES) {
            return null;
        }
        Copies copies = new Copies((int) outer * inputs.size(), Lists.concat(inputs, outputs));
        long row = product(y.shape(), axis, y.rank());
        long at = 0;
        for (INDArray input : inputs) {
            long part = product(input.shape(), axis, input.rank());
            for (long i = 0; i < outer; i++) {
                copies.add(input, i * part, y, i * row + at, part);
            }
            at += part;
        }
        return copies;
    }

    static Kernel slice(Slice op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        INDArray y = outputs.get(0);
        int cut = -1;
        for (int axis = 0; axis < x.rank(); axis++) {
            if (x.size(axis) != y.size(axis)) {
                if (cut >= 0 || op.step().get(axis) != 1) {
                    return null;
                }
                cut = axis;
            }
        }
        int axis = Math.max(cut, 0);
        long outer = product(x.shape(), 0, axis);
        if (x.rank() == 0 || outer > MOST_COPIES) {
            return null;
        }
        Copies copies = new Copies((int) outer, Lists.concat(inputs, outputs));
        long inner = product(x.shape(), axis + 1, x.rank());
        for (long i = 0; i < outer; i++) {
            long from = (i * x.size(axis) + op.start().get(axis)) * inner;
            copies.add(x, from, y, i * y.size(axis) * inner, y.size(axis) * inner);
        }
        return copies;
    }

    static Kernel split(Split op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        long outer = product(x.shape(), 0, op.axis());
        if (outer * outputs.size() > MOST_COPIES) {
            return null;
        }
        Copies copies = new Copies((int) outer * outputs.size(), Lists.concat(inputs, outputs));
        long row = product(x.shape(), op.axis(), x.rank());
        long part = row / outputs.size();
        for (int i = 0; i < outputs.size(); i++) {
            for (long j = 0; j < outer; j++) {
                copies.add(x, j * row + i * part, outputs.get(i), j * part, part);
            }
        }
        return copies;
    }

    static Kernel gather(Gather op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray table = inputs.get(0);
        NumberLoops.Element indices = NumberLoops.Element.of(inputs.get(1));
        FloatBuffer from = NativeMemory.buffer(table).asFloatBuffer();
        FloatBuffer to = NativeMemory.buffer(outputs.get(0)).asFloatBuffer();
        if (op.axis() != 0 || indices == null) {
            return null;
        }
        int width = (int) product(table.shape(), 1, table.rank());
        int count = (int) inputs.get(1).length();
        long size = table.size(0);
        List<INDArray> arrays = Lists.concat(inputs, outputs);
        return new Kernel() {
            @Override
            public void run(int part) {
                for (int i = 0; i < count; i++) {
                    to.put(i * width, from, index(indices, i, size) * width, width);
                }
            }

            @Override
            public String toString() {
                return "gather from " + arrays.get(0).shapeInfoToString();
            }
        };
    }

    private static int index(NumberLoops.Element indices, int i, long size) {
        long index = (long) indices.get(i);
        Gather.check(index, 0, size);
        return (int) index;
    }

    static Kernel gatherGradient(GatherGradient op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray table = outputs.get(0);
        NumberLoops.Element indices = NumberLoops.Element.of(inputs.get(0));
        FloatBuffer from = NativeMemory.buffer(inputs.get(1)).asFloatBuffer();
        FloatBuffer to = NativeMemory.buffer(table).asFloatBuffer();
        if (op.axis() != 0 || indices == null) {
            return null;
        }
        int width = (int) product(table.shape(), 1, table.rank());
        int count = (int) inputs.get(0).length();
        long size = table.size(0);
        float[] sum = new float[width];
        float[] row = new float[width];
        NativeMemory all = NativeMemory.of(table);
        List<INDArray> arrays = Lists.concat(inputs, outputs);
        return new Kernel() {
            @Override
            public void run(int part) {
                Pointer.memset(all, 0, all.capacity());
                for (int i = 0; i < count; i++) {
                    int at = index(indices, i, size) * width;
                    to.get(at, sum);
                    from.get(i * width, row);
                    add(row, sum);
                    to.put(at, sum);
                }
            }

            @Override
            public String toString() {
                return "gather gradient of " + arrays.get(2).shapeInfoToString();
            }
        };
    }

    private static void add(float[] row, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i];
        }
    }

    static Kernel broadcast(BroadcastTo op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        INDArray y = outputs.get(0);
        int extra = y.rank() - x.rank();
        // (outer, repeats, inner): x has outer and inner, y all three
        int first = 0;
        while (first < y.rank() && first >= extra && x.size(first - extra) == y.size(first)) {
            first++;
        }
        int last = y.rank();
        while (last > first && last - 1 >= extra && x.size(last - 1 - extra) == y.size(last - 1)) {
            last--;
        }
        for (int axis = first; axis < last; axis++) {
            if (axis >= extra && x.size(axis - extra) != 1) {
                return null;
            }
        }
        int outer = (int) product(y.shape(), 0, first);
        int repeats = (int) product(y.shape(), first, last);
        int inner = (int) product(y.shape(), last, y.rank());
        FloatBuffer from = NativeMemory.buffer(x).asFloatBuffer();
        FloatBuffer to = NativeMemory.buffer(y).asFloatBuffer();
        int rowsPerTile = Math.max(1, Math.min(repeats, FusedLoopKernel.TILE / Math.max(1, inner)));
        float[] tile = new float[rowsPerTile * inner];
        List<INDArray> arrays = Lists.concat(inputs, outputs);
        return new Kernel() {
            @Override
            public void run(int part) {
                for (int o = 0; o < outer; o++) {
                    if (inner == 1) {
                        Arrays.fill(tile, from.get(o));
                    } else {
                        from.get(o * inner, tile, 0, inner);
                        for (int r = 1; r < rowsPerTile; r++) {
                            System.arraycopy(tile, 0, tile, r * inner, inner);
                        }
                    }
                    for (int r = 0; r < repeats; r += rowsPerTile) {
                        int rows = Math.min(rowsPerTile, repeats - r);
                        to.put((o * repeats + r) * inner, tile, 0, rows * inner);
                    }
                }
            }

            @Override
            public String toString() {
                return "broadcast to " + arrays.get(1).shapeInfoToString();
            }
        };
    }

    /** Sums and means over axes that lie together, with others before and after them, such as those of global pooling. */
    static Kernel sum(Reduction op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        List<Integer> axes = op.axes();
        if (axes.isEmpty()
                || axes.get(axes.size() - 1) - axes.get(0) != axes.size() - 1
                || !(op instanceof Sum || op instanceof Mean)) {
            return null;
        }
        int outer = (int) product(x.shape(), 0, axes.get(0));
        int reduced = (int) product(x.shape(), axes.get(0), axes.get(axes.size() - 1) + 1);
        int inner = (int) product(x.shape(), axes.get(axes.size() - 1) + 1, x.rank());
        float factor = op instanceof Mean ? 1f / reduced : 1;
        FloatBuffer from = NativeMemory.buffer(x).asFloatBuffer();
        FloatBuffer to = NativeMemory.buffer(outputs.get(0)).asFloatBuffer();
        float[] sum = new float[inner];
        float[] row = new float[inner];
        List<INDArray> arrays = Lists.concat(inputs, outputs);
        return new Kernel() {
            @Override
            public void run(int part) {
                for (int o = 0; o < outer; o++) {
                    Arrays.fill(sum, 0);
                    for (int r = 0; r < reduced; r++) {
                        from.get((o * reduced + r) * inner, row);
                        add(row, sum);
                    }
                    for (int i = 0; i < inner; i++) {
                        sum[i] *= factor;
                    }
                    to.put(o * inner, sum);
                }
            }

            @Override
            public String toString() {
                return op + " of " + arrays.get(0).shapeInfoToString();
            }
        };
    }

    static Kernel argMax(ArgMax op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        if (op.axis() != x.rank() - 1) {
            return null;
        }
        int width = (int) x.size(-1);
        int rows = (int) (x.length() / width);
        FloatBuffer from = NativeMemory.buffer(x).asFloatBuffer();
        ByteBuffer to = NativeMemory.buffer(outputs.get(0));
        float[] row = new float[width];
        List<INDArray> arrays = Lists.concat(inputs, outputs);
        return new Kernel() {
            @Override
            public void run(int part) {
                for (int r = 0; r < rows; r++) {
                    from.get(r * width, row);
                    int best = 0;
                    for (int i = 1; i < width; i++) {
                        best = row[i] > row[best] ? i : best;
                    }
                    to.putInt(4 * r, best);
                }
            }

            @Override
            public String toString() {
                return "argmax of " + arrays.get(0).shapeInfoToString();
            }
        };
    }
}
