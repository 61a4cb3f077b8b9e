package io.keras4j.backend.onednn;

import io.keras4j.backend.Kernel;
import io.keras4j.ops.array.Transpose;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Transposition, as a copy between two arrangements of the same elements. */
final class TransposeKernels {
    private static final int MAX_RANK = 6;

    private TransposeKernels() {}

    static Kernel bind(Transpose op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        INDArray y = outputs.get(0);
        if (x.rank() > MAX_RANK || x.rank() == 0 || x.length() == 0) {
            return null;
        }
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        long[] strides = Dnnl.strides(x.shape());
        long[] transposed = op.axes().stream().mapToLong(axis -> strides[axis]).toArray();
        dnnl_memory_desc from = dnnl.desc(y.shape(), transposed);
        dnnl_memory_desc to = dnnl.desc(y.shape());
        Primitive copy = dnnl.reorder(from, dnnl.memory(from, x, 0), to, dnnl.memory(to, y, 0), dnnl.attributes());
        return new PrimitiveKernel(natives, MatMulKernels.arrays(inputs, y), List.of(copy));
    }
}
