package io.keras4j.tensor;

/** The default floating type, and the small number that keeps divisions and logarithms finite: {@code keras.config.floatx} and {@code epsilon}. */
public final class FloatX {
    private static volatile DType floatx = DType.FLOAT32;
    private static volatile double epsilon = 1e-7;

    private FloatX() {}

    /** The dtype of layers, losses, metrics and optimizers that are given none; float32 unless {@link #set}. */
    public static DType get() {
        return floatx;
    }

    /**
     * Sets {@link #get()}: {@code keras.config.set_floatx}.
     *
     * @throws IllegalArgumentException when it is not a floating type
     */
    public static void set(DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException("floatx: expected a floating dtype, got " + dtype);
        }
        floatx = dtype;
    }

    /** 10⁻⁷ unless {@link #setEpsilon}. */
    public static double epsilon() {
        return epsilon;
    }

    /** Sets {@link #epsilon()}: {@code keras.config.set_epsilon}. */
    public static void setEpsilon(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("epsilon: expected a positive number, got " + value);
        }
        epsilon = value;
    }
}
