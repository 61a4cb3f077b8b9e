package io.keras4j.backend.nd4j;

import io.keras4j.ops.linalg.MatMul;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Matrix products. */
final class MatMulKernel {
    private MatMulKernel() {}

    static void addTo(Binders binders) {
        binders.add(
                MatMul.class,
                (op, in, out) -> bind(in.get(0), op.transposeA(), in.get(1), op.transposeB(), out.get(0)));
    }

    /** y = a · b, of the last two axes of each, either transposed first if asked for; leading axes are broadcast. */
    static Runnable bind(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray y) {
        if (a.isEmpty() || b.isEmpty()) {
            return Steps.fill(y, 0);
        }
        if (b.rank() == 2 && a.rank() > 2 && !transposeA) {
            return product(rows(a), false, b, transposeB, rows(y));
        }
        Expansion expansion = new Expansion();
        Runnable product = product(expand(a, y, expansion), transposeA, expand(b, y, expansion), transposeB, y);
        return Steps.sequence(expansion.step(), product);
    }

    private static Runnable product(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray y) {
        return Steps.custom("matmul", List.of(a, b), y, transposeA ? 1 : 0, transposeB ? 1 : 0);
    }

    private static INDArray rows(INDArray array) {
        long columns = array.size(-1);
        return Views.reshape(array, array.length() / columns, columns);
    }

    /** {@code operand} with the leading axes of {@code y}. */
    private static INDArray expand(INDArray operand, INDArray y, Expansion expansion) {
        long[] shape = y.shape().clone();
        shape[shape.length - 2] = operand.size(-2);
        shape[shape.length - 1] = operand.size(-1);
        return expansion.of(operand, shape);
    }
}
