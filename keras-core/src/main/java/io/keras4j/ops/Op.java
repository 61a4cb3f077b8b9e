package io.keras4j.ops;

import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A primitive computation on tensors: a record of its attributes, which infers the specs of its outputs and writes its gradient in terms
 * of other ops. How it is computed is the business of a {@link io.keras4j.backend.Backend}. Two ops that are equal compute the same.
 */
public interface Op {
    /**
     * The specs of the outputs; sizes may be unknown.
     *
     * @throws IllegalArgumentException when the inputs do not fit this op
     */
    List<TensorSpec> infer(List<TensorSpec> inputs);

    /**
     * The gradients of a scalar with respect to {@code inputs}, given those with respect to {@code outputs}; null for an input that has
     * none. {@code gradients} holds null for outputs that do not contribute.
     */
    List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients);

    /** Whether two applications to the same inputs may give different results or have an effect. */
    default boolean isStateful() {
        return false;
    }

    /** The name in error messages: the record's name as Keras would write it, such as {@code log_softmax}. */
    default String name() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** Applies this op and returns all its outputs. */
    default List<Tensor> applyAll(List<Tensor> inputs) {
        for (Tensor input : inputs) {
            if (input.executor() != null) {
                return input.executor().execute(this, inputs);
            }
        }
        return Executor.current().execute(this, inputs);
    }

    /** Applies this op and returns its first output. */
    default Tensor apply(Tensor... inputs) {
        return applyAll(Arrays.asList(inputs)).get(0);
    }

    /** An op through which no gradient flows. */
    interface NotDifferentiable extends Op {
        @Override
        default List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
            return Collections.nCopies(inputs.size(), null);
        }
    }
}
