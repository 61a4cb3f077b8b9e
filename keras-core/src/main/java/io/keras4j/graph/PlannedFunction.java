package io.keras4j.graph;

import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A computation on tensors that is traced and planned once for each combination of input specs. Any number of threads may run it at once:
 * each takes a plan for itself and gives it back.
 *
 * <pre>{@code
 * Plan plan = function.acquire(specs);
 * plan.input(0).assign(x);
 * plan.run();
 * INDArray y = plan.output(0).dup();
 * function.release(specs, plan);
 * }</pre>
 */
public final class PlannedFunction {
    private final Function<List<Tensor>, List<Tensor>> body;
    private final Map<List<TensorSpec>, Queue<Plan>> idle = new ConcurrentHashMap<>();

    /** The function that {@code body} computes, with ops only. */
    public PlannedFunction(Function<List<Tensor>, List<Tensor>> body) {
        this.body = body;
    }

    /** A plan for inputs of these specs that no other thread uses until it is released. */
    public Plan acquire(List<TensorSpec> specs) {
        Queue<Plan> plans = idle.get(specs);
        Plan plan = plans == null ? null : plans.poll();
        return plan != null ? plan : trace(specs);
    }

    /** Gives a plan back. */
    public void release(List<TensorSpec> specs, Plan plan) {
        idle.computeIfAbsent(List.copyOf(specs), s -> new ConcurrentLinkedQueue<>())
                .add(plan);
    }

    /** Tracing builds layers and names variables, so one thread does it at a time. */
    private synchronized Plan trace(List<TensorSpec> specs) {
        return Plan.of(Tracer.trace(specs, body));
    }
}
