package io.keras4j.ops.nn;

import java.util.Locale;

/** How a window treats the borders: {@link #VALID} stays inside, {@link #SAME} pads so that with stride 1 the size stays. */
public enum Padding {
    VALID,
    SAME;

    /** The padding that Keras names so. */
    public static Padding of(String name) {
        for (Padding padding : values()) {
            if (padding.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return padding;
            }
        }
        throw new IllegalArgumentException("padding: expected \"valid\" or \"same\", got \"" + name + "\"");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
