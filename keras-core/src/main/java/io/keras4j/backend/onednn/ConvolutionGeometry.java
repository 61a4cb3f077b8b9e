package io.keras4j.backend.onednn;

import io.keras4j.ops.nn.Window;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** A convolution's sizes in oneDNN's terms: axes in the order batch, channels, spatial; kernels group, filters, channels, spatial. */
final class ConvolutionGeometry {
    final long[] strides;
    final long[] dilates;
    final long[] padBefore;
    final long[] padAfter;
    private final Window window;
    private final int groups;
    private final long[] x;
    private final long[] kernel;
    private final long[] y;

    /**
     * The sizes of one convolution.
     *
     * @param x (batch, spatial..., channels)
     * @param kernel (window..., channels / groups, filters)
     * @param y (batch, spatial..., filters)
     */
    ConvolutionGeometry(Window window, int groups, long[] x, long[] kernel, long[] y) {
        this.window = window;
        this.groups = groups;
        this.x = x;
        this.kernel = kernel;
        this.y = y;
        int rank = window.rank();
        strides = new long[rank];
        dilates = new long[rank];
        padBefore = new long[rank];
        padAfter = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            strides[axis] = window.strides().get(axis);
            dilates[axis] = window.dilation().get(axis) - 1;
            padBefore[axis] = window.padBefore(axis, x[axis + 1]);
            padAfter[axis] = window.padAfter(axis, x[axis + 1]);
        }
    }

    long batch() {
        return x[0];
    }

    /** Floating-point operations for all of the batch. */
    double work() {
        double positions = 2;
        for (int i = 0; i < y.length; i++) {
            positions *= y[i];
        }
        for (int i = 0; i < kernel.length - 1; i++) {
            positions *= kernel[i];
        }
        return positions;
    }

    dnnl_memory_desc x(Dnnl dnnl, long images) {
        return image(dnnl, x, images);
    }

    dnnl_memory_desc y(Dnnl dnnl, long images) {
        return image(dnnl, y, images);
    }

    /** The elements of one image of x. */
    long xSize() {
        return Dnnl.strides(x)[0];
    }

    long ySize() {
        return Dnnl.strides(y)[0];
    }

    /** (batch, channels, spatial...) whose elements lie with the channels last. */
    static dnnl_memory_desc image(Dnnl dnnl, long[] channelsLast, long images) {
        int rank = channelsLast.length;
        long[] strides = Dnnl.strides(channelsLast);
        long[] dims = new long[rank];
        long[] reordered = new long[rank];
        dims[0] = images;
        reordered[0] = strides[0];
        dims[1] = channelsLast[rank - 1];
        reordered[1] = strides[rank - 1];
        for (int axis = 1; axis < rank - 1; axis++) {
            dims[axis + 1] = channelsLast[axis];
            reordered[axis + 1] = strides[axis];
        }
        return dnnl.desc(dims, reordered);
    }

    private long[] kernelDims() {
        int rank = window.rank();
        int first = groups > 1 ? 1 : 0;
        long[] dims = new long[rank + 2 + first];
        if (groups > 1) {
            dims[0] = groups;
        }
        dims[first] = kernel[rank + 1] / groups;
        dims[first + 1] = kernel[rank];
        System.arraycopy(kernel, 0, dims, first + 2, rank);
        return dims;
    }

    /** The kernel as Keras arranges it. */
    dnnl_memory_desc kernel(Dnnl dnnl) {
        int rank = window.rank();
        int first = groups > 1 ? 1 : 0;
        long[] dims = kernelDims();
        long[] own = Dnnl.strides(kernel);
        long[] reordered = new long[dims.length];
        if (groups > 1) {
            reordered[0] = dims[1];
        }
        reordered[first] = 1;
        reordered[first + 1] = own[rank];
        System.arraycopy(own, 0, reordered, first + 2, rank);
        return dnnl.desc(dims, reordered);
    }

    /** The kernel as oneDNN likes it best. */
    dnnl_memory_desc anyKernel(Dnnl dnnl) {
        return dnnl.anyDesc(kernelDims());
    }

    long filters() {
        return kernel[window.rank() + 1];
    }
}
