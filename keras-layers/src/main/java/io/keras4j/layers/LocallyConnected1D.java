package io.keras4j.layers;

/**
 * A convolution over a sequence with filters of its own at each position, as Keras had it up to version 2; Keras 3 no longer has it, so its
 * files are read here and by tf_keras.
 *
 * <p>Input: (batch, steps, channels), with a known number of steps. Output: (batch, new steps, filters), or with the data format "channels_first"
 * the channels before the steps in both. Weights: kernel (new steps, kernel size · channels, filters), bias (new steps, filters). Only the
 * padding "valid" exists.
 *
 * <pre>{@code
 * new LocallyConnected1D(64, 3)
 * }</pre>
 */
public final class LocallyConnected1D extends BaseLocallyConnected<LocallyConnected1D> {
    /** To be configured. */
    LocallyConnected1D() {
        super(1);
    }

    /** A layer with this number of filters at each position, and this kernel size. */
    public LocallyConnected1D(int filters, int kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
