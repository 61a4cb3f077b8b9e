package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.backend.Kernel;
import io.keras4j.ops.Op;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionInputGradient;
import io.keras4j.ops.nn.ConvolutionKernelGradient;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions and their gradients. Images keep their channels last, which oneDNN is as fast with as with its own blocked layout; kernels
 * are rearranged before every run, a small part of the work. Threads share the batch.
 */
final class ConvolutionKernels {
    private ConvolutionKernels() {}

    static Kernel bind(Convolution op, List<INDArray> inputs, List<INDArray> outputs) {
        return forward(op, null, inputs, outputs);
    }

    static Kernel bindFused(FusedConvolution op, List<INDArray> inputs, List<INDArray> outputs) {
        return forward(op.convolution(), op.activation(), inputs, outputs);
    }

    private static Kernel forward(Convolution op, Op activation, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray x = inputs.get(0);
        INDArray kernel = inputs.get(1);
        INDArray y = outputs.get(0);
        ConvolutionGeometry geometry =
                new ConvolutionGeometry(op.window(), op.groups(), x.shape(), kernel.shape(), y.shape());
        boolean biased = inputs.size() > 2;
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        dnnl_memory_desc anyKernel = geometry.anyKernel(dnnl);
        Rearranged weights = new Rearranged(dnnl, geometry.kernel(dnnl), kernel);
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(geometry.batch(), 1, geometry.work())) {
            dnnl_memory_desc xDesc = geometry.x(dnnl, range.size());
            dnnl_memory_desc yDesc = geometry.y(dnnl, range.size());
            dnnl_memory_desc biasDesc = biased ? dnnl.desc(geometry.filters()) : null;
            dnnl_primitive_desc desc =
                    forwardDesc(dnnl, geometry, xDesc, anyKernel, biasDesc, yDesc, Eltwise.of(activation));
            if (desc == null) {
                natives.run();
                return null;
            }
            List<Object> arguments = new ArrayList<>(List.of(
                    DNNL_ARG_SRC,
                    dnnl.memory(xDesc, x, range.start() * geometry.xSize()),
                    DNNL_ARG_WEIGHTS,
                    weights.in(Dnnl.chosen(desc, dnnl_query_weights_md)),
                    DNNL_ARG_DST,
                    dnnl.memory(yDesc, y, range.start() * geometry.ySize())));
            if (biased) {
                arguments.add(DNNL_ARG_BIAS);
                arguments.add(dnnl.memory(biasDesc, inputs.get(2), 0));
            }
            parts.add(dnnl.primitive(desc, arguments.toArray()));
        }
        return new PrimitiveKernel(natives, MatMulKernels.arrays(inputs, y), weights.reorders(), parts, List.of());
    }

    private static dnnl_primitive_desc forwardDesc(
            Dnnl dnnl,
            ConvolutionGeometry geometry,
            dnnl_memory_desc x,
            dnnl_memory_desc kernel,
            dnnl_memory_desc bias,
            dnnl_memory_desc y,
            Eltwise activation) {
        dnnl_primitive_desc desc = new dnnl_primitive_desc();
        int status = dnnl_convolution_forward_primitive_desc_create(
                desc,
                Dnnl.engine(),
                dnnl_forward_training,
                dnnl_convolution_direct,
                x,
                kernel,
                bias,
                y,
                geometry.strides,
                geometry.dilates,
                geometry.padBefore,
                geometry.padAfter,
                dnnl.attributes(activation));
        return dnnl.created(status, desc, "convolution");
    }

    static Kernel bindInputGradient(ConvolutionInputGradient op, List<INDArray> inputs, List<INDArray> outputs) {
        INDArray kernel = inputs.get(0);
        INDArray dy = inputs.get(1);
        INDArray dx = outputs.get(0);
        ConvolutionGeometry geometry =
                new ConvolutionGeometry(op.window(), op.groups(), dx.shape(), kernel.shape(), dy.shape());
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        dnnl_memory_desc anyKernel = geometry.anyKernel(dnnl);
        Rearranged weights = new Rearranged(dnnl, geometry.kernel(dnnl), kernel);
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(geometry.batch(), 1, geometry.work())) {
            dnnl_memory_desc dxDesc = geometry.x(dnnl, range.size());
            dnnl_memory_desc dyDesc = geometry.y(dnnl, range.size());
            dnnl_primitive_desc hint = forwardDesc(dnnl, geometry, dxDesc, anyKernel, null, dyDesc, null);
            dnnl_primitive_desc desc = new dnnl_primitive_desc();
            int status = hint == null
                    ? dnnl_unimplemented
                    : dnnl_convolution_backward_data_primitive_desc_create(
                            desc,
                            Dnnl.engine(),
                            dnnl_convolution_direct,
                            dxDesc,
                            anyKernel,
                            dyDesc,
                            geometry.strides,
                            geometry.dilates,
                            geometry.padBefore,
                            geometry.padAfter,
                            hint,
                            dnnl.attributes());
            if (dnnl.created(status, desc, "convolution's input gradient") == null) {
                natives.run();
                return null;
            }
            parts.add(dnnl.primitive(
                    desc,
                    DNNL_ARG_DIFF_DST,
                    dnnl.memory(dyDesc, dy, range.start() * geometry.ySize()),
                    DNNL_ARG_WEIGHTS,
                    weights.in(Dnnl.chosen(desc, dnnl_query_weights_md)),
                    DNNL_ARG_DIFF_SRC,
                    dnnl.memory(dxDesc, dx, range.start() * geometry.xSize())));
        }
        return new PrimitiveKernel(natives, MatMulKernels.arrays(inputs, dx), weights.reorders(), parts, List.of());
    }

    static Kernel bindKernelGradient(ConvolutionKernelGradient op, List<INDArray> inputs, List<INDArray> outputs) {
        return kernelGradient(op, inputs, outputs.get(0), null);
    }

    static Kernel bindKernelBiasGradient(
            ConvolutionKernelBiasGradient op, List<INDArray> inputs, List<INDArray> outputs) {
        return kernelGradient(op.gradient(), inputs, outputs.get(0), outputs.get(1));
    }

    /** Each part computes the gradient for its share of the batch; they are added while they are brought into Keras's arrangement. */
    private static Kernel kernelGradient(
            ConvolutionKernelGradient op, List<INDArray> inputs, INDArray dk, INDArray db) {
        INDArray x = inputs.get(0);
        INDArray dy = inputs.get(1);
        ConvolutionGeometry geometry =
                new ConvolutionGeometry(op.window(), op.groups(), x.shape(), dk.shape(), dy.shape());
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        dnnl_memory_desc wanted = geometry.anyKernel(dnnl);
        Accumulated kernels = new Accumulated(dnnl, geometry.kernel(dnnl), dk);
        dnnl_memory_desc biasDesc = db == null ? null : dnnl.desc(geometry.filters());
        Accumulated biases = db == null ? null : new Accumulated(dnnl, biasDesc, db);
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(geometry.batch(), 1, geometry.work())) {
            dnnl_memory_desc xDesc = geometry.x(dnnl, range.size());
            dnnl_memory_desc dyDesc = geometry.y(dnnl, range.size());
            dnnl_primitive_desc hint = forwardDesc(dnnl, geometry, xDesc, wanted, biasDesc, dyDesc, null);
            dnnl_primitive_desc desc = new dnnl_primitive_desc();
            int status = hint == null
                    ? dnnl_unimplemented
                    : dnnl_convolution_backward_weights_primitive_desc_create(
                            desc,
                            Dnnl.engine(),
                            dnnl_convolution_direct,
                            xDesc,
                            wanted,
                            biasDesc,
                            dyDesc,
                            geometry.strides,
                            geometry.dilates,
                            geometry.padBefore,
                            geometry.padAfter,
                            hint,
                            dnnl.attributes());
            if (dnnl.created(status, desc, "convolution's kernel gradient") == null) {
                natives.run();
                return null;
            }
            List<Object> arguments = new ArrayList<>(List.of(
                    DNNL_ARG_SRC,
                    dnnl.memory(xDesc, x, range.start() * geometry.xSize()),
                    DNNL_ARG_DIFF_DST,
                    dnnl.memory(dyDesc, dy, range.start() * geometry.ySize()),
                    DNNL_ARG_DIFF_WEIGHTS,
                    kernels.share(Dnnl.chosen(desc, dnnl_query_diff_weights_md))));
            if (db != null) {
                arguments.add(DNNL_ARG_DIFF_BIAS);
                arguments.add(biases.share(biasDesc));
            }
            parts.add(dnnl.primitive(desc, arguments.toArray()));
        }
        List<Primitive> after = new ArrayList<>(kernels.additions());
        List<INDArray> arrays = new ArrayList<>(MatMulKernels.arrays(inputs, dk));
        if (db != null) {
            arrays.add(db);
            after.addAll(biases.additions());
        }
        return new PrimitiveKernel(natives, arrays, List.of(), parts, after);
    }
}
