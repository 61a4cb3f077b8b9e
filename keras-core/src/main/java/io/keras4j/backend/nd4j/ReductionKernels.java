package io.keras4j.backend.nd4j;

import io.keras4j.ops.reduction.*;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reductions along axes. */
final class ReductionKernels {
    private ReductionKernels() {}

    static void addTo(Binders binders) {
        binders.add(Sum.class, reduction("reduce_sum", 0));
        binders.add(Mean.class, reduction("reduce_mean", Double.NaN));
        binders.add(Max.class, extreme("reduce_max"));
        binders.add(Min.class, extreme("reduce_min"));
        // ND4J's product of whole numbers is a float; as doubles they are exact up to 2^53
        binders.add(
                Prod.class,
                (op, in, out) -> in.get(0).isR()
                        ? reduce("reduce_prod", op, in.get(0), out.get(0), 1)
                        : reduceAs(DataType.DOUBLE, "reduce_prod", op, in.get(0), out.get(0), 1));
        binders.add(All.class, ofBools("reduce_min", true));
        binders.add(Any.class, ofBools("reduce_max", false));
        binders.add(ArgMax.class, argument("argmax"));
        binders.add(ArgMin.class, argument("argmin"));
    }

    private static Binders.Binder<Reduction> reduction(String name, double ofNothing) {
        return (op, in, out) -> reduce(name, op, in.get(0), out.get(0), ofNothing);
    }

    private static Runnable reduce(String name, Reduction op, INDArray x, INDArray y, double ofNothing) {
        if (x.isEmpty()) {
            return Steps.fill(y, ofNothing);
        }
        if (op.axes().isEmpty()) {
            return Steps.copy(x, y); // ND4J takes no axes for all of them
        }
        long[] axes = op.axes().stream().mapToLong(Integer::longValue).toArray();
        return Steps.custom(name, List.of(x), y, op.keepDims(), axes);
    }

    /** Of unsigned numbers, ND4J's largest is at least 1; of bools, there is none. */
    private static Binders.Binder<Reduction> extreme(String name) {
        return (op, in, out) -> {
            INDArray x = in.get(0);
            if (x.isEmpty()) {
                throw new IllegalArgumentException(op.name() + ": there is no element along axes " + op.axes()
                        + " of shape " + Arrays.toString(x.shape()));
            }
            return x.dataType() == DataType.UINT8 || x.dataType() == DataType.BOOL
                    ? reduceAs(DataType.INT16, name, op, x, out.get(0), 0)
                    : reduce(name, op, x, out.get(0), 0);
        };
    }

    /** Reduces copies of another type. */
    private static Runnable reduceAs(
            DataType type, String name, Reduction op, INDArray x, INDArray y, double ofNothing) {
        INDArray copy = Steps.space(type, x.shape());
        INDArray reduced = Steps.space(type, y.shape());
        return Steps.sequence(Steps.copy(x, copy), reduce(name, op, copy, reduced, ofNothing), Steps.copy(reduced, y));
    }

    private static Binders.Binder<Reduction> ofBools(String name, boolean ofNothing) {
        return (op, in, out) -> reduceAs(DataType.INT8, name, op, in.get(0), out.get(0), ofNothing ? 1 : 0);
    }

    private static Binders.Binder<Reduction> argument(String name) {
        return (op, in, out) -> Steps.custom(
                name, List.of(in.get(0)), out.get(0), op.keepDims(), op.axes().get(0));
    }
}
