package io.keras4j.backend.loops;

import io.keras4j.graph.InPlace;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * Several elementwise ops on float32 and bool tensors in one pass over memory, and sums of their results. Registers are numbered: first
 * the inputs, then one for each step.
 *
 * @param shape the shape of the loop, to which all inputs are broadcast
 */
record FusedLoop(Shape shape, List<Step> steps, List<Result> results) implements Op.NotDifferentiable, InPlace {
    /** One op, with the registers of its operands. */
    record Step(Op op, List<Integer> operands) {}

    /** Which register is an output, as it is or summed up. */
    record Result(int register, Fold fold, double factor, TensorSpec spec) {}

    /** How a register becomes an output. */
    enum Fold {
        /** Element by element. */
        NONE,
        /** The sum over the leading axes: one for each element of the trailing ones, or, with none of these, one number. */
        LEADING,
        /** The sum over the trailing axes. */
        TRAILING
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return results.stream().map(Result::spec).toList();
    }
}
