package io.keras4j.backend.nd4j;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.bool.IsInf;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;

/**
 * ln(1 + x), eˣ - 1 and arsinh x, which ND4J computes just so and thereby loses the digits of small x. The error of 1 + x, or of eˣ, is known from
 * undoing it, and is divided out. Source: W. Kahan, see N. Higham, Accuracy and Stability of Numerical Algorithms, 1.14.
 */
final class NearZero {
    private NearZero() {}

    /** ln(1 + x) = ln(u) · x / (u - 1) with the rounded u = 1 + x. */
    static Runnable log1p(INDArray x, INDArray y) {
        INDArray one = Steps.scalar(x.dataType(), 1);
        INDArray u = Steps.spaceLike(x);
        INDArray log = Steps.spaceLike(x);
        INDArray exact = Steps.spaceLike(x);
        INDArray chosen = Steps.space(DataType.BOOL, x.shape());
        return Steps.sequence(
                Steps.binary("add", x, one, u),
                Steps.run(new Log(u, log)),
                Steps.binary("multiply", log, x, exact),
                Steps.binary("subtract", u, one, u),
                Steps.binary("divide", exact, u, exact),
                Steps.binary("greater", x, one, chosen),
                Steps.custom("select", List.of(chosen, log, exact), exact),
                Steps.binary("equals", u, Steps.scalar(x.dataType(), 0), chosen),
                Steps.custom("select", List.of(chosen, x, exact), y));
    }

    /** eˣ - 1 = (u - 1) · x / ln(u) with the rounded u = eˣ. */
    static Runnable expm1(INDArray x, INDArray y) {
        INDArray one = Steps.scalar(x.dataType(), 1);
        INDArray u = Steps.spaceLike(x);
        INDArray log = Steps.spaceLike(x);
        INDArray exact = Steps.spaceLike(x);
        INDArray chosen = Steps.space(DataType.BOOL, x.shape());
        return Steps.sequence(
                Steps.run(new Exp(x, u)),
                Steps.run(new Log(u, log)),
                Steps.binary("subtract", u, one, u),
                Steps.binary("multiply", u, x, exact),
                Steps.binary("divide", exact, log, exact),
                Steps.run(new Abs(x, log)),
                Steps.binary("greater", log, one, chosen),
                Steps.custom("select", List.of(chosen, u, exact), exact),
                Steps.binary("equals", u, Steps.scalar(x.dataType(), 0), chosen),
                Steps.custom("select", List.of(chosen, x, exact), y));
    }

    /** arsinh x = sign(x) · ln(1 + |x| + x² / (1 + √(1 + x²))), which also holds for negative x, where ND4J's cancels out. */
    static Runnable arsinh(INDArray x, INDArray y) {
        INDArray one = Steps.scalar(x.dataType(), 1);
        INDArray size = Steps.spaceLike(x);
        INDArray sign = Steps.spaceLike(x);
        INDArray root = Steps.spaceLike(x);
        INDArray infinite = Steps.space(DataType.BOOL, x.shape());
        return Steps.sequence(
                Steps.run(new IsInf(x, infinite)),
                Steps.run(new Sign(x, sign)),
                Steps.run(new Abs(x, size)),
                Steps.binary("multiply", size, size, root),
                Steps.binary("add", root, one, root),
                Steps.run(new Sqrt(root, root)),
                Steps.binary("add", root, one, root),
                Steps.binary("divide", size, root, root),
                Steps.binary("multiply", root, size, root),
                Steps.binary("add", root, size, root),
                log1p(root, root),
                Steps.binary("multiply", root, sign, root),
                Steps.custom("select", List.of(infinite, x, root), y));
    }
}
