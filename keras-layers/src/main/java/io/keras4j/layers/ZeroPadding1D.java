package io.keras4j.layers;

/**
 * Adds zeros at the borders of a sequence; <a href="https://keras.io/api/layers/reshaping_layers/zero_padding1d/">Keras's</a>.
 *
 * <p>Input and output: (batch, steps, channels), or with the data format "channels_first" (batch, channels, steps).
 *
 * <pre>{@code
 * new ZeroPadding1D(2, 0)
 * }</pre>
 */
public final class ZeroPadding1D extends BaseZeroPadding<ZeroPadding1D> {
    /** With one zero everywhere. */
    public ZeroPadding1D() {
        super(1);
    }

    /** With this number of zeros: one for both ends, or one for the start and one for the end. */
    public ZeroPadding1D(int... padding) {
        this();
        setPadding(Pairs.given(padding));
    }
}
