package io.keras4j.onnx;

import io.keras4j.engine.SpecExecutor;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** Finds out which layer applies an op that has no translator: infers specs until the op comes, which is an error of that layer. */
final class UnknownOp extends SpecExecutor {
    private final Op op;

    UnknownOp(Op op) {
        this.op = op;
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
        return super.execute(applied, inputs);
    }
}
