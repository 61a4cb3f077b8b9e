package io.keras4j.backend;

import io.keras4j.ops.Executor;
import io.keras4j.ops.HostOp;
import io.keras4j.ops.Op;
import io.keras4j.ops.array.Reshape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs ops on strings, and those that Java computes from values, at once. */
public final class HostExecutor implements Executor {
    public static final HostExecutor INSTANCE = new HostExecutor();

    private HostExecutor() {}

    /** @throws IllegalArgumentException when {@code op} takes no strings */
    @Override
    public List<Tensor> execute(Op op, List<Tensor> inputs) {
        if (op instanceof HostOp host) {
            op.infer(inputs.stream().map(Tensor::spec).toList());
            return List.of(host.compute(inputs));
        }
        if (op instanceof Reshape) {
            StringTensor strings = (StringTensor) inputs.get(0);
            return List.of(
                    strings.reshape(op.infer(List.of(strings.spec())).get(0).shape()));
        }
        throw new IllegalArgumentException(op.name() + ": expected numbers, got strings");
    }

    @Override
    public Tensor constant(INDArray array) {
        return EagerExecutor.INSTANCE.constant(array);
    }

    @Override
    public Tensor read(Variable variable) {
        return EagerExecutor.INSTANCE.read(variable);
    }

    @Override
    public void assign(Variable variable, Tensor value) {
        EagerExecutor.INSTANCE.assign(variable, value);
    }
}
