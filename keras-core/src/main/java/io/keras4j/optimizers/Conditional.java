package io.keras4j.optimizers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/** Updates that only count under a condition. */
final class Conditional {
    private Conditional() {}

    /** Runs {@code update}, and gives {@code variables} their values of before back unless {@code condition} is true. */
    static void run(Tensor condition, List<Variable> variables, Runnable update) {
        List<Tensor> before =
                variables.stream().map(variable -> kept(variable.value())).toList();
        update.run();
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            if (variable.value() != before.get(i)) {
                variable.assign(Ops.where(condition, variable.value(), before.get(i)));
            }
        }
    }

    /** An eager variable's value is its array, which the update overwrites. */
    private static Tensor kept(Tensor value) {
        return value.executor() == null ? new Identity().apply(value) : value;
    }
}
