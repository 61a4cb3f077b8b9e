package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.backend.Kernel;
import io.keras4j.ops.nn.AveragePool;
import io.keras4j.ops.nn.AveragePoolGradient;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.Window;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pooling and its gradients. Threads share the batch. */
final class PoolingKernels {
    private static final double WORK_PER_ELEMENT = 15;

    /** Positions in larger windows are not kept in bytes. */
    private static final long LARGEST_TRACKED_WINDOW = 255;

    private PoolingKernels() {}

    static boolean canTrack(Window window) {
        return window.size().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b)
                <= LARGEST_TRACKED_WINDOW;
    }

    static Kernel bindMax(MaxPool op, List<INDArray> inputs, List<INDArray> outputs) {
        return forward(op.window(), dnnl_forward_inference, dnnl_pooling_max, inputs.get(0), outputs.get(0), null);
    }

    static Kernel bindTrackedMax(TrackedMaxPool op, List<INDArray> inputs, List<INDArray> outputs) {
        return forward(
                op.pool().window(),
                dnnl_forward_training,
                dnnl_pooling_max,
                inputs.get(0),
                outputs.get(0),
                outputs.get(1));
    }

    static Kernel bindAverage(AveragePool op, List<INDArray> inputs, List<INDArray> outputs) {
        int algorithm = dnnl_pooling_avg_exclude_padding;
        return forward(op.window(), dnnl_forward_inference, algorithm, inputs.get(0), outputs.get(0), null);
    }

    static Kernel bindTrackedMaxGradient(TrackedMaxPoolGradient op, List<INDArray> inputs, List<INDArray> outputs) {
        return backward(op.window(), dnnl_pooling_max, inputs.get(1), inputs.get(0), outputs.get(0));
    }

    static Kernel bindAverageGradient(AveragePoolGradient op, List<INDArray> inputs, List<INDArray> outputs) {
        return backward(op.window(), dnnl_pooling_avg_exclude_padding, inputs.get(0), null, outputs.get(0));
    }

    private static Kernel forward(Window window, int kind, int algorithm, INDArray x, INDArray y, INDArray chosen) {
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(x.size(0), 1, WORK_PER_ELEMENT * x.length())) {
            dnnl_memory_desc xDesc = ConvolutionGeometry.image(dnnl, x.shape(), range.size());
            dnnl_memory_desc yDesc = ConvolutionGeometry.image(dnnl, y.shape(), range.size());
            dnnl_primitive_desc desc = forwardDesc(dnnl, window, kind, algorithm, x.shape(), xDesc, yDesc);
            if (desc == null) {
                natives.run();
                return null;
            }
            List<Object> arguments = new ArrayList<>(List.of(
                    DNNL_ARG_SRC,
                    dnnl.memory(xDesc, x, range.start() * perImage(x)),
                    DNNL_ARG_DST,
                    dnnl.memory(yDesc, y, range.start() * perImage(y))));
            if (chosen != null) {
                arguments.add(DNNL_ARG_WORKSPACE);
                arguments.add(
                        dnnl.memory(Dnnl.chosen(desc, dnnl_query_workspace_md), chosen, range.start() * perImage(y)));
            }
            parts.add(dnnl.primitive(desc, arguments.toArray()));
        }
        List<INDArray> arrays = chosen == null ? List.of(x, y) : List.of(x, y, chosen);
        return new PrimitiveKernel(natives, arrays, parts);
    }

    private static Kernel backward(Window window, int algorithm, INDArray dy, INDArray chosen, INDArray dx) {
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        List<Primitive> parts = new ArrayList<>();
        for (Parts.Range range : Parts.of(dx.size(0), 1, WORK_PER_ELEMENT * dx.length())) {
            dnnl_memory_desc dxDesc = ConvolutionGeometry.image(dnnl, dx.shape(), range.size());
            dnnl_memory_desc dyDesc = ConvolutionGeometry.image(dnnl, dy.shape(), range.size());
            dnnl_primitive_desc hint =
                    forwardDesc(dnnl, window, dnnl_forward_training, algorithm, dx.shape(), dxDesc, dyDesc);
            if (hint == null) {
                natives.run();
                return null;
            }
            Sizes sizes = new Sizes(window, dx.shape());
            dnnl_primitive_desc desc = new dnnl_primitive_desc();
            int status = dnnl_pooling_backward_primitive_desc_create(
                    desc,
                    Dnnl.engine(),
                    algorithm,
                    dxDesc,
                    dyDesc,
                    sizes.strides,
                    sizes.kernel,
                    sizes.dilates,
                    sizes.before,
                    sizes.after,
                    hint,
                    dnnl.attributes());
            if (dnnl.created(status, desc, "pooling's gradient") == null) {
                natives.run();
                return null;
            }
            List<Object> arguments = new ArrayList<>(List.of(
                    DNNL_ARG_DIFF_DST,
                    dnnl.memory(dyDesc, dy, range.start() * perImage(dy)),
                    DNNL_ARG_DIFF_SRC,
                    dnnl.memory(dxDesc, dx, range.start() * perImage(dx))));
            if (chosen != null) {
                arguments.add(DNNL_ARG_WORKSPACE);
                arguments.add(
                        dnnl.memory(Dnnl.chosen(hint, dnnl_query_workspace_md), chosen, range.start() * perImage(dy)));
            }
            parts.add(dnnl.primitive(desc, arguments.toArray()));
        }
        List<INDArray> arrays = chosen == null ? List.of(dy, dx) : List.of(dy, dx, chosen);
        return new PrimitiveKernel(natives, arrays, parts);
    }

    private static long perImage(INDArray array) {
        return array.length() / array.size(0);
    }

    private static dnnl_primitive_desc forwardDesc(
            Dnnl dnnl,
            Window window,
            int kind,
            int algorithm,
            long[] x,
            dnnl_memory_desc xDesc,
            dnnl_memory_desc yDesc) {
        Sizes sizes = new Sizes(window, x);
        dnnl_primitive_desc desc = new dnnl_primitive_desc();
        int status = dnnl_pooling_forward_primitive_desc_create(
                desc,
                Dnnl.engine(),
                kind,
                algorithm,
                xDesc,
                yDesc,
                sizes.strides,
                sizes.kernel,
                sizes.dilates,
                sizes.before,
                sizes.after,
                dnnl.attributes());
        return dnnl.created(status, desc, "pooling");
    }

    /** A window's sizes in oneDNN's terms, for an input (batch, spatial..., channels). */
    private static final class Sizes {
        private final long[] kernel;
        private final long[] strides;
        private final long[] dilates;
        private final long[] before;
        private final long[] after;

        private Sizes(Window window, long[] x) {
            int rank = window.rank();
            kernel = new long[rank];
            strides = new long[rank];
            dilates = new long[rank];
            before = new long[rank];
            after = new long[rank];
            for (int axis = 0; axis < rank; axis++) {
                kernel[axis] = window.size().get(axis);
                strides[axis] = window.strides().get(axis);
                dilates[axis] = window.dilation().get(axis) - 1;
                before[axis] = window.padBefore(axis, x[axis + 1]);
                after[axis] = window.padAfter(axis, x[axis + 1]);
            }
        }
    }
}
