package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.Abs;
import io.keras4j.ops.elementwise.Exp;
import io.keras4j.ops.elementwise.Relu;
import io.keras4j.ops.elementwise.Sigmoid;
import io.keras4j.ops.elementwise.Sqrt;
import io.keras4j.ops.elementwise.Square;
import io.keras4j.ops.elementwise.Tanh;
import java.util.Map;

/**
 * oneDNN's elementwise algorithm for an op. Its logarithm and softplus are not used: they are off by some 10⁻⁶ whatever the result, which
 * makes the logarithms of probabilities near 1 wrong in the second digit.
 */
record Eltwise(int algorithm, float alpha, float beta) {
    private static final Map<Class<? extends Op>, Eltwise> BY_OP = Map.of(
            Relu.class, new Eltwise(dnnl_eltwise_relu, 0, 0),
            Sigmoid.class, new Eltwise(dnnl_eltwise_logistic, 0, 0),
            Tanh.class, new Eltwise(dnnl_eltwise_tanh, 0, 0),
            Exp.class, new Eltwise(dnnl_eltwise_exp, 0, 0),
            Sqrt.class, new Eltwise(dnnl_eltwise_sqrt, 0, 0),
            Square.class, new Eltwise(dnnl_eltwise_square, 0, 0),
            Abs.class, new Eltwise(dnnl_eltwise_abs, 0, 0));

    /** The algorithm, or null when there is none. */
    static Eltwise of(Op op) {
        return op == null ? null : BY_OP.get(op.getClass());
    }
}
