package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.backend.Kernel;
import io.keras4j.ops.nn.LogSoftmax;
import io.keras4j.ops.nn.Softmax;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Softmax and its logarithm. */
final class SoftmaxKernels {
    private SoftmaxKernels() {}

    static Kernel bind(Softmax op, List<INDArray> inputs, List<INDArray> outputs) {
        return bind(dnnl_softmax_accurate, op.axis(), inputs, outputs.get(0));
    }

    static Kernel bindLog(LogSoftmax op, List<INDArray> inputs, List<INDArray> outputs) {
        return bind(dnnl_softmax_log, op.axis(), inputs, outputs.get(0));
    }

    private static Kernel bind(int algorithm, int axis, List<INDArray> inputs, INDArray y) {
        INDArray x = inputs.get(0);
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        dnnl_memory_desc desc = dnnl.desc(x.shape());
        dnnl_primitive_desc primitive = new dnnl_primitive_desc();
        int status = dnnl_softmax_forward_primitive_desc_create(
                primitive, Dnnl.engine(), dnnl_forward_inference, algorithm, desc, desc, axis, dnnl.attributes());
        if (dnnl.created(status, primitive, "softmax") == null) {
            natives.run();
            return null;
        }
        Primitive all =
                dnnl.primitive(primitive, DNNL_ARG_SRC, dnnl.memory(desc, x, 0), DNNL_ARG_DST, dnnl.memory(desc, y, 0));
        return new PrimitiveKernel(natives, MatMulKernels.arrays(inputs, y), List.of(all));
    }
}
