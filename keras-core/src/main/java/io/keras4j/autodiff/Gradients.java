package io.keras4j.autodiff;

import io.keras4j.ops.Application;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reverse-mode differentiation of recorded ops: one way for traced graphs and eager tapes, because gradients are made of ops. */
public final class Gradients {
    private Gradients() {}

    /**
     * The gradients of the sum of {@code target} with respect to each of {@code sources}.
     *
     * @param applications what was computed, in order
     * @return a gradient for each source, null where the target does not depend on it
     */
    public static List<Tensor> of(List<? extends Application> applications, Tensor target, List<Tensor> sources) {
        Set<Tensor> dependent = Collections.newSetFromMap(new IdentityHashMap<>());
        dependent.addAll(sources);
        List<Application> path = new ArrayList<>();
        for (Application application : applications) {
            if (application.inputs().stream().anyMatch(dependent::contains)) {
                dependent.addAll(application.outputs());
                path.add(application);
            }
        }
        Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
        gradients.put(target, Ops.onesLike(target));
        for (int i = path.size() - 1; i >= 0; i--) {
            propagate(path.get(i), dependent, gradients);
        }
        return sources.stream().map(gradients::get).toList();
    }

    private static void propagate(Application application, Set<Tensor> dependent, Map<Tensor, Tensor> gradients) {
        Tensor[] outputGradients =
                application.outputs().stream().map(gradients::get).toArray(Tensor[]::new);
        if (Arrays.stream(outputGradients).allMatch(Objects::isNull)) {
            return;
        }
        if (outputGradients[0] == null) {
            outputGradients[0] = Ops.zerosLike(application.outputs().get(0));
        }
        List<Tensor> inputs = List.copyOf(application.inputs());
        List<Tensor> inputGradients =
                application.op().gradient(inputs, List.copyOf(application.outputs()), Arrays.asList(outputGradients));
        for (int i = 0; i < inputs.size(); i++) {
            Tensor gradient = inputGradients.get(i);
            if (gradient != null && dependent.contains(inputs.get(i))) {
                gradients.merge(inputs.get(i), gradient, Ops::add);
            }
        }
    }
}
