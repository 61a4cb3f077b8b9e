package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.backend.Kernel;
import io.keras4j.ops.Op;
import io.keras4j.ops.linalg.MatMul;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Matrix products. */
final class MatMulKernels {
    private MatMulKernels() {}

    static Kernel bind(MatMul op, List<INDArray> inputs, List<INDArray> outputs) {
        return bind(op, null, inputs, outputs);
    }

    static Kernel bindFused(FusedMatMul op, List<INDArray> inputs, List<INDArray> outputs) {
        return bind(op.product(), op.activation(), inputs, outputs);
    }

    private static Kernel bind(MatMul op, Op activation, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray a = inputs.get(0);
        INDArray b = inputs.get(1);
        INDArray y = outputs.get(0);
        if (y.length() == 0 || a.length() == 0) {
            return null;
        }
        return y.rank() == 2 ? matrices(op, activation, inputs, a, b, y) : batches(op, activation, inputs, a, b, y);
    }

    /** The part of the product that covers rows and columns from an offset on. */
    private record Tile(long row, long rows, long column, long columns) {}

    private static Kernel matrices(
            MatMul op, Op activation, List<INDArray> inputs, INDArray a, INDArray b, INDArray y) {
        long m = y.size(0);
        long n = y.size(1);
        long k = a.size(op.transposeA() ? 0 : 1);
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        List<Primitive> parts = new ArrayList<>();
        for (Tile tile : tiles(m, n, k)) {
            long[] aStrides = op.transposeA() ? new long[] {1, m} : new long[] {k, 1};
            long[] bStrides = op.transposeB() ? new long[] {1, k} : new long[] {n, 1};
            dnnl_memory_desc aDesc = dnnl.desc(new long[] {tile.rows, k}, aStrides);
            dnnl_memory_desc bDesc = dnnl.desc(new long[] {k, tile.columns}, bStrides);
            dnnl_memory_desc yDesc = dnnl.desc(new long[] {tile.rows, tile.columns}, new long[] {n, 1});
            boolean biased = inputs.size() > 2;
            dnnl_memory_desc bias = biased ? dnnl.desc(1, tile.columns) : null;
            dnnl_primitive_desc desc = new dnnl_primitive_desc();
            int status = dnnl_matmul_primitive_desc_create(
                    desc, Dnnl.engine(), aDesc, bDesc, bias, yDesc, dnnl.attributes(Eltwise.of(activation)));
            dnnl.created(status, desc, "matmul");
            List<Object> arguments = new ArrayList<>(List.of(
                    DNNL_ARG_SRC,
                    dnnl.memory(aDesc, a, tile.row * aStrides[0]),
                    DNNL_ARG_WEIGHTS,
                    dnnl.memory(bDesc, b, tile.column * bStrides[1]),
                    DNNL_ARG_DST,
                    dnnl.memory(yDesc, y, tile.row * n + tile.column)));
            if (biased) {
                arguments.add(DNNL_ARG_BIAS);
                arguments.add(dnnl.memory(bias, inputs.get(2), tile.column));
            }
            parts.add(dnnl.primitive(desc, arguments.toArray()));
        }
        return new PrimitiveKernel(natives, arrays(inputs, y), parts);
    }

    /** Cuts along the axis that makes the parts read the least: each reads its share of one operand and all of the other. */
    private static List<Tile> tiles(long m, long n, long k) {
        double work = 2.0 * m * n * k + 20.0 * (m * k + k * n);
        List<Tile> tiles = new ArrayList<>();
        if (m > n) {
            Parts.of(m, 8, work).forEach(range -> tiles.add(new Tile(range.start(), range.size(), 0, n)));
        } else {
            Parts.of(n, 16, work).forEach(range -> tiles.add(new Tile(0, m, range.start(), range.size())));
        }
        return tiles;
    }

    /** Products of matrices in further axes, which are broadcast; cut along the first of these. */
    private static Kernel batches(MatMul op, Op activation, List<INDArray> inputs, INDArray a, INDArray b, INDArray y) {
        int rank = y.rank();
        if (inputs.size() > 2 || rank > 6) {
            return null;
        }
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        long[] yDims = y.shape();
        long[] aDims = padded(a.shape(), rank);
        long[] bDims = padded(b.shape(), rank);
        long[] aStrides = Dnnl.strides(aDims);
        long[] bStrides = Dnnl.strides(bDims);
        swap(aDims, aStrides, op.transposeA());
        swap(bDims, bStrides, op.transposeB());
        double work = 2.0 * y.length() * aDims[rank - 1];
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(yDims[0], 1, work)) {
            long aShift = aDims[0] == 1 ? 0 : range.start() * aStrides[0];
            long bShift = bDims[0] == 1 ? 0 : range.start() * bStrides[0];
            dnnl_memory_desc aDesc = dnnl.desc(first(aDims, range), aStrides);
            dnnl_memory_desc bDesc = dnnl.desc(first(bDims, range), bStrides);
            dnnl_memory_desc yDesc = dnnl.desc(first(yDims, range), Dnnl.strides(yDims));
            dnnl_primitive_desc desc = new dnnl_primitive_desc();
            int status = dnnl_matmul_primitive_desc_create(
                    desc, Dnnl.engine(), aDesc, bDesc, null, yDesc, dnnl.attributes(Eltwise.of(activation)));
            dnnl.created(status, desc, "matmul");
            parts.add(dnnl.primitive(
                    desc,
                    DNNL_ARG_SRC,
                    dnnl.memory(aDesc, a, aShift),
                    DNNL_ARG_WEIGHTS,
                    dnnl.memory(bDesc, b, bShift),
                    DNNL_ARG_DST,
                    dnnl.memory(yDesc, y, range.start() * Dnnl.strides(yDims)[0])));
        }
        return new PrimitiveKernel(natives, arrays(inputs, y), parts);
    }

    private static long[] padded(long[] dims, int rank) {
        long[] padded = new long[rank];
        java.util.Arrays.fill(padded, 1);
        System.arraycopy(dims, 0, padded, rank - dims.length, dims.length);
        return padded;
    }

    private static void swap(long[] dims, long[] strides, boolean transpose) {
        if (transpose) {
            int last = dims.length - 1;
            long dim = dims[last];
            dims[last] = dims[last - 1];
            dims[last - 1] = dim;
            long stride = strides[last];
            strides[last] = strides[last - 1];
            strides[last - 1] = stride;
        }
    }

    private static long[] first(long[] dims, Parts.Range range) {
        long[] part = dims.clone();
        part[0] = dims[0] == 1 ? 1 : range.size();
        return part;
    }

    static List<INDArray> arrays(List<INDArray> inputs, INDArray... outputs) {
        List<INDArray> arrays = new ArrayList<>(inputs);
        arrays.addAll(List.of(outputs));
        return arrays;
    }
}
