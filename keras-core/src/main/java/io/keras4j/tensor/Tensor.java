package io.keras4j.tensor;

import io.keras4j.ops.Executor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What layers and ops pass to each other. A tensor is symbolic while a model is being described or traced, and holds a {@link #value()}
 * when ops run eagerly. Tensors are compared by identity and never change.
 */
public abstract class Tensor {
    private final TensorSpec spec;
    private Tensor mask;

    protected Tensor(TensorSpec spec) {
        this.spec = spec;
    }

    /** A tensor that holds {@code array} (not a copy of it). */
    public static Tensor of(INDArray array) {
        return new EagerTensor(array);
    }

    public final TensorSpec spec() {
        return spec;
    }

    public final Shape shape() {
        return spec.shape();
    }

    public final DType dtype() {
        return spec.dtype();
    }

    public final int rank() {
        return spec.shape().rank();
    }

    /**
     * The elements, when ops run eagerly.
     *
     * @throws IllegalStateException when this tensor is symbolic
     */
    public INDArray value() {
        throw new IllegalStateException("A symbolic tensor " + spec + " has no value: it gets one when the model runs");
    }

    /**
     * The elements of a tensor of strings in row-major order.
     *
     * @throws IllegalStateException when this tensor holds none
     */
    public String[] strings() {
        throw new IllegalStateException("A tensor " + spec + " holds no strings");
    }

    /** What executes an op on this tensor, or null when it leaves that to {@link Executor#current()}. */
    public Executor executor() {
        return null;
    }

    /** The mask that layers such as Masking attach: a bool tensor of the leading axes, true where an element counts; null for none. */
    public final Tensor mask() {
        return mask;
    }

    /** Attaches a mask, see {@link #mask()}; returns this tensor. */
    public final Tensor withMask(Tensor newMask) {
        mask = newMask;
        return this;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + spec + "]";
    }
}
