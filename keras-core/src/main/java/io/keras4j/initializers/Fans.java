package io.keras4j.initializers;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * How many inputs an output of a kernel depends on, and how many outputs an input contributes to: the last two axes of a kernel times the
 * size of its window, unless other axes are named.
 */
record Fans(long in, long out) {
    /** What the variance is divided by. */
    enum Mode {
        FAN_IN,
        FAN_OUT,
        FAN_AVG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How numbers of a given variance are drawn. */
    enum Distribution {
        TRUNCATED_NORMAL {
            @Override
            Tensor draw(RandomInitializer source, Shape shape, DType dtype, double variance) {
                return source.truncatedNormal(shape, dtype, 0, Math.sqrt(variance) / TRUNCATED_STDDEV);
            }
        },
        UNTRUNCATED_NORMAL {
            @Override
            Tensor draw(RandomInitializer source, Shape shape, DType dtype, double variance) {
                return source.normal(shape, dtype, 0, Math.sqrt(variance));
            }
        },
        UNIFORM {
            @Override
            Tensor draw(RandomInitializer source, Shape shape, DType dtype, double variance) {
                double limit = Math.sqrt(3 * variance);
                return source.uniform(shape, dtype, -limit, limit);
            }
        };

        /** The standard deviation of a standard normal variable that is cut off at ±2. */
        private static final double TRUNCATED_STDDEV = 0.87962566103423978;

        abstract Tensor draw(RandomInitializer source, Shape shape, DType dtype, double variance);

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The fans of a kernel of this shape; {@code inputAxes} and {@code outputAxes} may both be null. */
    static Fans of(Shape shape, List<Integer> inputAxes, List<Integer> outputAxes) {
        if (inputAxes != null && outputAxes != null) {
            return new Fans(product(shape, inputAxes), product(shape, outputAxes));
        }
        if (shape.rank() < 2) {
            long size = shape.size();
            return new Fans(size, size);
        }
        long window = shape.slice(0, shape.rank() - 2).size();
        return new Fans(shape.dim(-2) * window, shape.dim(-1) * window);
    }

    private static long product(Shape shape, List<Integer> axes) {
        return axes.stream().mapToLong(shape::dim).reduce(1, Math::multiplyExact);
    }

    /** What {@code mode} divides by, at least 1. */
    double of(Mode mode) {
        double fan = mode == Mode.FAN_IN ? in : mode == Mode.FAN_OUT ? out : (in + out) / 2.0;
        return Math.max(1, fan);
    }
}
