package io.keras4j.backend.onednn;

import io.keras4j.backend.Backend;
import io.keras4j.backend.Kernel;
import io.keras4j.graph.Graph;
import io.keras4j.ops.Op;
import io.keras4j.ops.array.Transpose;
import io.keras4j.ops.elementwise.Exp;
import io.keras4j.ops.elementwise.Relu;
import io.keras4j.ops.elementwise.ReluGradient;
import io.keras4j.ops.elementwise.Sigmoid;
import io.keras4j.ops.elementwise.Tanh;
import io.keras4j.ops.linalg.MatMul;
import io.keras4j.ops.nn.AveragePool;
import io.keras4j.ops.nn.AveragePoolGradient;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionInputGradient;
import io.keras4j.ops.nn.ConvolutionKernelGradient;
import io.keras4j.ops.nn.Gru;
import io.keras4j.ops.nn.LogSoftmax;
import io.keras4j.ops.nn.Lstm;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.Softmax;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes the ops that take most of the time with oneDNN primitives, which are made once and run on fixed addresses. Only float32; what it
 * has no kernel for is left to the next backend.
 */
public final class OneDnnBackend implements Backend {
    private interface Binder<O extends Op> {
        Kernel bind(O op, List<INDArray> inputs, List<INDArray> outputs);
    }

    private final Map<Class<? extends Op>, Binder<Op>> binders = new HashMap<>();

    public OneDnnBackend() {
        add(MatMul.class, MatMulKernels::bind);
        add(FusedMatMul.class, MatMulKernels::bindFused);
        add(Convolution.class, ConvolutionKernels::bind);
        add(FusedConvolution.class, ConvolutionKernels::bindFused);
        add(ConvolutionInputGradient.class, ConvolutionKernels::bindInputGradient);
        add(ConvolutionKernelGradient.class, ConvolutionKernels::bindKernelGradient);
        add(ConvolutionKernelBiasGradient.class, ConvolutionKernels::bindKernelBiasGradient);
        add(MaxPool.class, PoolingKernels::bindMax);
        add(TrackedMaxPool.class, PoolingKernels::bindTrackedMax);
        add(TrackedMaxPoolGradient.class, PoolingKernels::bindTrackedMaxGradient);
        add(AveragePool.class, PoolingKernels::bindAverage);
        add(AveragePoolGradient.class, PoolingKernels::bindAverageGradient);
        add(Lstm.class, RecurrentKernels::bind);
        add(Gru.class, RecurrentKernels::bind);
        add(TrackedRecurrence.class, RecurrentKernels::bindTracked);
        add(TrackedRecurrenceGradient.class, RecurrentKernels::bindTrackedGradient);
        add(Softmax.class, SoftmaxKernels::bind);
        add(LogSoftmax.class, SoftmaxKernels::bindLog);
        add(Transpose.class, TransposeKernels::bind);
        add(ReluGradient.class, EltwiseKernels::bindReluGradient);
        for (Class<? extends Op> op : List.of(Relu.class, Sigmoid.class, Tanh.class, Exp.class)) {
            add(op, EltwiseKernels::bind);
        }
    }

    @SuppressWarnings("unchecked")
    private <O extends Op> void add(Class<? extends O> op, Binder<O> binder) {
        binders.put(op, (Binder<Op>) binder);
    }

    /** Why oneDNN cannot be used here, or null when it can. */
    public static String whyUnavailable() {
        try {
            Loader.load(dnnl.class);
            Dnnl.engine();
            return null;
        } catch (LinkageError | RuntimeException e) {
            return "its native library does not load: " + e.getMessage();
        }
    }

    @Override
    public String name() {
        return "onednn";
    }

    @Override
    public Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        Binder<Op> binder = binders.get(op.getClass());
        if (binder == null
                || inputs.isEmpty()
                || outputs.get(0).length() == 0
                || !isFloat32(inputs.get(inputs.size() - 1))) {
            return null;
        }
        return binder.bind(op, inputs, outputs);
    }

    private static boolean isFloat32(INDArray array) {
        return array.dataType() == DataType.FLOAT;
    }

    @Override
    public void optimize(Graph graph) {
        OneDnnFusion.apply(graph);
    }
}
