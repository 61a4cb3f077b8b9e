package io.keras4j.backend.loops;

import io.keras4j.backend.Backend;
import io.keras4j.backend.Kernel;
import io.keras4j.graph.Graph;
import io.keras4j.ops.Op;
import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Concatenate;
import io.keras4j.ops.array.Gather;
import io.keras4j.ops.array.GatherGradient;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.array.Split;
import io.keras4j.ops.elementwise.Elementwise;
import io.keras4j.ops.random.DropoutMask;
import io.keras4j.ops.random.RandomUniform;
import io.keras4j.ops.reduction.ArgMax;
import io.keras4j.ops.reduction.Mean;
import io.keras4j.ops.reduction.Sum;
import io.keras4j.ops.spectral.Dft;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes elementwise ops, sums and moves of rows with loops in Java over small heap arrays, which the JVM compiles to vector
 * instructions; whole chains of ops in one pass over memory. Without the 8 to 14 µs that every ND4J op costs.
 */
public final class LoopBackend implements Backend {
    private interface Binder<O extends Op> {
        Kernel bind(O op, List<INDArray> inputs, List<INDArray> outputs);
    }

    private static final long LARGEST = Integer.MAX_VALUE / 8;

    private final boolean fasterElsewhere;
    private final Map<Class<? extends Op>, Binder<Op>> binders = new HashMap<>();

    /** A backend; {@code fasterElsewhere} tells whether one asked before has fast kernels for exponentials and the like. */
    public LoopBackend(boolean fasterElsewhere) {
        this.fasterElsewhere = fasterElsewhere;
        add(FusedLoop.class, FusedLoopKernel::bind);
        add(Concatenate.class, RowKernels::concatenate);
        add(Slice.class, RowKernels::slice);
        add(Split.class, RowKernels::split);
        add(Gather.class, floats(RowKernels::gather));
        add(GatherGradient.class, floats(RowKernels::gatherGradient));
        add(BroadcastTo.class, floats(RowKernels::broadcast));
        add(DropoutMask.class, floats(RandomLoops::dropoutMask));
        add(RandomUniform.class, floats(RandomLoops::uniform));
        add(Dft.class, floats(FourierKernel::bind));
        add(Sum.class, floats(RowKernels::sum));
        add(Mean.class, floats(RowKernels::sum));
        add(
                ArgMax.class,
                (op, inputs, outputs) -> isFloat32(inputs.get(0)) ? RowKernels.argMax(op, inputs, outputs) : null);
    }

    private static <O extends Op> Binder<O> floats(Binder<O> binder) {
        return (op, inputs, outputs) -> isFloat32(outputs.get(0)) ? binder.bind(op, inputs, outputs) : null;
    }

    private static boolean isFloat32(INDArray array) {
        return array.dataType() == DataType.FLOAT;
    }

    @SuppressWarnings("unchecked")
    private <O extends Op> void add(Class<O> op, Binder<? super O> binder) {
        binders.put(op, (o, inputs, outputs) -> ((Binder<Op>) binder).bind(o, inputs, outputs));
    }

    @Override
    public String name() {
        return "loops";
    }

    @Override
    public Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        boolean fits =
                Stream.concat(inputs.stream(), outputs.stream()).allMatch(a -> a.length() > 0 && a.length() <= LARGEST);
        if (!fits || inputs.isEmpty()) {
            return null;
        }
        Binder<Op> binder = binders.get(op.getClass());
        if (binder != null) {
            return binder.bind(op, inputs, outputs);
        }
        return op instanceof Elementwise ? elementwise(op, inputs, outputs) : null;
    }

    private static Kernel elementwise(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        boolean tiles = TileFunctions.of(op) != null
                && Stream.concat(inputs.stream(), outputs.stream())
                        .allMatch(
                                array -> TileFunctions.handles(Tensor.of(array).dtype()));
        if (!tiles) {
            return NumberLoops.bind(op, inputs, outputs);
        }
        List<Integer> operands = new ArrayList<>();
        inputs.forEach(input -> operands.add(operands.size()));
        FusedLoop.Result result = new FusedLoop.Result(
                inputs.size(), FusedLoop.Fold.NONE, 1, Tensor.of(outputs.get(0)).spec());
        Shape shape = Shape.of(outputs.get(0).shape());
        return FusedLoopKernel.bind(
                new FusedLoop(shape, List.of(new FusedLoop.Step(op, operands)), List.of(result)), inputs, outputs);
    }

    @Override
    public void optimize(Graph graph) {
        BatchNormalizeDecomposition.apply(graph);
        LoopFusion.apply(graph, fasterElsewhere);
    }
}
