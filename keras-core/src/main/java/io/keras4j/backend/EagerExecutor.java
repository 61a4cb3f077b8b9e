package io.keras4j.backend;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.ops.Application;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs every op at once, into new arrays, and records it on the {@link GradientTape}s of this thread. */
public final class EagerExecutor implements Executor {
    public static final EagerExecutor INSTANCE = new EagerExecutor();

    private record Run(Op op, List<Tensor> inputs, List<Tensor> outputs) implements Application {}

    private EagerExecutor() {}

    @Override
    public List<Tensor> execute(Op op, List<Tensor> inputs) {
        List<TensorSpec> specs = op.infer(inputs.stream().map(Tensor::spec).toList());
        List<INDArray> in = new ArrayList<>();
        for (Tensor input : inputs) {
            in.add(RowMajor.of(input.value()));
        }
        List<INDArray> out = new ArrayList<>();
        List<Tensor> outputs = new ArrayList<>();
        for (TensorSpec spec : specs) {
            INDArray array =
                    Nd4j.createUninitialized(spec.dtype().nd4j(), spec.shape().dims(), 'c');
            out.add(array);
            outputs.add(Tensor.of(array));
        }
        SingleThreadedNatives.run(() -> {
            try (Kernel kernel = Backends.bind(op, in, out)) {
                kernel.runAll();
            }
        });
        GradientTape.record(new Run(op, List.copyOf(inputs), outputs));
        return outputs;
    }

    @Override
    public Tensor constant(INDArray array) {
        return Tensor.of(array);
    }

    @Override
    public Tensor read(Variable variable) {
        return variable.storage();
    }

    @Override
    public void assign(Variable variable, Tensor value) {
        variable.set(value.value());
    }
}
