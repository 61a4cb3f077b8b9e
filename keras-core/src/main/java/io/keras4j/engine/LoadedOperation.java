package io.keras4j.engine;

import io.keras4j.tensor.Tensor;
import java.util.List;

/** An operation of keras.ops from a file. */
final class LoadedOperation extends OpLayer {
    private final Operation operation;

    LoadedOperation(Operation operation) {
        this.operation = operation;
    }

    @Override
    Operation operation() {
        return operation;
    }

    @Override
    public String typeName() {
        return operation.className();
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        return Operations.compute(operation, inputs);
    }
}
