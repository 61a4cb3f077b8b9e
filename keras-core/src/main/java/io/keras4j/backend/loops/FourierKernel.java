package io.keras4j.backend.loops;

import io.keras4j.backend.Fourier;
import io.keras4j.backend.Kernel;
import io.keras4j.backend.NativeMemory;
import io.keras4j.backend.Workers;
import io.keras4j.ops.spectral.Dft;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Fourier transforms of rows of floats, each computed in double precision; the rows are shared by the workers. */
final class FourierKernel implements Kernel {
    private final List<INDArray> arrays;
    private final FloatBuffer[] buffers;
    private final boolean inverse;
    private final int length;
    private final int rows;
    private final int parts;
    private final Fourier[] fourier;
    private final double[][] re;
    private final double[][] im;

    private FourierKernel(Dft op, List<INDArray> arrays, FloatBuffer[] buffers) {
        this.arrays = arrays; // keeps them reachable
        this.buffers = buffers;
        this.inverse = op.inverse();
        this.length = (int) arrays.get(0).size(-1);
        this.rows = (int) (arrays.get(0).length() / length);
        this.parts = Math.min(rows, (long) rows * length < 4096 ? 1 : Workers.THREADS);
        this.fourier = new Fourier[parts];
        this.re = new double[parts][length];
        this.im = new double[parts][length];
        for (int part = 0; part < parts; part++) {
            fourier[part] = new Fourier(length);
        }
    }

    /** A kernel for float32 arrays, or null when they are too large for one. */
    static Kernel bind(Dft op, List<INDArray> inputs, List<INDArray> outputs) {
        List<INDArray> arrays = Lists.concat(inputs, outputs);
        FloatBuffer[] buffers = new FloatBuffer[arrays.size()];
        for (int i = 0; i < buffers.length; i++) {
            ByteBuffer bytes = NativeMemory.buffer(arrays.get(i));
            if (bytes == null) {
                return null;
            }
            buffers[i] = bytes.asFloatBuffer();
        }
        return new FourierKernel(op, arrays, buffers);
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public void run(int part) {
        double[] x = inverse ? im[part] : re[part];
        double[] y = inverse ? re[part] : im[part];
        for (int row = (int) ((long) rows * part / parts); row < (int) ((long) rows * (part + 1) / parts); row++) {
            int at = row * length;
            for (int i = 0; i < length; i++) {
                re[part][i] = buffers[0].get(at + i);
                im[part][i] = buffers[1].get(at + i);
            }
            fourier[part].transform(x, y);
            for (int i = 0; i < length; i++) {
                buffers[2].put(at + i, (float) re[part][i]);
                buffers[3].put(at + i, (float) im[part][i]);
            }
        }
    }

    @Override
    public String toString() {
        return "transforms of rows of " + arrays.size() + " arrays";
    }
}
