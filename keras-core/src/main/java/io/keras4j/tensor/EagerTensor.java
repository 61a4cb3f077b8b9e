package io.keras4j.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A tensor with a value. */
final class EagerTensor extends Tensor {
    private final INDArray value;

    EagerTensor(INDArray value) {
        super(new TensorSpec(Shape.of(value.shape()), DType.of(value.dataType())));
        this.value = value;
    }

    @Override
    public INDArray value() {
        return value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
