package io.keras4j.tensor;

/** What is known of a tensor without its elements. */
public record TensorSpec(Shape shape, DType dtype) {
    /** A float32 tensor of this shape. */
    public static TensorSpec float32(long... dims) {
        return new TensorSpec(Shape.of(dims), DType.FLOAT32);
    }

    /** The same shape with other elements. */
    public TensorSpec as(DType other) {
        return new TensorSpec(shape, other);
    }

    /** Other axes with the same elements. */
    public TensorSpec as(Shape other) {
        return new TensorSpec(other, dtype);
    }

    @Override
    public String toString() {
        return dtype + shape.toString();
    }
}
