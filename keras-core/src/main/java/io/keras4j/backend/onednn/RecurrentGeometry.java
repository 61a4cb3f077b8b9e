package io.keras4j.backend.onednn;

import io.keras4j.tensor.Shape;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** A recurrent layer's sizes in oneDNN's terms: layers, directions, steps, batch, channels, gates, units. */
record RecurrentGeometry(long batch, long steps, long channels, long gates, long units, long biases) {
    /** The sizes that follow from the shapes of x, the recurrent kernel and the bias. */
    static RecurrentGeometry of(Shape x, Shape recurrentKernel, Shape bias) {
        long units = recurrentKernel.dim(0);
        return new RecurrentGeometry(
                x.dim(0), x.dim(1), x.dim(2), recurrentKernel.dim(1) / units, units, bias.dim(0) / units);
    }

    /** Floating-point operations for all of the batch. */
    double work() {
        return 2.0 * batch * steps * (channels + units) * gates * units;
    }

    /** (steps, samples, channels), whose elements lie as (samples, steps, channels). */
    dnnl_memory_desc x(Dnnl dnnl, long samples) {
        return sequence(dnnl, samples, channels);
    }

    dnnl_memory_desc y(Dnnl dnnl, long samples) {
        return sequence(dnnl, samples, units);
    }

    private dnnl_memory_desc sequence(Dnnl dnnl, long samples, long width) {
        return dnnl.desc(new long[] {steps, samples, width}, new long[] {width, steps * width, 1});
    }

    dnnl_memory_desc state(Dnnl dnnl, long samples) {
        return dnnl.desc(1, 1, samples, units);
    }

    long[] kernel() {
        return new long[] {1, 1, channels, gates, units};
    }

    long[] recurrentKernel() {
        return new long[] {1, 1, units, gates, units};
    }

    dnnl_memory_desc bias(Dnnl dnnl) {
        return dnnl.desc(1, 1, biases, units);
    }
}
