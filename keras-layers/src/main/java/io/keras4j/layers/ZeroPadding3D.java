package io.keras4j.layers;

import java.util.List;

/**
 * Adds zeros at the borders of a volume; <a href="https://keras.io/api/layers/reshaping_layers/zero_padding3d/">Keras's</a>.
 *
 * <p>Input and output: (batch, depth, height, width, channels), or with the data format "channels_first" (batch, channels, depth, height, width).
 *
 * <pre>{@code
 * new ZeroPadding3D(1)
 * }</pre>
 */
public final class ZeroPadding3D extends BaseZeroPadding<ZeroPadding3D> {
    /** With one zero everywhere. */
    public ZeroPadding3D() {
        super(3);
    }

    /** With this number of zeros at both borders of an axis: one number per spatial axis, or one for all. */
    public ZeroPadding3D(int... padding) {
        this();
        setPadding(Pairs.given(padding));
    }

    /** With these numbers of zeros before and after, per spatial axis. */
    public ZeroPadding3D(int[] depth, int[] height, int[] width) {
        this();
        setPadding(List.of(Pairs.list(depth), Pairs.list(height), Pairs.list(width)));
    }
}
