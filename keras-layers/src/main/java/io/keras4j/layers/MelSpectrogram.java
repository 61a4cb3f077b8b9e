package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How loud a signal is over time at pitches as people hear them, on the mel scale; <a
 * href="https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/mel_spectrogram/">Keras's</a>. The magnitudes of the short-time
 * Fourier transform, to some power, are summed up in triangular bands, whose centres are equally far apart in mel = 1127 ln(1 + f / 700 Hz),
 * and by default become decibels.
 *
 * <p>Input: (samples) or (batch, samples), of a known number of samples. Output: (bands, parts) or (batch, bands, parts).
 *
 * <pre>{@code
 * new MelSpectrogram().numMelBins(64).samplingRate(8000).sequenceStride(256).fftLength(1024)
 * }</pre>
 */
public final class MelSpectrogram extends FluentLayer<MelSpectrogram> {
    private final Argument<Integer> fftLength = argument("fft_length", Codecs.atLeast(1), 2048);
    private final Argument<Integer> sequenceStride = argument("sequence_stride", Codecs.atLeast(1), 512);
    private final Argument<Integer> sequenceLength =
            argument("sequence_length", Codecs.atLeast(1).optional(), null);
    private final Argument<String> window =
            argument("window", Codecs.oneOf("hann", "hamming").optional(), "hann");
    private final Argument<Integer> samplingRate = argument("sampling_rate", Codecs.atLeast(1), 16000);
    private final Argument<Integer> numMelBins = argument("num_mel_bins", Codecs.atLeast(1), 128);
    private final Argument<Double> minFreq = argument("min_freq", Codecs.number(), 20.0);
    private final Argument<Double> maxFreq =
            argument("max_freq", Codecs.number().optional(), null);
    private final Argument<Boolean> powerToDb = argument("power_to_db", Codecs.bool(), true);
    private final Argument<Double> topDb = argument("top_db", Codecs.number(), 80.0);
    private final Argument<Double> magExp = argument("mag_exp", Codecs.number(), 2.0);
    private final Argument<Double> minPower = argument("min_power", Codecs.number(), 1e-10);
    private final Argument<Double> refPower = argument("ref_power", Codecs.number(), 1.0);

    /** Sets how many samples the parts that are transformed have, zeros included; 2048 by default. */
    public MelSpectrogram fftLength(int samples) {
        fftLength.set(samples);
        return this;
    }

    /** Sets how many samples the parts are apart; 512 by default. */
    public MelSpectrogram sequenceStride(int samples) {
        sequenceStride.set(samples);
        return this;
    }

    /** Sets how many samples of the signal a part has, at most the length of the transform; by default that. */
    public MelSpectrogram sequenceLength(Integer samples) {
        sequenceLength.set(samples);
        return this;
    }

    /** Sets the window, "hann", the default, "hamming" or null for none. */
    public MelSpectrogram window(String name) {
        window.set(name);
        return this;
    }

    /** Sets how many samples a second has; 16000 by default. */
    public MelSpectrogram samplingRate(int hertz) {
        samplingRate.set(hertz);
        return this;
    }

    /** Sets the number of bands; 128 by default. */
    public MelSpectrogram numMelBins(int bands) {
        numMelBins.set(bands);
        return this;
    }

    /** Sets the lowest frequency, in hertz; 20 by default. */
    public MelSpectrogram minFreq(double hertz) {
        minFreq.set(hertz);
        return this;
    }

    /** Sets the highest frequency, in hertz; by default half of the sampling rate. */
    public MelSpectrogram maxFreq(Double hertz) {
        maxFreq.set(hertz);
        return this;
    }

    /** Sets whether powers become decibels; true by default. */
    public MelSpectrogram powerToDb(boolean value) {
        powerToDb.set(value);
        return this;
    }

    /** Sets how many decibels below the loudest is the least; 80 by default. */
    public MelSpectrogram topDb(double decibels) {
        topDb.set(decibels);
        return this;
    }

    /** Sets the power to which magnitudes are raised; 2 by default. */
    public MelSpectrogram magExp(double exponent) {
        magExp.set(exponent);
        return this;
    }

    /** Sets the least power, which smaller ones count as; 10⁻¹⁰ by default. */
    public MelSpectrogram minPower(double power) {
        minPower.set(power);
        return this;
    }

    /** Sets the power of 0 decibels; 1 by default. */
    public MelSpectrogram refPower(double power) {
        refPower.set(power);
        return this;
    }

    private int length() {
        return sequenceLength.get() == null ? fftLength.get() : sequenceLength.get();
    }

    private double highest() {
        return maxFreq.get() == null || maxFreq.get() == 0 ? samplingRate.get() / 2 : maxFreq.get();
    }

    @Override
    protected Tensor call(Tensor x) {
        DType compute = dtypePolicy().compute();
        DType dtype = compute == DType.FLOAT64 ? compute : DType.FLOAT32;
        Tensor signal = Ops.cast(x, dtype);
        int size = fftLength.get();
        int stride = sequenceStride.get();
        List<Tensor> parts = window.get() == null
                ? Ops.stft(signal, length(), stride, size, (Tensor) null, true)
                : Ops.stft(signal, length(), stride, size, window.get(), true);
        Tensor powers = Ops.add(Ops.square(parts.get(0)), Ops.square(parts.get(1)));
        Tensor magnitudes = magExp.get() == 2 ? powers : Ops.power(Ops.sqrt(powers), magExp.get());
        Tensor bands = Ops.tensordot(magnitudes, bands(dtype), 1);
        Tensor y = powerToDb.get() ? decibels(bands) : bands;
        return Ops.cast(Ops.swapaxes(y, -1, -2), compute);
    }

    private Tensor decibels(Tensor powers) {
        double reference = 10 * Math.log10(Math.max(Math.abs(refPower.get()), minPower.get()));
        Tensor levels = Ops.subtract(Ops.multiply(Ops.log10(Ops.maximum(powers, minPower.get())), 10), reference);
        return Ops.maximum(levels, Ops.subtract(Ops.max(levels), topDb.get()));
    }

    /**
     * The share of each frequency in each band: it rises in mel from the centre of the band before to the own and falls to the next. As in
     * Keras, with the precision of float32.
     */
    private Tensor bands(DType dtype) {
        int frequencies = fftLength.get() / 2 + 1;
        int count = numMelBins.get();
        float lowest = mel(minFreq.get().floatValue());
        float step = (mel((float) highest()) - lowest) / (count + 1);
        float hertz = samplingRate.get() / 2f / (frequencies - 1);
        float[][] shares = new float[frequencies][count];
        for (int f = 1; f < frequencies; f++) {
            float at = mel(f * hertz);
            for (int band = 0; band < count; band++) {
                float below = lowest + band * step;
                float centre = lowest + (band + 1) * step;
                float above = lowest + (band + 2) * step;
                float share = Math.min((at - below) / (centre - below), (above - at) / (above - centre));
                shares[f][band] = Math.max(0, share);
            }
        }
        return Ops.constant(Nd4j.createFromArray(shares).castTo(dtype.nd4j()));
    }

    private static float mel(float hertz) {
        return 1127 * (float) Math.log(1 + hertz / 700);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.put(sequenceLength.key(), length());
        config.put(maxFreq.key(), highest());
        return config;
    }
}
