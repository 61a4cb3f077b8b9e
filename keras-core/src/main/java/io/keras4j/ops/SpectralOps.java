package io.keras4j.ops;

import io.keras4j.ops.array.GatherGradient;
import io.keras4j.ops.spectral.Dft;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The functions of {@link Ops} on the frequencies of signals; their op is in {@link io.keras4j.ops.spectral}. Complex numbers are pairs of
 * tensors, their real and imaginary parts.
 */
public abstract class SpectralOps extends LossOps {
    SpectralOps() {}

    /** The discrete Fourier transform along the last axis of complex numbers, of any length. */
    public static List<Tensor> fft(Tensor real, Tensor imaginary) {
        return new Dft(false).applyAll(List.of(real, imaginary));
    }

    /** The discrete Fourier transform along the last two axes of complex numbers. */
    public static List<Tensor> fft2(Tensor real, Tensor imaginary) {
        return alongTwoAxes(new Dft(false), real, imaginary);
    }

    /** What undoes {@link #fft2}. */
    public static List<Tensor> ifft2(Tensor real, Tensor imaginary) {
        double factor = 1.0 / (real.shape().dim(-1) * real.shape().dim(-2));
        return alongTwoAxes(new Dft(true), real, imaginary).stream()
                .map(part -> multiply(part, factor))
                .toList();
    }

    private static List<Tensor> alongTwoAxes(Dft dft, Tensor real, Tensor imaginary) {
        List<Tensor> rows = dft.applyAll(List.of(real, imaginary));
        List<Tensor> columns =
                dft.applyAll(rows.stream().map(part -> swapaxes(part, -1, -2)).toList());
        return columns.stream().map(part -> swapaxes(part, -1, -2)).toList();
    }

    /** {@link #rfft(Tensor, int)} of as many numbers as there are. */
    public static List<Tensor> rfft(Tensor x) {
        return rfft(x, x.shape().intDim(-1));
    }

    /**
     * The Fourier transform along the last axis of real numbers, of which the first {@code fftLength} count, or to which zeros are added:
     * the fftLength / 2 + 1 frequencies that are not negative, as real and imaginary parts.
     */
    public static List<Tensor> rfft(Tensor x, int fftLength) {
        Tensor signal = resized(floating(x), fftLength);
        return fft(signal, zerosLike(signal)).stream()
                .map(part -> slice(part, -1, 0, fftLength / 2 + 1L))
                .toList();
    }

    /** {@link #irfft(Tensor, Tensor, int)} of an even number of numbers. */
    public static Tensor irfft(Tensor real, Tensor imaginary) {
        return irfft(real, imaginary, 2 * (real.shape().intDim(-1) - 1));
    }

    /** The {@code fftLength} real numbers of which {@link #rfft(Tensor, int)} makes these, frequencies being left out or added as zeros. */
    public static Tensor irfft(Tensor real, Tensor imaginary, int fftLength) {
        int bins = fftLength / 2 + 1;
        Tensor re = resized(real, bins);
        Tensor im = resized(imaginary, bins);
        long mirrored = (fftLength + 1) / 2;
        Tensor allRe = concatenate(List.of(re, flip(slice(re, -1, 1, mirrored), -1)), -1);
        Tensor allIm = concatenate(List.of(im, negative(flip(slice(im, -1, 1, mirrored), -1))), -1);
        return multiply(new Dft(true).apply(allRe, allIm), 1.0 / fftLength);
    }

    /** x with {@code size} elements along the last axis: without the last ones, or with zeros after them. */
    private static Tensor resized(Tensor x, long size) {
        long own = x.shape().dim(-1);
        if (own >= size) {
            return own == size ? x : slice(x, -1, 0, size);
        }
        List<Long> none = Collections.nCopies(x.rank(), 0L);
        List<Long> after = new ArrayList<>(none);
        after.set(x.rank() - 1, size - own);
        return pad(x, none, after, 0);
    }

    /**
     * The parts of x along the last axis that have {@code sequenceLength} elements and start {@code sequenceStride} elements apart: (...,
     * parts, sequenceLength).
     */
    public static Tensor extractSequences(Tensor x, int sequenceLength, int sequenceStride) {
        return take(x, places("extract_sequences", x.shape().dim(-1), sequenceLength, sequenceStride), -1);
    }

    /** For each part the positions of its elements. */
    private static Tensor places(String name, long size, int length, int stride) {
        if (size < length || length < 1 || stride < 1) {
            throw new IllegalArgumentException(name + ": there are no sequences of length " + length + " and stride "
                    + stride + " in a signal of length " + size);
        }
        int count = (int) ((size - length) / stride) + 1;
        int[][] places = new int[count][];
        for (int i = 0; i < count; i++) {
            places[i] = IntStream.range(i * stride, i * stride + length).toArray();
        }
        return constant(Nd4j.createFromArray(places));
    }

    /** {@link #stft(Tensor, int, int, int, String, boolean)} with von Hann's window, centred. */
    public static List<Tensor> stft(Tensor x, int sequenceLength, int sequenceStride, int fftLength) {
        return stft(x, sequenceLength, sequenceStride, fftLength, "hann", true);
    }

    /** {@link #stft(Tensor, int, int, int, Tensor, boolean)} with the window "hann" or "hamming". */
    public static List<Tensor> stft(
            Tensor x, int sequenceLength, int sequenceStride, int fftLength, String window, boolean center) {
        return stft(
                x,
                sequenceLength,
                sequenceStride,
                fftLength,
                window("stft", window, sequenceLength, x.dtype()),
                center);
    }

    /**
     * The short-time Fourier transform of signals along the last axis: of each part of length {@code sequenceLength}, they start {@code
     * sequenceStride} apart, the frequencies that are not negative, (..., parts, fftLength / 2 + 1), as real and imaginary parts.
     *
     * @param fftLength what parts are lengthened to by zeros on both sides
     * @param window what the elements of a part are multiplied with; null for ones
     * @param center whether parts are centred at multiples of the stride, for which x is mirrored at both ends, rather than start there
     */
    public static List<Tensor> stft(
            Tensor x, int sequenceLength, int sequenceStride, int fftLength, Tensor window, boolean center) {
        if (x.dtype() != DType.FLOAT32 && x.dtype() != DType.FLOAT64) {
            throw new IllegalArgumentException("stft: expected float32 or float64, got " + x.dtype());
        }
        Tensor signal = center ? mirrored(x, fftLength / 2) : x;
        Tensor parts = extractSequences(signal, fftLength, sequenceStride);
        return rfft(multiply(parts, padded("stft", window, sequenceLength, fftLength, x.dtype())));
    }

    /** {@link #istft(Tensor, Tensor, int, int, int, Integer, String, boolean)} of the whole signal with von Hann's window, centred. */
    public static Tensor istft(Tensor real, Tensor imaginary, int sequenceLength, int sequenceStride, int fftLength) {
        return istft(real, imaginary, sequenceLength, sequenceStride, fftLength, null, "hann", true);
    }

    /** {@link #istft(Tensor, Tensor, int, int, int, Integer, Tensor, boolean)} with the window "hann" or "hamming". */
    public static Tensor istft(
            Tensor real,
            Tensor imaginary,
            int sequenceLength,
            int sequenceStride,
            int fftLength,
            Integer length,
            String window,
            boolean center) {
        Tensor numbers = window("istft", window, sequenceLength, real.dtype());
        return istft(real, imaginary, sequenceLength, sequenceStride, fftLength, length, numbers, center);
    }

    /**
     * The signals of which {@link #stft(Tensor, int, int, int, Tensor, boolean)} with the same arguments makes these: the sums of the parts,
     * weighted with the window, divided by the sums of its squares.
     *
     * @param length how many elements of the signals are wanted; null for all
     * @param window null for ones, where the result, as in Keras, is fftLength / sequenceStride times the signal
     */
    public static Tensor istft(
            Tensor real,
            Tensor imaginary,
            int sequenceLength,
            int sequenceStride,
            int fftLength,
            Integer length,
            Tensor window,
            boolean center) {
        if (real.rank() < 2) {
            throw new IllegalArgumentException("istft: expected (..., parts, frequencies), got shape " + real.shape());
        }
        long count = real.shape().dim(-2);
        long size = fftLength + sequenceStride * (count - 1);
        Tensor weights = padded("istft", window, sequenceLength, fftLength, real.dtype());
        Tensor places = places("istft", size, fftLength, sequenceStride);
        Shape signal = real.shape().slice(0, real.rank() - 2).append(size);
        Tensor parts = multiply(irfft(real, imaginary, fftLength), weights);
        Tensor sums = new GatherGradient(real.rank() - 2, signal).apply(places, parts);
        Tensor squares = broadcastTo(square(weights), Shape.of(count, fftLength));
        Tensor norm = new GatherGradient(0, Shape.of(size)).apply(places, squares);
        Tensor all = divide(sums, where(greater(norm, 1e-10), norm, 1));
        if (window == null) {
            all = multiply(all, (double) fftLength / sequenceStride);
        }
        long start = center ? fftLength / 2 : 0;
        long stop = length != null ? Math.min(size, start + length) : center ? size - fftLength / 2 : size;
        return slice(all, -1, start, stop);
    }

    /** x with {@code count} elements of its mirror images before and after it along the last axis. */
    private static Tensor mirrored(Tensor x, int count) {
        int size = x.shape().intDim(-1);
        if (count >= size) {
            throw new IllegalArgumentException("stft: a signal of length " + size + " is too short to be mirrored by "
                    + count + " elements; use center=false or a smaller fft_length");
        }
        int[] places = IntStream.range(-count, size + count)
                .map(i -> i < 0 ? -i : i < size ? i : 2 * (size - 1) - i)
                .toArray();
        return count == 0 ? x : take(x, constant(Nd4j.createFromArray(places)), -1);
    }

    /** The periodic window of this name. */
    private static Tensor window(String name, String window, int size, DType dtype) {
        if (!window.equals("hann") && !window.equals("hamming")) {
            throw new IllegalArgumentException(
                    name + ": expected a window of \"hann\", \"hamming\" or numbers, got \"" + window + "\"");
        }
        double offset = window.equals("hann") ? 0.5 : 0.54;
        double[] numbers = IntStream.range(0, size)
                .mapToDouble(i -> offset - (1 - offset) * Math.cos(2 * Math.PI * i / size))
                .toArray();
        return constant(Nd4j.createFromArray(numbers).castTo(dtype.nd4j()));
    }

    /** The window, or ones, with zeros on both sides to reach the length of the transform. */
    private static Tensor padded(String name, Tensor window, int sequenceLength, int fftLength, DType dtype) {
        if (fftLength < sequenceLength) {
            throw new IllegalArgumentException(name + ": expected fft_length to be at least sequence_length "
                    + sequenceLength + ", got " + fftLength);
        }
        if (window == null) {
            return ones(Shape.of(fftLength), dtype);
        }
        if (!window.shape().equals(Shape.of(sequenceLength))) {
            throw new IllegalArgumentException(
                    name + ": expected a window of shape (" + sequenceLength + ",), got " + window.shape());
        }
        long before = (fftLength - sequenceLength) / 2;
        long after = fftLength - sequenceLength - before;
        return pad(cast(window, dtype), List.of(before), List.of(after), 0);
    }

    /** The real part of real numbers: x. */
    public static Tensor real(Tensor x) {
        return x;
    }

    /** The imaginary part of real numbers: zeros. */
    public static Tensor imag(Tensor x) {
        return zerosLike(x);
    }

    /** The conjugates of real numbers: x. */
    public static Tensor conj(Tensor x) {
        return x;
    }

    /** The conjugates of real numbers: x. */
    public static Tensor conjugate(Tensor x) {
        return x;
    }

    /** The angle of real numbers with the positive ones: π for those below 0, else 0. */
    public static Tensor angle(Tensor x) {
        Tensor at = floating(x);
        return where(isnan(at), at, multiply(cast(less(at, 0), at.dtype()), Math.PI));
    }
}
