package io.keras4j.ops;

import io.keras4j.tensor.DType;
import java.util.EnumMap;
import java.util.Map;

/** What numbers dtypes can represent: the least, the greatest, and how close they are. */
final class Limits {
    private static final Map<DType, Double> HIGHEST = new EnumMap<>(Map.of(
            DType.BOOL,
            1.0,
            DType.UINT8,
            255.0,
            DType.INT8,
            (double) Byte.MAX_VALUE,
            DType.INT16,
            (double) Short.MAX_VALUE,
            DType.INT32,
            (double) Integer.MAX_VALUE,
            DType.INT64,
            Math.nextDown(0x1p63),
            DType.BFLOAT16,
            0x1.FEp127,
            DType.FLOAT16,
            65504.0,
            DType.FLOAT32,
            (double) Float.MAX_VALUE,
            DType.FLOAT64,
            Double.MAX_VALUE));

    private static final Map<DType, Double> EPSILON = new EnumMap<>(
            Map.of(DType.BFLOAT16, 0x1p-7, DType.FLOAT16, 0x1p-10, DType.FLOAT32, 0x1p-23, DType.FLOAT64, 0x1p-52));

    private Limits() {}

    static double highest(DType dtype) {
        return HIGHEST.get(dtype);
    }

    static double lowest(DType dtype) {
        if (dtype.isInteger() && dtype != DType.UINT8) {
            return -Math.scalb(1.0, 8 * dtype.bytes() - 1);
        }
        return dtype.isFloating() ? -highest(dtype) : 0;
    }

    /** The distance from 1 to the next number of {@code dtype}, a floating one. */
    static double epsilon(DType dtype) {
        return EPSILON.get(dtype);
    }

    /** The number next to {@code limit}, or that itself, on the way to 0 that has no more digits than {@code dtype}, a floating one. */
    static double within(double limit, DType dtype) {
        double step = Math.scalb(epsilon(dtype), Math.getExponent(limit));
        return Math.signum(limit) * Math.floor(Math.abs(limit) / step) * step;
    }
}
