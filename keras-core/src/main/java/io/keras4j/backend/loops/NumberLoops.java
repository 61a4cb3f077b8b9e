package io.keras4j.backend.loops;

import io.keras4j.backend.Kernel;
import io.keras4j.backend.NativeMemory;
import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Elementwise ops on integers and between dtypes, computed one element at a time as doubles: labels, tokens, counters, which are few. An
 * int64 beyond 2⁵³ loses its last digits, as everywhere in ND4J.
 */
final class NumberLoops {
    private interface Function {
        double apply(double a, double b, double c);
    }

    private static final Map<Class<? extends Op>, Function> FUNCTIONS = new HashMap<>();

    static {
        FUNCTIONS.put(Add.class, (a, b, c) -> a + b);
        FUNCTIONS.put(Subtract.class, (a, b, c) -> a - b);
        FUNCTIONS.put(Multiply.class, (a, b, c) -> a * b);
        FUNCTIONS.put(FloorDivide.class, (a, b, c) -> Math.floor(a / b));
        FUNCTIONS.put(Mod.class, (a, b, c) -> a - b * Math.floor(a / b));
        FUNCTIONS.put(Maximum.class, (a, b, c) -> Math.max(a, b));
        FUNCTIONS.put(Minimum.class, (a, b, c) -> Math.min(a, b));
        FUNCTIONS.put(Negative.class, (a, b, c) -> -a);
        FUNCTIONS.put(Abs.class, (a, b, c) -> Math.abs(a));
        FUNCTIONS.put(Square.class, (a, b, c) -> a * a);
        FUNCTIONS.put(Sign.class, (a, b, c) -> Math.signum(a));
        FUNCTIONS.put(Equal.class, (a, b, c) -> a == b ? 1 : 0);
        FUNCTIONS.put(NotEqual.class, (a, b, c) -> a != b ? 1 : 0);
        FUNCTIONS.put(Less.class, (a, b, c) -> a < b ? 1 : 0);
        FUNCTIONS.put(LessEqual.class, (a, b, c) -> a <= b ? 1 : 0);
        FUNCTIONS.put(Greater.class, (a, b, c) -> a > b ? 1 : 0);
        FUNCTIONS.put(GreaterEqual.class, (a, b, c) -> a >= b ? 1 : 0);
        FUNCTIONS.put(LogicalAnd.class, (a, b, c) -> a * b);
        FUNCTIONS.put(LogicalOr.class, (a, b, c) -> Math.max(a, b));
        FUNCTIONS.put(LogicalXor.class, (a, b, c) -> Math.abs(a - b));
        FUNCTIONS.put(LogicalNot.class, (a, b, c) -> 1 - a);
        FUNCTIONS.put(Where.class, (a, b, c) -> a != 0 ? b : c);
        FUNCTIONS.put(Cast.class, (a, b, c) -> a);
        FUNCTIONS.put(Identity.class, (a, b, c) -> a);
        FUNCTIONS.put(StopGradient.class, (a, b, c) -> a);
    }

    private NumberLoops() {}

    /** A kernel, or null when this op or one of these arrays is not for these loops. */
    static Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        Function function = FUNCTIONS.get(op.getClass());
        INDArray y = outputs.get(0);
        Shape loop = Shape.of(y.shape());
        int n = (int) Math.min(Integer.MAX_VALUE, y.length());
        Element[] elements = new Element[3];
        Access[] accesses = new Access[3];
        if (function == null || Element.of(y) == null) {
            return null;
        }
        for (int i = 0; i < inputs.size(); i++) {
            accesses[i] = Access.of(Shape.of(inputs.get(i).shape()), loop);
            elements[i] = Element.of(inputs.get(i));
            if (accesses[i] == null || elements[i] == null) {
                return null;
            }
        }
        Element out = Element.of(y);
        List<INDArray> arrays = Lists.concat(inputs, outputs);
        return new Kernel() {
            @Override
            public void run(int part) {
                for (int i = 0; i < n; i++) {
                    out.set(i, function.apply(get(0, i), get(1, i), get(2, i)));
                }
            }

            private double get(int operand, int i) {
                Element element = elements[operand];
                return element == null ? 0 : element.get((int) accesses[operand].index(i));
            }

            @Override
            public String toString() {
                return op + " " + arrays.size();
            }
        };
    }

    /** Reads and writes one element of some dtype. */
    interface Element {
        double get(int i);

        void set(int i, double value);

        /** The elements of {@code array}, or null for a dtype without one. */
        static Element of(INDArray array) {
            ByteBuffer memory = NativeMemory.buffer(array);
            Maker maker = Makers.BY_TYPE.get(DType.of(array.dataType()));
            return memory == null || maker == null ? null : maker.make(memory);
        }
    }

    private interface Maker {
        Element make(ByteBuffer memory);
    }

    private interface Getter {
        double get(ByteBuffer memory, int i);
    }

    private interface Setter {
        void set(ByteBuffer memory, int i, double value);
    }

    private static final class Makers {
        private static final Map<DType, Maker> BY_TYPE = Map.of(
                DType.FLOAT32, maker((m, i) -> m.getFloat(4 * i), (m, i, v) -> m.putFloat(4 * i, (float) v)),
                DType.FLOAT64, maker((m, i) -> m.getDouble(8 * i), (m, i, v) -> m.putDouble(8 * i, v)),
                DType.INT32, maker((m, i) -> m.getInt(4 * i), (m, i, v) -> m.putInt(4 * i, (int) v)),
                DType.INT64, maker((m, i) -> m.getLong(8 * i), (m, i, v) -> m.putLong(8 * i, (long) v)),
                DType.UINT8, maker((m, i) -> m.get(i) & 0xff, (m, i, v) -> m.put(i, (byte) (int) v)),
                DType.BOOL, maker((m, i) -> m.get(i) != 0 ? 1 : 0, (m, i, v) -> m.put(i, (byte) (v != 0 ? 1 : 0))));

        private static Maker maker(Getter getter, Setter setter) {
            return memory -> new Element() {
                @Override
                public double get(int i) {
                    return getter.get(memory, i);
                }

                @Override
                public void set(int i, double value) {
                    setter.set(memory, i, value);
                }
            };
        }
    }
}
