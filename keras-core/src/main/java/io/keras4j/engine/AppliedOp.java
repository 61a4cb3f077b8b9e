package io.keras4j.engine;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** An op that was applied to tensors of a model that is being described. */
final class AppliedOp extends OpLayer {
    private final Op op;
    private final List<Tensor> constants;

    /**
     * A layer that applies {@code op}.
     *
     * @param constants for each operand its fixed value, or null where the layer's next input goes
     */
    AppliedOp(Op op, List<Tensor> constants) {
        this.op = op;
        this.constants = new ArrayList<>(constants);
    }

    Op op() {
        return op;
    }

    @Override
    Operation operation() {
        return SavedOps.operation(op, constants);
    }

    @Override
    public String typeName() {
        return op.getClass().getSimpleName();
    }

    @Override
    protected String defaultName() {
        return op.name();
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        Iterator<Tensor> open = inputs.iterator();
        List<Tensor> operands = new ArrayList<>();
        for (Tensor constant : constants) {
            operands.add(constant == null ? open.next() : constant);
        }
        return op.applyAll(operands);
    }
}
