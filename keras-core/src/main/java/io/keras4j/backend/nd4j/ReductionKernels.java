package io.keras4j.backend.nd4j;

import io.keras4j.ops.reduction.*;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reductions along axes. */
final class ReductionKernels {
    private ReductionKernels() {}

    static void addTo(Binders binders) {
        binders.add(Sum.class, reduction("reduce_sum", 0));
        binders.add(Mean.class, reduction("reduce_mean", Double.NaN));
        binders.add(Max.class, reduction("reduce_max", Double.NEGATIVE_INFINITY));
        binders.add(Min.class, reduction("reduce_min", Double.POSITIVE_INFINITY));
        binders.add(Prod.class, ReductionKernels::product);
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

    /** ND4J's product of whole numbers is a float; as doubles they are exact up to 2⁵³. */
    private static Runnable product(Reduction op, List<INDArray> in, List<INDArray> out) {
        INDArray x = in.get(0);
        INDArray y = out.get(0);
        if (x.isR()) {
            return reduce("reduce_prod", op, x, y, 1);
        }
        INDArray factors = Steps.space(DataType.DOUBLE, x.shape());
        INDArray product = Steps.space(DataType.DOUBLE, y.shape());
        return Steps.sequence(
                Steps.copy(x, factors), reduce("reduce_prod", op, factors, product, 1), Steps.copy(product, y));
    }

    private static Binders.Binder<Reduction> ofBools(String name, boolean ofNothing) {
        return (op, in, out) -> {
            INDArray numbers = Steps.space(DataType.INT8, in.get(0).shape());
            INDArray reduced = Steps.space(DataType.INT8, out.get(0).shape());
            return Steps.sequence(
                    Steps.copy(in.get(0), numbers),
                    reduce(name, op, numbers, reduced, ofNothing ? 1 : 0),
                    Steps.copy(reduced, out.get(0)));
        };
    }

    private static Binders.Binder<Reduction> argument(String name) {
        return (op, in, out) -> Steps.custom(
                name, List.of(in.get(0)), out.get(0), op.keepDims(), op.axes().get(0));
    }
}
