package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.backend.Kernel;
import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.ReluGradient;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Elementwise functions of one tensor. */
final class EltwiseKernels {
    private static final double WORK_PER_ELEMENT = 30;

    private EltwiseKernels() {}

    static Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        INDArray y = outputs.get(0);
        Eltwise eltwise = Eltwise.of(op);
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(x.length(), 64, WORK_PER_ELEMENT * x.length())) {
            dnnl_memory_desc desc = dnnl.desc(range.size());
            dnnl_primitive_desc primitive = new dnnl_primitive_desc();
            int status = dnnl_eltwise_forward_primitive_desc_create(
                    primitive,
                    Dnnl.engine(),
                    dnnl_forward_training,
                    eltwise.algorithm(),
                    desc,
                    desc,
                    eltwise.alpha(),
                    eltwise.beta(),
                    dnnl.attributes());
            dnnl.created(status, primitive, "eltwise");
            parts.add(dnnl.primitive(
                    primitive,
                    DNNL_ARG_SRC,
                    dnnl.memory(desc, x, range.start()),
                    DNNL_ARG_DST,
                    dnnl.memory(desc, y, range.start())));
        }
        return new PrimitiveKernel(natives, MatMulKernels.arrays(inputs, y), parts);
    }

    static Kernel bindReluGradient(ReluGradient op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray y = inputs.get(0);
        INDArray dy = inputs.get(1);
        INDArray dx = outputs.get(0);
        if (y.length() != dx.length() || dy.length() != dx.length()) {
            return null;
        }
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(y.length(), 64, WORK_PER_ELEMENT * y.length())) {
            dnnl_memory_desc desc = dnnl.desc(range.size());
            dnnl_primitive_desc hint = new dnnl_primitive_desc();
            dnnl.created(
                    dnnl_eltwise_forward_primitive_desc_create(
                            hint,
                            Dnnl.engine(),
                            dnnl_forward_training,
                            dnnl_eltwise_relu_use_dst_for_bwd,
                            desc,
                            desc,
                            0,
                            0,
                            dnnl.attributes()),
                    hint,
                    "relu");
            dnnl_primitive_desc primitive = new dnnl_primitive_desc();
            int status = dnnl_eltwise_backward_primitive_desc_create(
                    primitive,
                    Dnnl.engine(),
                    dnnl_eltwise_relu_use_dst_for_bwd,
                    desc,
                    desc,
                    desc,
                    0,
                    0,
                    hint,
                    dnnl.attributes());
            dnnl.created(status, primitive, "relu's gradient");
            parts.add(dnnl.primitive(
                    primitive,
                    DNNL_ARG_DST,
                    dnnl.memory(desc, y, range.start()),
                    DNNL_ARG_DIFF_DST,
                    dnnl.memory(desc, dy, range.start()),
                    DNNL_ARG_DIFF_SRC,
                    dnnl.memory(desc, dx, range.start())));
        }
        return new PrimitiveKernel(natives, MatMulKernels.arrays(inputs, dx), parts);
    }
}
