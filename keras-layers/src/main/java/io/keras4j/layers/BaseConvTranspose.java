package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** A convolution the other way round: each element of the input spreads, weighted by the window of kernel_size, over the output. */
abstract class BaseConvTranspose<S extends BaseConvTranspose<S>> extends SlidingKernelLayer<S> {
    private final Argument<List<Integer>> outputPadding;

    /** A layer over {@code rank} spatial axes, to be configured. */
    BaseConvTranspose(int rank) {
        super(rank, "valid", "same");
        outputPadding = argument("output_padding", Codecs.integers(rank, 0).optional(), null);
    }

    /** Sets "valid", the default, for all that the window reaches; "same" for an output strides times as large as the input. */
    @Override
    public S padding(String name) {
        return super.padding(name);
    }

    /**
     * Sets by how much the output is longer than the shortest that fits, less than the strides: one number per spatial axis, or one for
     * all. By default what padding asks for.
     */
    public S outputPadding(int... sizes) {
        outputPadding.set(sizes);
        check();
        return self();
    }

    @Override
    void check() {
        super.check();
        List<Integer> extra = outputPadding.get();
        for (int axis = 0; extra != null && axis < extra.size(); axis++) {
            if (extra.get(axis) >= sliding.strides.get().get(axis)) {
                throw new IllegalArgumentException(
                        label() + ": output_padding must be less than strides along each axis," + " got output_padding="
                                + extra + ", strides=" + sliding.strides.get());
            }
        }
    }

    @Override
    Shape kernelShape(long channels) {
        return sliding.kernelShape().append(filters.get()).append(channels);
    }

    @Override
    Tensor slide(Tensor x) {
        return Ops.convTranspose(x, value(kernel()), sliding.window(), outputPadding.get());
    }
}
