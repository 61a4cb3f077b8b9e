package io.keras4j.io.hdf5;

/** Floating-point numbers of two bytes. */
public final class HalfFloat {
    private HalfFloat() {}

    /** The value of an IEEE number of 16 bits: sign, 5 bits of exponent, 10 of mantissa. */
    public static float toFloat(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }

    /** The value of a bfloat16: the upper half of a float. */
    public static float brainToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
