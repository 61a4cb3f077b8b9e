package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.backend.Kernel;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** LSTM and GRU over whole sequences, and their gradients. Threads share the batch. */
final class RecurrentKernels {
    private static final int KERNEL = 1;
    private static final int RECURRENT_KERNEL = 2;
    private static final int BIAS = 3;
    private static final int FIRST_STATE = 4;
    private static final int ALIGNMENT = 64;

    private static final int[] INITIAL_STATES = {DNNL_ARG_SRC_ITER, DNNL_ARG_SRC_ITER_C};
    private static final int[] LAST_STATES = {DNNL_ARG_DST_ITER, DNNL_ARG_DST_ITER_C};
    private static final int[] INITIAL_STATE_GRADIENTS = {DNNL_ARG_DIFF_SRC_ITER, DNNL_ARG_DIFF_SRC_ITER_C};
    private static final int[] LAST_STATE_GRADIENTS = {DNNL_ARG_DIFF_DST_ITER, DNNL_ARG_DIFF_DST_ITER_C};

    private RecurrentKernels() {}

    static Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        return forward(dnnl_forward_inference, inputs, outputs, null);
    }

    static Kernel bindTracked(TrackedRecurrence op, List<INDArray> inputs, List<INDArray> outputs) {
        int last = outputs.size() - 1;
        return forward(dnnl_forward_training, inputs, outputs.subList(0, last), outputs.get(last));
    }

    /** The bytes that the gradient of a recurrence over {@code inputs} needs from it, or 0 when oneDNN cannot compute it. */
    static long workspace(List<? extends Tensor> inputs) {
        RecurrentGeometry geometry = geometry(inputs.stream().map(Tensor::shape).toList());
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        try {
            long bytes = 0;
            for (Parts.Range range : Parts.of(geometry.batch(), 1, geometry.work())) {
                Descs descs = new Descs(dnnl, geometry, range.size());
                dnnl_primitive_desc forward = range.size() == 0 ? null : descs.forward(dnnl_forward_training);
                if (forward == null || descs.backward(forward) == null) {
                    return 0;
                }
                bytes += workspace(forward);
            }
            return bytes;
        } finally {
            natives.run();
        }
    }

    /** The bytes of the workspace of one part, so that the next one is aligned. */
    private static long workspace(dnnl_primitive_desc forward) {
        long bytes = dnnl_memory_desc_get_size(Dnnl.chosen(forward, dnnl_query_workspace_md));
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static RecurrentGeometry geometry(List<Shape> inputs) {
        return RecurrentGeometry.of(inputs.get(0), inputs.get(RECURRENT_KERNEL), inputs.get(BIAS));
    }

    private static RecurrentGeometry geometryOf(List<INDArray> inputs) {
        return geometry(inputs.stream().map(array -> Shape.of(array.shape())).toList());
    }

    private static Kernel forward(int kind, List<INDArray> inputs, List<INDArray> outputs, INDArray workspace) {
        RecurrentGeometry geometry = geometryOf(inputs);
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        Weights weights = new Weights(dnnl, geometry, inputs);
        List<Primitive> parts = new ArrayList<>();
        long inWorkspace = 0;
        for (Parts.Range range : Parts.of(geometry.batch(), 1, geometry.work())) {
            Descs descs = new Descs(dnnl, geometry, range.size());
            dnnl_primitive_desc desc = descs.forward(kind);
            if (desc == null) {
                natives.run();
                return null;
            }
            Arguments arguments = new Arguments(dnnl, geometry, descs, range);
            arguments.addForward(desc, weights, inputs, outputs);
            if (workspace != null) {
                arguments.add(DNNL_ARG_WORKSPACE, Dnnl.chosen(desc, dnnl_query_workspace_md), workspace, inWorkspace);
                inWorkspace += workspace(desc);
            }
            parts.add(dnnl.primitive(desc, arguments.all()));
        }
        List<INDArray> arrays = MatMulKernels.arrays(inputs, outputs.toArray(INDArray[]::new));
        if (workspace != null) {
            arrays.add(workspace);
        }
        return new PrimitiveKernel(natives, arrays, weights.reorders(), parts, List.of());
    }

    static Kernel bindTrackedGradient(
            TrackedRecurrenceGradient op, List<INDArray> workspaceAndInputs, List<INDArray> outputs) {
        int states = outputs.size() - FIRST_STATE;
        List<INDArray> all = workspaceAndInputs.subList(1, workspaceAndInputs.size());
        List<INDArray> inputs = all.subList(0, outputs.size());
        List<INDArray> results = all.subList(outputs.size(), outputs.size() + 1 + states);
        List<INDArray> gradients = all.subList(outputs.size() + 1 + states, all.size());
        RecurrentGeometry geometry = geometryOf(inputs);
        Natives natives = new Natives();
        Dnnl dnnl = new Dnnl(natives);
        Weights weights = new Weights(dnnl, geometry, inputs);
        Accumulated kernel = new Accumulated(dnnl, dnnl.desc(geometry.kernel()), outputs.get(KERNEL));
        Accumulated recurrentKernel =
                new Accumulated(dnnl, dnnl.desc(geometry.recurrentKernel()), outputs.get(RECURRENT_KERNEL));
        Accumulated bias = new Accumulated(dnnl, geometry.bias(dnnl), outputs.get(BIAS));
        List<Primitive> parts = new ArrayList<>();
        long inWorkspace = 0;
        for (Parts.Range range : Parts.of(geometry.batch(), 1, geometry.work())) {
            Descs descs = new Descs(dnnl, geometry, range.size());
            dnnl_primitive_desc hint = descs.forward(dnnl_forward_training);
            dnnl_primitive_desc desc = descs.backward(hint);
            Arguments arguments = new Arguments(dnnl, geometry, descs, range);
            arguments.addForward(desc, weights, inputs, results);
            arguments.add(
                    DNNL_ARG_WORKSPACE,
                    Dnnl.chosen(hint, dnnl_query_workspace_md),
                    workspaceAndInputs.get(0),
                    inWorkspace);
            inWorkspace += workspace(hint);
            arguments.addSequence(DNNL_ARG_DIFF_DST_LAYER, descs.y, gradients.get(0));
            arguments.addStates(LAST_STATE_GRADIENTS, gradients.subList(1, gradients.size()));
            arguments.addSequence(DNNL_ARG_DIFF_SRC_LAYER, descs.x, outputs.get(0));
            arguments.addStates(INITIAL_STATE_GRADIENTS, outputs.subList(FIRST_STATE, outputs.size()));
            arguments.add(DNNL_ARG_DIFF_WEIGHTS_LAYER, kernel.share(Dnnl.argument(desc, DNNL_ARG_DIFF_WEIGHTS_LAYER)));
            arguments.add(
                    DNNL_ARG_DIFF_WEIGHTS_ITER, recurrentKernel.share(Dnnl.argument(desc, DNNL_ARG_DIFF_WEIGHTS_ITER)));
            arguments.add(DNNL_ARG_DIFF_BIAS, bias.share(descs.bias));
            parts.add(dnnl.primitive(desc, arguments.all()));
        }
        List<Primitive> after = new ArrayList<>(kernel.additions());
        after.addAll(recurrentKernel.additions());
        after.addAll(bias.additions());
        List<INDArray> arrays = MatMulKernels.arrays(workspaceAndInputs, outputs.toArray(INDArray[]::new));
        return new PrimitiveKernel(natives, arrays, weights.reorders(), parts, after);
    }

    /** Both kernels as the primitives want them. */
    private static final class Weights {
        private final Rearranged kernel;
        private final Rearranged recurrentKernel;

        Weights(Dnnl dnnl, RecurrentGeometry geometry, List<INDArray> inputs) {
            kernel = new Rearranged(dnnl, dnnl.desc(geometry.kernel()), inputs.get(KERNEL));
            recurrentKernel = new Rearranged(dnnl, dnnl.desc(geometry.recurrentKernel()), inputs.get(RECURRENT_KERNEL));
        }

        List<Primitive> reorders() {
            List<Primitive> all = new ArrayList<>(kernel.reorders());
            all.addAll(recurrentKernel.reorders());
            return all;
        }
    }

    /** The descriptions of the arguments for some samples. */
    private static final class Descs {
        private final Dnnl dnnl;
        final dnnl_memory_desc x;
        final dnnl_memory_desc y;
        final dnnl_memory_desc state;
        final dnnl_memory_desc bias;
        private final dnnl_memory_desc kernel;
        private final dnnl_memory_desc recurrentKernel;
        private final boolean lstm;

        Descs(Dnnl dnnl, RecurrentGeometry geometry, long samples) {
            this.dnnl = dnnl;
            x = geometry.x(dnnl, samples);
            y = geometry.y(dnnl, samples);
            state = geometry.state(dnnl, samples);
            bias = geometry.bias(dnnl);
            kernel = dnnl.anyDesc(geometry.kernel());
            recurrentKernel = dnnl.anyDesc(geometry.recurrentKernel());
            lstm = geometry.gates() == 4;
        }

        dnnl_primitive_desc forward(int kind) {
            dnnl_primitive_desc desc = new dnnl_primitive_desc();
            int status = lstm
                    ? dnnl_lstm_forward_primitive_desc_create(
                            desc,
                            Dnnl.engine(),
                            kind,
                            dnnl_unidirectional_left2right,
                            x,
                            state,
                            state,
                            kernel,
                            recurrentKernel,
                            null,
                            null,
                            bias,
                            y,
                            state,
                            state,
                            dnnl_rnn_flags_undef,
                            dnnl.attributes())
                    : dnnl_lbr_gru_forward_primitive_desc_create(
                            desc,
                            Dnnl.engine(),
                            kind,
                            dnnl_unidirectional_left2right,
                            x,
                            state,
                            kernel,
                            recurrentKernel,
                            bias,
                            y,
                            state,
                            dnnl_rnn_flags_undef,
                            dnnl.attributes());
            return dnnl.created(status, desc, "recurrence");
        }

        /** The gradient of what {@code forward} describes; its share of the weights' gradients overwrites what was there. */
        dnnl_primitive_desc backward(dnnl_primitive_desc forward) {
            dnnl_primitive_desc desc = new dnnl_primitive_desc();
            int status = lstm
                    ? dnnl_lstm_backward_primitive_desc_create(
                            desc,
                            Dnnl.engine(),
                            dnnl_backward,
                            dnnl_unidirectional_left2right,
                            x,
                            state,
                            state,
                            kernel,
                            recurrentKernel,
                            null,
                            null,
                            bias,
                            y,
                            state,
                            state,
                            x,
                            state,
                            state,
                            kernel,
                            recurrentKernel,
                            null,
                            null,
                            bias,
                            y,
                            state,
                            state,
                            dnnl_rnn_flags_diff_weights_overwrite,
                            forward,
                            dnnl.attributes())
                    : dnnl_lbr_gru_backward_primitive_desc_create(
                            desc,
                            Dnnl.engine(),
                            dnnl_backward,
                            dnnl_unidirectional_left2right,
                            x,
                            state,
                            kernel,
                            recurrentKernel,
                            bias,
                            y,
                            state,
                            x,
                            state,
                            kernel,
                            recurrentKernel,
                            bias,
                            y,
                            state,
                            dnnl_rnn_flags_diff_weights_overwrite,
                            forward,
                            dnnl.attributes());
            return dnnl.created(status, desc, "gradient of a recurrence");
        }
    }

    /** The arguments of the primitive for a range of the batch. */
    private static final class Arguments {
        private final Dnnl dnnl;
        private final RecurrentGeometry geometry;
        private final Descs descs;
        private final Parts.Range range;
        private final List<Object> all = new ArrayList<>();

        Arguments(Dnnl dnnl, RecurrentGeometry geometry, Descs descs, Parts.Range range) {
            this.dnnl = dnnl;
            this.geometry = geometry;
            this.descs = descs;
            this.range = range;
        }

        void addForward(dnnl_primitive_desc desc, Weights weights, List<INDArray> inputs, List<INDArray> outputs) {
            addSequence(DNNL_ARG_SRC_LAYER, descs.x, inputs.get(0));
            addStates(INITIAL_STATES, inputs.subList(FIRST_STATE, inputs.size()));
            add(DNNL_ARG_WEIGHTS_LAYER, weights.kernel.in(Dnnl.argument(desc, DNNL_ARG_WEIGHTS_LAYER)));
            add(DNNL_ARG_WEIGHTS_ITER, weights.recurrentKernel.in(Dnnl.argument(desc, DNNL_ARG_WEIGHTS_ITER)));
            add(DNNL_ARG_BIAS, descs.bias, inputs.get(BIAS), 0);
            addSequence(DNNL_ARG_DST_LAYER, descs.y, outputs.get(0));
            addStates(LAST_STATES, outputs.subList(1, outputs.size()));
        }

        void addSequence(int argument, dnnl_memory_desc desc, INDArray array) {
            add(argument, desc, array, range.start() * array.size(1) * array.size(2));
        }

        void addStates(int[] arguments, List<INDArray> states) {
            for (int i = 0; i < states.size(); i++) {
                add(arguments[i], descs.state, states.get(i), range.start() * geometry.units());
            }
        }

        void add(int argument, dnnl_memory_desc desc, INDArray array, long offset) {
            add(argument, dnnl.memory(desc, array, offset));
        }

        void add(int argument, Object memory) {
            all.add(argument);
            all.add(memory);
        }

        Object[] all() {
            return all.toArray();
        }
    }
}
