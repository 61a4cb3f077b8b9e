package io.keras4j.onnx;

import io.keras4j.ops.Executor;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Finds out which layer applies an op that has no translator: infers specs until the op comes, which is an error of that layer. */
final class UnknownOp implements Executor {
    private final Op op;

    UnknownOp(Op op) {
        this.op = op;
    }

    private final class Spec extends Tensor {
        Spec(TensorSpec spec) {
            super(spec);
        }

        @Override
        public Executor executor() {
            return UnknownOp.this;
        }
    }

    Tensor tensor(TensorSpec spec) {
        return new Spec(spec);
    }

    IllegalArgumentException error() {
        return new IllegalArgumentException(
                "the op " + op.name() + " cannot be exported to ONNX: it has no translator");
    }

    @Override
    public List<Tensor> execute(Op applied, List<Tensor> inputs) {
        if (applied.equals(op)) {
            throw error();
        }
        return applied.infer(inputs.stream().map(Tensor::spec).toList()).stream()
                .map(this::tensor)
                .toList();
    }

    @Override
    public Tensor constant(INDArray array) {
        return tensor(Tensor.of(array).spec());
    }

    @Override
    public Tensor read(Variable variable) {
        return tensor(variable.spec());
    }

    @Override
    public void assign(Variable variable, Tensor value) {}
}
