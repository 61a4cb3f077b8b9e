package io.keras4j.backend;

import java.util.Arrays;

/**
 * The fast Fourier transform of some length, with its tables. Powers of two are halved again and again (Cooley and Tukey, 1965); other lengths
 * become a convolution whose length is one (Bluestein, 1970). A transform has space of its own: one thread at a time.
 */
public final class Fourier {
    private final int length;
    private final double[] cos;
    private final double[] sin;
    private final Fourier larger; // of a power of two, null when this is one
    private final double[] chirpRe;
    private final double[] chirpIm;
    private final double[] filterRe;
    private final double[] filterIm;
    private final double[] re;
    private final double[] im;

    /** The transform of {@code length} numbers. */
    public Fourier(int length) {
        this.length = length;
        boolean halves = Integer.bitCount(length) <= 1;
        int table = halves ? length / 2 : 0;
        cos = new double[table];
        sin = new double[table];
        for (int i = 0; i < table; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / length);
            sin[i] = -Math.sin(2 * Math.PI * i / length);
        }
        int size = halves ? 0 : Integer.highestOneBit(2 * length - 1) << 1;
        larger = halves ? null : new Fourier(size);
        chirpRe = new double[halves ? 0 : length];
        chirpIm = new double[halves ? 0 : length];
        filterRe = new double[size];
        filterIm = new double[size];
        re = new double[size];
        im = new double[size];
        if (!halves) {
            for (int i = 0; i < length; i++) {
                double angle = Math.PI * ((long) i * i % (2L * length)) / length;
                chirpRe[i] = Math.cos(angle);
                chirpIm[i] = -Math.sin(angle);
                filterRe[i] = chirpRe[i];
                filterIm[i] = -chirpIm[i];
                filterRe[(size - i) % size] = chirpRe[i];
                filterIm[(size - i) % size] = -chirpIm[i];
            }
            larger.transform(filterRe, filterIm);
        }
    }

    /** Replaces the numbers by their transform; with real and imaginary parts exchanged, it is the inverse, which is not divided by the length. */
    public void transform(double[] real, double[] imaginary) {
        if (larger == null) {
            halve(real, imaginary);
        } else {
            convolve(real, imaginary);
        }
    }

    private void halve(double[] x, double[] y) {
        for (int i = 1, j = 0; i < length; i++) { // j is i with its bits in reverse order
            int bit = length >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double t = x[i];
                x[i] = x[j];
                x[j] = t;
                t = y[i];
                y[i] = y[j];
                y[j] = t;
            }
        }
        for (int half = 1, step = length / 2; half < length; half *= 2, step /= 2) {
            for (int start = 0; start < length; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    int a = start + i;
                    int b = a + half;
                    double c = cos[i * step];
                    double s = sin[i * step];
                    double re = x[b] * c - y[b] * s;
                    double im = x[b] * s + y[b] * c;
                    x[b] = x[a] - re;
                    y[b] = y[a] - im;
                    x[a] += re;
                    y[a] += im;
                }
            }
        }
    }

    /** jk = (j² + k² - (j - k)²) / 2 makes the sum a convolution, which the transform of a power of two computes. */
    private void convolve(double[] x, double[] y) {
        int size = re.length;
        for (int i = 0; i < length; i++) {
            re[i] = x[i] * chirpRe[i] - y[i] * chirpIm[i];
            im[i] = x[i] * chirpIm[i] + y[i] * chirpRe[i];
        }
        Arrays.fill(re, length, size, 0);
        Arrays.fill(im, length, size, 0);
        larger.transform(re, im);
        for (int i = 0; i < size; i++) {
            double product = re[i] * filterRe[i] - im[i] * filterIm[i];
            im[i] = re[i] * filterIm[i] + im[i] * filterRe[i];
            re[i] = product;
        }
        larger.transform(im, re);
        for (int i = 0; i < length; i++) {
            x[i] = (re[i] * chirpRe[i] - im[i] * chirpIm[i]) / size;
            y[i] = (re[i] * chirpIm[i] + im[i] * chirpRe[i]) / size;
        }
    }
}
