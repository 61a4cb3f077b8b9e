package io.keras4j.backend.nd4j;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.factory.Nd4j;

/** The steps that kernels are made of: ops of ND4J, created once for the arrays they work on. */
final class Steps {
    private Steps() {}

    /** ND4J's op {@code name}. */
    static Runnable custom(String name, List<INDArray> inputs, INDArray output, long... integers) {
        return run(op(name, inputs, output, integers));
    }

    /** ND4J's op {@code name} with one flag among its arguments. */
    static Runnable custom(String name, List<INDArray> inputs, INDArray output, boolean flag, long... integers) {
        DynamicCustomOp op = op(name, inputs, output, integers);
        op.addBArgument(flag);
        return run(op);
    }

    private static DynamicCustomOp op(String name, List<INDArray> inputs, INDArray output, long... integers) {
        DynamicCustomOp op = DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(output)
                .build();
        op.addIArgument(integers);
        return op;
    }

    static Runnable run(DynamicCustomOp op) {
        return () -> Nd4j.exec(op);
    }

    static Runnable run(Op op) {
        return () -> Nd4j.exec(op);
    }

    /**
     * An elementwise op of two operands, which are broadcast. Where the first is broadcast and the second
     * may have the memory of the output, ND4J may overwrite that before it reads it; so the result goes through space in between.
     */
    static Runnable binary(String name, INDArray a, INDArray b, INDArray output) {
        boolean sameShapes = Arrays.equals(a.shape(), b.shape());
        if (sameShapes || !mayShareMemory(b, output)) {
            return custom(name, List.of(a, b), output);
        }
        INDArray between = spaceLike(output);
        return sequence(custom(name, List.of(a, b), between), copy(between, output));
    }

    private static boolean mayShareMemory(INDArray a, INDArray b) {
        return a.offset() == b.offset() && a.dataType() == b.dataType() && Arrays.equals(a.shape(), b.shape());
    }

    /** Copies {@code from} into {@code to}, of the same shape, casting if the types differ. */
    static Runnable copy(INDArray from, INDArray to) {
        return from.isEmpty() ? () -> {} : () -> to.assign(from);
    }

    /** Repeats {@code from} along axes of size 1 and new leading ones, to fill {@code to}. */
    static Runnable broadcast(INDArray from, INDArray to) {
        return Arrays.equals(from.shape(), to.shape())
                ? copy(from, to)
                : custom("tile_to_shape", List.of(from), to, to.shape());
    }

    static Runnable fill(INDArray array, double value) {
        return () -> array.assign(value);
    }

    static Runnable sequence(List<Runnable> steps) {
        Runnable[] all = steps.toArray(Runnable[]::new);
        return () -> {
            for (Runnable step : all) {
                step.run();
            }
        };
    }

    static Runnable sequence(Runnable... steps) {
        return sequence(List.of(steps));
    }

    /** Space for something in between, row-major. */
    static INDArray space(DataType type, long... dims) {
        return Nd4j.createUninitialized(type, dims, 'c');
    }

    static INDArray spaceLike(INDArray array) {
        return space(array.dataType(), array.shape());
    }

    static INDArray scalar(DataType type, double value) {
        return Nd4j.scalar(type, value);
    }
}
