package io.keras4j.autodiff;

import io.keras4j.ops.Application;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Records the ops that this thread runs eagerly, to differentiate through them afterwards. In a training step that is planned, where the
 * graph knows all ops, it differentiates through that.
 *
 * <pre>{@code
 * try (var tape = new GradientTape()) {
 *     Tensor loss = Ops.mean(Ops.square(Ops.subtract(model.apply(x, true), y)));
 *     List<Tensor> gradients = tape.gradient(loss, model.trainableVariables());
 *     optimizer.apply(gradients, model.trainableVariables());
 * }
 * }</pre>
 */
public final class GradientTape implements AutoCloseable {
    private static final ThreadLocal<Deque<GradientTape>> ACTIVE = ThreadLocal.withInitial(ArrayDeque::new);

    private final List<Application> applications = new ArrayList<>();

    /** A tape that records from now on, until it is closed. */
    public GradientTape() {
        ACTIVE.get().push(this);
    }

    /** Adds {@code application} to all tapes of this thread that record. */
    public static void record(Application application) {
        ACTIVE.get().forEach(tape -> tape.applications.add(application));
    }

    /** The gradients of the sum of {@code target} with respect to {@code variables}; null where it does not depend on one. */
    public List<Tensor> gradient(Tensor target, List<Variable> variables) {
        return gradientOf(target, variables.stream().map(Variable::value).toList());
    }

    /** The gradients of the sum of {@code target} with respect to {@code sources}. */
    public List<Tensor> gradientOf(Tensor target, List<Tensor> sources) {
        return target.executor() == null
                ? Gradients.of(List.copyOf(applications), target, sources)
                : target.executor().gradientsOf(target, sources);
    }

    @Override
    public void close() {
        ACTIVE.get().remove(this);
    }
}
