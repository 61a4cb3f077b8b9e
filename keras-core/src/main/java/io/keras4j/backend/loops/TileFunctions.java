package io.keras4j.backend.loops;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.*;
import io.keras4j.tensor.DType;
import java.util.HashMap;
import java.util.Map;

/**
 * The loops of elementwise ops. Each is a method of its own with nothing in it but the loop, which the JVM's compiler turns into vector
 * instructions. Bools are 0 and 1 here.
 */
final class TileFunctions {
    private static final Map<Class<? extends Op>, TileFunction> CHEAP = new HashMap<>();
    private static final Map<Class<? extends Op>, TileFunction> COSTLY = new HashMap<>();

    private TileFunctions() {}

    /** The loop for {@code op}, or null. */
    static TileFunction of(Op op) {
        TileFunction cheap = CHEAP.get(op.getClass());
        return cheap != null ? cheap : COSTLY.get(op.getClass());
    }

    /** Whether the loop is compiled to vector instructions, or at least no slower than a call of another backend. */
    static boolean isCheap(Op op) {
        return CHEAP.containsKey(op.getClass());
    }

    /** Whether an op works on float32 (and bool) tensors, which is all that tiles hold. */
    static boolean handles(DType dtype) {
        return dtype == DType.FLOAT32 || dtype == DType.BOOL;
    }

    private interface Scalar {
        float apply(float x);
    }

    private static TileFunction each(Scalar function) {
        return (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = function.apply(a[i]);
            }
        };
    }

    static {
        CHEAP.put(Add.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] + b[i];
            }
        });
        CHEAP.put(Subtract.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] - b[i];
            }
        });
        CHEAP.put(Multiply.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * b[i];
            }
        });
        CHEAP.put(Divide.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] / b[i];
            }
        });
        CHEAP.put(Maximum.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(a[i], b[i]);
            }
        });
        CHEAP.put(Minimum.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.min(a[i], b[i]);
            }
        });
        CHEAP.put(Negative.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = -a[i];
            }
        });
        CHEAP.put(Abs.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.abs(a[i]);
            }
        });
        CHEAP.put(Square.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * a[i];
            }
        });
        CHEAP.put(Sqrt.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (float) Math.sqrt(a[i]);
            }
        });
        CHEAP.put(Rsqrt.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 1 / (float) Math.sqrt(a[i]);
            }
        });
        CHEAP.put(Reciprocal.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 1 / a[i];
            }
        });
        CHEAP.put(Relu.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(a[i], 0f);
            }
        });
        CHEAP.put(ReluGradient.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] > 0 ? b[i] : 0;
            }
        });
        CHEAP.put(Where.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] != 0 ? b[i] : c[i];
            }
        });
        CHEAP.put(Equal.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] == b[i] ? 1 : 0;
            }
        });
        CHEAP.put(NotEqual.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] != b[i] ? 1 : 0;
            }
        });
        CHEAP.put(Less.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] < b[i] ? 1 : 0;
            }
        });
        CHEAP.put(LessEqual.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] <= b[i] ? 1 : 0;
            }
        });
        CHEAP.put(Greater.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] > b[i] ? 1 : 0;
            }
        });
        CHEAP.put(GreaterEqual.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] >= b[i] ? 1 : 0;
            }
        });
        CHEAP.put(LogicalAnd.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * b[i];
            }
        });
        CHEAP.put(LogicalOr.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(a[i], b[i]);
            }
        });
        CHEAP.put(LogicalXor.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.abs(a[i] - b[i]);
            }
        });
        CHEAP.put(LogicalNot.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 1 - a[i];
            }
        });
        TileFunction copy = (a, b, c, out, n) -> System.arraycopy(a, 0, out, 0, n);
        CHEAP.put(Identity.class, copy);
        CHEAP.put(StopGradient.class, copy);
        CHEAP.put(Sign.class, each(Math::signum));
        CHEAP.put(IsNan.class, each(x -> Float.isNaN(x) ? 1 : 0));
        CHEAP.put(IsInf.class, each(x -> Float.isInfinite(x) ? 1 : 0));
        CHEAP.put(IsFinite.class, each(x -> Float.isFinite(x) ? 1 : 0));
        CHEAP.put(Floor.class, each(x -> (float) Math.floor(x)));
        CHEAP.put(Ceil.class, each(x -> (float) Math.ceil(x)));
        CHEAP.put(Round.class, each(x -> (float) Math.rint(x)));
        COSTLY.put(Exp.class, each(x -> (float) Math.exp(x)));
        COSTLY.put(Expm1.class, each(x -> (float) Math.expm1(x)));
        COSTLY.put(Log.class, each(x -> (float) Math.log(x)));
        COSTLY.put(Log1p.class, each(x -> (float) Math.log1p(x)));
        COSTLY.put(Tanh.class, each(x -> (float) Math.tanh(x)));
        COSTLY.put(Sigmoid.class, each(x -> (float) (1 / (1 + Math.exp(-x)))));
        COSTLY.put(Softplus.class, each(x -> (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))));
        COSTLY.put(Sin.class, each(x -> (float) Math.sin(x)));
        COSTLY.put(Cos.class, each(x -> (float) Math.cos(x)));
        COSTLY.put(Power.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (float) Math.pow(a[i], b[i]);
            }
        });
    }
}
