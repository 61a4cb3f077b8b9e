package io.keras4j.layers;

import java.util.List;

/**
 * Adds zeros at the borders of an image; <a href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or with the data format "channels_first" (batch, channels, height, width).
 *
 * <pre>{@code
 * new ZeroPadding2D(1)
 * }</pre>
 */
public final class ZeroPadding2D extends BaseZeroPadding<ZeroPadding2D> {
    /** With one zero everywhere. */
    public ZeroPadding2D() {
        super(2);
    }

    /** With this number of zeros at both borders of an axis: one number per spatial axis, or one for all. */
    public ZeroPadding2D(int... padding) {
        this();
        setPadding(Pairs.given(padding));
    }

    /** With these numbers of zeros before and after, per spatial axis. */
    public ZeroPadding2D(int[] height, int[] width) {
        this();
        setPadding(List.of(Pairs.list(height), Pairs.list(width)));
    }
}
