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
    private static final Map<Class<? extends Op>, TileFunction> PLAIN = new HashMap<>();
    private static final Map<Class<? extends Op>, TileFunction> SCALAR_B = new HashMap<>();
    private static final Map<Class<? extends Op>, TileFunction> SLOW = new HashMap<>();

    private TileFunctions() {}

    /** The loop for {@code op}, or null. */
    static TileFunction of(Op op) {
        TileFunction plain = PLAIN.get(op.getClass());
        return plain != null ? plain : SLOW.get(op.getClass());
    }

    /** The loop for {@code op} when its second operand is the same number, {@code b[0]}, for all elements; or null. */
    static TileFunction ofScalarB(Op op) {
        return SCALAR_B.get(op.getClass());
    }

    /** Whether the loop is not compiled to vector instructions, while oneDNN has a kernel that uses them. */
    static boolean isSlow(Op op) {
        return SLOW.containsKey(op.getClass());
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
        PLAIN.put(Add.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] + b[i];
            }
        });
        PLAIN.put(Subtract.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] - b[i];
            }
        });
        PLAIN.put(Multiply.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * b[i];
            }
        });
        PLAIN.put(Divide.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] / b[i];
            }
        });
        PLAIN.put(MultiplyAdd.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * b[i] + c[i];
            }
        });
        SCALAR_B.put(Add.class, (a, b, c, out, n) -> {
            float s = b[0];
            for (int i = 0; i < n; i++) {
                out[i] = a[i] + s;
            }
        });
        SCALAR_B.put(Subtract.class, (a, b, c, out, n) -> {
            float s = b[0];
            for (int i = 0; i < n; i++) {
                out[i] = a[i] - s;
            }
        });
        SCALAR_B.put(Multiply.class, (a, b, c, out, n) -> {
            float s = b[0];
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * s;
            }
        });
        SCALAR_B.put(Divide.class, (a, b, c, out, n) -> {
            float s = b[0];
            for (int i = 0; i < n; i++) {
                out[i] = a[i] / s;
            }
        });
        SCALAR_B.put(Maximum.class, (a, b, c, out, n) -> {
            float s = b[0];
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(a[i], s);
            }
        });
        SCALAR_B.put(Minimum.class, (a, b, c, out, n) -> {
            float s = b[0];
            for (int i = 0; i < n; i++) {
                out[i] = Math.min(a[i], s);
            }
        });
        SCALAR_B.put(MultiplyAdd.class, (a, b, c, out, n) -> {
            float s = b[0];
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * s + c[i];
            }
        });
        PLAIN.put(Maximum.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(a[i], b[i]);
            }
        });
        PLAIN.put(Minimum.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.min(a[i], b[i]);
            }
        });
        PLAIN.put(Negative.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = -a[i];
            }
        });
        PLAIN.put(Abs.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.abs(a[i]);
            }
        });
        PLAIN.put(Square.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * a[i];
            }
        });
        PLAIN.put(Flush.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] + Flush.SWALLOW - Flush.SWALLOW;
            }
        });
        PLAIN.put(Sqrt.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (float) Math.sqrt(a[i]);
            }
        });
        PLAIN.put(Rsqrt.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 1 / (float) Math.sqrt(a[i]);
            }
        });
        PLAIN.put(Reciprocal.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 1 / a[i];
            }
        });
        PLAIN.put(Relu.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(a[i], 0f);
            }
        });
        SLOW.put(ReluGradient.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] > 0 ? b[i] : 0;
            }
        });
        PLAIN.put(Where.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] != 0 ? b[i] : c[i];
            }
        });
        PLAIN.put(Equal.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] == b[i] ? 1 : 0;
            }
        });
        PLAIN.put(NotEqual.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] != b[i] ? 1 : 0;
            }
        });
        PLAIN.put(Less.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] < b[i] ? 1 : 0;
            }
        });
        PLAIN.put(LessEqual.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] <= b[i] ? 1 : 0;
            }
        });
        PLAIN.put(Greater.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] > b[i] ? 1 : 0;
            }
        });
        PLAIN.put(GreaterEqual.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] >= b[i] ? 1 : 0;
            }
        });
        PLAIN.put(LogicalAnd.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = a[i] * b[i];
            }
        });
        PLAIN.put(LogicalOr.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.max(a[i], b[i]);
            }
        });
        PLAIN.put(LogicalXor.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = Math.abs(a[i] - b[i]);
            }
        });
        PLAIN.put(LogicalNot.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 1 - a[i];
            }
        });
        TileFunction copy = (a, b, c, out, n) -> System.arraycopy(a, 0, out, 0, n);
        PLAIN.put(Identity.class, copy);
        PLAIN.put(StopGradient.class, copy);
        PLAIN.put(Sign.class, each(Math::signum));
        PLAIN.put(IsNan.class, each(x -> Float.isNaN(x) ? 1 : 0));
        PLAIN.put(IsInf.class, each(x -> Float.isInfinite(x) ? 1 : 0));
        PLAIN.put(IsFinite.class, each(x -> Float.isFinite(x) ? 1 : 0));
        PLAIN.put(Floor.class, each(x -> (float) Math.floor(x)));
        PLAIN.put(Ceil.class, each(x -> (float) Math.ceil(x)));
        PLAIN.put(Round.class, each(x -> (float) Math.rint(x)));
        SLOW.put(Exp.class, each(x -> (float) Math.exp(x)));
        PLAIN.put(Expm1.class, each(x -> (float) Math.expm1(x)));
        PLAIN.put(Log.class, each(x -> (float) Math.log(x)));
        PLAIN.put(Log1p.class, each(x -> (float) Math.log1p(x)));
        SLOW.put(Tanh.class, each(x -> (float) Math.tanh(x)));
        SLOW.put(Sigmoid.class, each(x -> (float) (1 / (1 + Math.exp(-x)))));
        PLAIN.put(Softplus.class, each(x -> (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))));
        PLAIN.put(Sin.class, each(x -> (float) Math.sin(x)));
        PLAIN.put(Cos.class, each(x -> (float) Math.cos(x)));
        PLAIN.put(Power.class, (a, b, c, out, n) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (float) Math.pow(a[i], b[i]);
            }
        });
    }
}
