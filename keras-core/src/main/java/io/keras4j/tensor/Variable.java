package io.keras4j.tensor;

import io.keras4j.ops.Executor;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * State that outlives a step: a layer's weight, an optimizer's moment, a metric's total. Its array is allocated once and never moves, so
 * plans and kernels may hold its address; assigning copies into it.
 */
public final class Variable {
    private final String name;
    private final Tensor storage;
    private boolean trainable;
    private String path;
    private UnaryOperator<Tensor> constraint;
    private long version;

    /**
     * A variable that starts with the elements of {@code initial}.
     *
     * @param name the last part of its {@link #path()}, such as {@code kernel}
     */
    public Variable(String name, INDArray initial, boolean trainable) {
        this(name, trainable, initial.dup('c'));
    }

    private Variable(String name, boolean trainable, INDArray own) {
        this.name = name;
        this.path = name;
        this.storage = Tensor.of(own);
        this.trainable = trainable;
    }

    /** A variable that has {@code array} itself, which is in row-major order without gaps, and nobody else's. */
    public static Variable owning(String name, INDArray array, boolean trainable) {
        return new Variable(name, trainable, array);
    }

    public String name() {
        return name;
    }

    /** The name with those of the layers around it, such as {@code sequential/dense/kernel}. */
    public String path() {
        return path;
    }

    /** Sets {@link #path()}: done by the layer that owns this variable. */
    public void setPath(String newPath) {
        path = newPath;
    }

    public TensorSpec spec() {
        return storage.spec();
    }

    public Shape shape() {
        return storage.shape();
    }

    public DType dtype() {
        return storage.dtype();
    }

    public boolean trainable() {
        return trainable;
    }

    public void setTrainable(boolean value) {
        trainable = value;
    }

    /** What optimizers apply to the value after each update, or null. */
    public UnaryOperator<Tensor> constraint() {
        return constraint;
    }

    /** Sets {@link #constraint()}: done by the layer that owns this variable. */
    public void setConstraint(UnaryOperator<Tensor> projection) {
        constraint = projection;
    }

    /** The value in the computation that is being run or traced. */
    public Tensor value() {
        return Executor.current().read(this);
    }

    /** Makes {@code value} the value in the computation that is being run or traced. */
    public void assign(Tensor value) {
        if (!value.shape().equals(shape())) {
            throw new IllegalArgumentException(
                    "Variable " + path + " has shape " + shape() + ", got a value of shape " + value.shape());
        }
        Executor.current().assign(this, value);
    }

    /** The tensor that holds this variable's array: what an eager computation reads. */
    public Tensor storage() {
        return storage;
    }

    /** The array itself, not a copy. */
    public INDArray array() {
        return storage.value();
    }

    /**
     * Copies {@code values} into this variable now, cast to its dtype.
     *
     * @throws IllegalArgumentException when the shape differs
     */
    public void set(INDArray values) {
        if (!Shape.of(values.shape()).equals(shape())) {
            throw new IllegalArgumentException("Variable " + path + " has shape " + shape() + ", got an array of shape "
                    + Shape.of(values.shape()));
        }
        array().assign(values.castTo(dtype().nd4j()));
        touch();
    }

    /** Changes whenever the elements do, so that what was derived from them (such as packed weights) can be told stale. */
    public long version() {
        return version;
    }

    /** Notes that the elements changed. */
    public void touch() {
        version++;
    }

    @Override
    public String toString() {
        return "Variable[" + path + ", " + spec() + "]";
    }
}
