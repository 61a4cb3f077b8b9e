package io.keras4j.ops;

import io.keras4j.backend.HostExecutor;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * An op that a few lines of Java compute: what reads or gives strings, or looks numbers up in tables. On strings it runs as soon as these are
 * known, which is before the plan that takes its results, see {@link io.keras4j.graph.Prelude}; on numbers alone it may be in a plan, if the
 * shape of its output follows from those of its inputs. No gradient flows through it.
 */
public interface HostOp extends Op.NotDifferentiable {
    /** Computes the output from inputs that hold their values. */
    Tensor compute(List<Tensor> inputs);

    /** Strings decide who executes this op, since only their executors know what to do with them. */
    @Override
    default List<Tensor> applyAll(List<Tensor> inputs) {
        Executor executor = null;
        for (Tensor input : inputs) {
            if (input.executor() != null && (executor == null || input.dtype() == DType.STRING)) {
                executor = input.executor();
            }
        }
        return executor == null ? HostExecutor.INSTANCE.execute(this, inputs) : executor.execute(this, inputs);
    }
}
