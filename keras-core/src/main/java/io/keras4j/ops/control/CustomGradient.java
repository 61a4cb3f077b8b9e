package io.keras4j.ops.control;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The first input, which was computed from the others: the gradients of these are what a function makes of that of the output, whatever the
 * computation was.
 */
public record CustomGradient(Function<Tensor, List<Tensor>> function) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        List<Tensor> own = function.apply(gradients.get(0));
        if (own.size() != inputs.size() - 1) {
            throw new IllegalArgumentException("custom_gradient: expected a gradient for each of " + (inputs.size() - 1)
                    + " arguments, got " + own.size());
        }
        List<Tensor> all = new ArrayList<>();
        all.add(null);
        all.addAll(own);
        return all;
    }
}
