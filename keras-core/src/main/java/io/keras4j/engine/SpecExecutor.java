package io.keras4j.engine;

import io.keras4j.ops.Executor;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes nothing but the specs of tensors: tells a layer's output shape before there are inputs. */
public class SpecExecutor implements Executor {
    public static final SpecExecutor INSTANCE = new SpecExecutor();

    private final class SpecTensor extends Tensor {
        SpecTensor(TensorSpec spec) {
            super(spec);
        }

        @Override
        public Executor executor() {
            return SpecExecutor.this;
        }
    }

    /** An executor of one's own, which may look at the ops. */
    protected SpecExecutor() {}

    /** A tensor of which only the spec is known. */
    public static Tensor tensor(TensorSpec spec) {
        return INSTANCE.tensorOf(spec);
    }

    /** A tensor of which only the spec is known, and whose ops come to this executor. */
    public final Tensor tensorOf(TensorSpec spec) {
        return new SpecTensor(spec);
    }

    @Override
    public List<Tensor> execute(Op op, List<Tensor> inputs) {
        return op.infer(inputs.stream().map(Tensor::spec).toList()).stream()
                .map(this::tensorOf)
                .toList();
    }

    @Override
    public Tensor constant(INDArray array) {
        return tensorOf(Tensor.of(array).spec());
    }

    @Override
    public Tensor constant(TensorSpec spec, Supplier<INDArray> elements) {
        return tensorOf(spec);
    }

    @Override
    public Tensor read(Variable variable) {
        return tensorOf(variable.spec());
    }

    @Override
    public void assign(Variable variable, Tensor value) {}
}
