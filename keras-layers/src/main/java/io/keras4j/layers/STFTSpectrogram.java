package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.initializers.STFT;
import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * The frequencies of a signal over time, by a convolution with the waves of a Fourier transform, which may be trained; <a
 * href="https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/stft_spectrogram/">Keras's</a>.
 *
 * <p>Input: (batch, samples, channels). Output: (batch, parts, channels · frequencies), or with {@code expandDims} (batch, parts, frequencies,
 * channels); with the data format "channels_first" the channels before the other axes, and the frequencies after the parts only with {@code
 * expandDims}. There are fft length / 2 + 1 frequencies, twice as many in the mode "stft". Weights: real kernel and imaginary kernel, (frame
 * length, 1, frequencies), without the one that the mode does not need.
 *
 * <pre>{@code
 * new STFTSpectrogram().mode("log").frameLength(256).frameStep(128)
 * }</pre>
 */
public final class STFTSpectrogram extends FluentLayer<STFTSpectrogram> {
    private final Argument<String> mode =
            argument("mode", Codecs.oneOf("log", "magnitude", "psd", "real", "imag", "angle", "stft"), "log");
    private final Argument<Integer> frameLength = argument("frame_length", Codecs.atLeast(1), 256);
    private final Argument<Integer> frameStep =
            argument("frame_step", Codecs.atLeast(1).optional(), null);
    private final Argument<Integer> fftLength =
            argument("fft_length", Codecs.atLeast(1).optional(), null);
    private final Argument<String> window = argument(
            "window", Codecs.oneOf(STFT.windows().toArray(String[]::new)).optional(), "hann");
    private final Argument<Boolean> periodic = argument("periodic", Codecs.bool(), false);
    private final Argument<String> scaling =
            argument("scaling", Codecs.oneOf("density", "spectrum").optional(), "density");
    private final Argument<String> padding = argument("padding", Paddings.codec("valid", "same"), "valid");
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);
    private final Argument<Boolean> expandDims = argument("expand_dims", Codecs.bool(), false);
    private Variable realKernel;
    private Variable imagKernel;

    /** Logarithms of magnitudes of frames of 256 samples. */
    public STFTSpectrogram() {
        inputSpec(new InputSpec().rank(3));
    }

    /**
     * Sets what comes out: "log", the default, or "magnitude", of the magnitudes, "psd" for their squares, doubled where a frequency stands for
     * two, "real", "imag", "angle", or "stft" for the real parts followed by the imaginary ones.
     */
    public STFTSpectrogram mode(String name) {
        mode.set(name);
        return this;
    }

    /** Sets the number of samples of a frame; 256 by default. */
    public STFTSpectrogram frameLength(int samples) {
        frameLength.set(samples);
        return this;
    }

    /** Sets how many samples frames are apart, at most their length; by default half of that. */
    public STFTSpectrogram frameStep(Integer samples) {
        frameStep.set(samples);
        return this;
    }

    /** Sets the length of the transform, at least that of a frame; by default the next power of two. */
    public STFTSpectrogram fftLength(Integer samples) {
        fftLength.set(samples);
        return this;
    }

    /** Sets the window, one of those of {@link STFT#window}; "hann" by default. */
    public STFTSpectrogram window(String name) {
        window.set(name);
        return this;
    }

    /** Sets whether the window is one period of a periodic function instead of symmetric; false by default. */
    public STFTSpectrogram periodic(boolean value) {
        periodic.set(value);
        return this;
    }

    /** Sets how the window is scaled, see {@link STFT#scaling}; "density" by default. */
    public STFTSpectrogram scaling(String name) {
        scaling.set(name);
        return this;
    }

    /** Sets "valid", the default, to stay inside the signal; "same" to add zeros at both ends. */
    public STFTSpectrogram padding(String name) {
        padding.set(name);
        return this;
    }

    /** Sets whether channels have an axis of their own, as in images; false by default. */
    public STFTSpectrogram expandDims(boolean value) {
        expandDims.set(value);
        return this;
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public STFTSpectrogram dataFormat(String name) {
        dataFormat.set(name);
        return this;
    }

    private int step() {
        return frameStep.get() == null ? frameLength.get() / 2 : frameStep.get();
    }

    private int transformLength() {
        return fftLength.get() != null
                ? fftLength.get()
                : frameLength.get() == 1 ? 1 : Integer.highestOneBit(frameLength.get() - 1) << 1;
    }

    @Override
    protected void build(Shape input) {
        if (frameStep.get() != null && frameStep.get() > frameLength.get()) {
            throw new IllegalArgumentException(
                    "frame_step: expected at most frame_length " + frameLength.get() + ", got " + frameStep.get());
        }
        if (transformLength() < frameLength.get()) {
            throw new IllegalArgumentException(
                    "fft_length: expected at least frame_length " + frameLength.get() + ", got " + transformLength());
        }
        Shape shape = Shape.of(frameLength.get(), 1, transformLength() / 2 + 1);
        if (!mode.get().equals("imag")) {
            realKernel = addWeight("real_kernel", shape, waves("real"));
        }
        if (!mode.get().equals("real")) {
            imagKernel = addWeight("imag_kernel", shape, waves("imag"));
        }
    }

    private STFT waves(String side) {
        return new STFT(side).window(window.get()).scaling(scaling.get()).periodic(periodic.get());
    }

    @Override
    protected Tensor call(Tensor x) {
        boolean last = dataFormat.get() == DataFormat.CHANNELS_LAST;
        Tensor channels = last ? Ops.swapaxes(x, 1, 2) : x;
        Tensor real = realKernel == null ? null : transform(channels, realKernel);
        Tensor imag = imagKernel == null ? null : transform(channels, imagKernel);
        return switch (mode.get()) {
            case "real" -> arranged(real, last);
            case "imag" -> arranged(imag, last);
            case "angle" -> arranged(Ops.arctan2(imag, real), last);
            case "stft" -> arranged(Ops.concatenate(List.of(real, imag), 2), last);
            case "psd" -> arranged(doubled(power(real, imag)), last);
            default -> magnitude(power(real, imag), last);
        };
    }

    private static Tensor power(Tensor real, Tensor imag) {
        return Ops.add(Ops.square(real), Ops.square(imag));
    }

    /** All frequencies but the first and the last stand for a negative one, too. */
    private static Tensor doubled(Tensor power) {
        long count = power.shape().dim(2);
        List<Long> one = List.of(0L, 0L, 1L, 0L);
        return Ops.add(power, Ops.pad(Ops.slice(power, 2, 1, count - 1), one, one, 0));
    }

    private Tensor magnitude(Tensor power, boolean last) {
        double epsilon = FloatX.epsilon();
        Tensor magnitude = arranged(Ops.sqrt(Ops.maximum(power, epsilon)), last);
        return mode.get().equals("log") ? Ops.log(Ops.maximum(magnitude, epsilon)) : magnitude;
    }

    /** The frequencies of each channel: (batch, channels, frequencies, parts). */
    private Tensor transform(Tensor x, Variable kernel) {
        long channels = x.shape().dim(1);
        Tensor signals = Ops.reshape(x, -1, x.shape().dim(2), 1);
        Window frames = new Window(List.of(frameLength.get()), List.of(step()), Padding.of(padding.get()));
        Tensor y = Ops.conv(signals, value(kernel), frames, 1);
        Tensor parts = Ops.swapaxes(y, 1, 2);
        return Ops.reshape(
                parts, -1, channels, parts.shape().dim(1), parts.shape().dim(2));
    }

    private Tensor arranged(Tensor y, boolean last) {
        if (expandDims.get()) {
            return last ? Ops.transpose(y, 0, 3, 2, 1) : Ops.transpose(y, 0, 1, 3, 2);
        }
        Tensor joined = Ops.reshape(
                y, -1, y.shape().dim(1) * y.shape().dim(2), y.shape().dim(3));
        return last ? Ops.swapaxes(joined, 1, 2) : joined;
    }
}
