package io.keras4j.engine;

import io.keras4j.ops.Executor;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor of a model that is being described: an input, or an output of a layer that was applied to others. It remembers that layer, from
 * which a functional model is put together. Ops that are applied to it become layers of the model.
 */
public class KerasTensor extends Tensor {
    private static final Executor DESCRIBING = new Describing();

    private final LayerCall call;
    private final int index;

    KerasTensor(TensorSpec spec, LayerCall call, int index) {
        super(spec);
        this.call = call;
        this.index = index;
        call.addOutput(this);
    }

    /** The call of a layer that gives this tensor. */
    public LayerCall call() {
        return call;
    }

    /** Which of the outputs of that call this is. */
    public int index() {
        return index;
    }

    @Override
    public Executor executor() {
        return DESCRIBING;
    }

    @Override
    public String toString() {
        return "KerasTensor[" + spec() + ", from " + call.layer().name() + "]";
    }

    private static final class Describing implements Executor {
        @Override
        public List<Tensor> execute(Op op, List<Tensor> inputs) {
            List<Tensor> described = new ArrayList<>();
            List<Tensor> constants = new ArrayList<>();
            for (Tensor input : inputs) {
                boolean isDescribed = input instanceof KerasTensor;
                constants.add(isDescribed ? null : input);
                if (isDescribed) {
                    described.add(input);
                }
            }
            return new AppliedOp(op, constants).applyAll(described, new CallArguments());
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
            throw new IllegalStateException("Variables cannot be assigned while a model is being described");
        }
    }
}
