package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What recurrent ops have in common. Their inputs are x (batch, steps, channels), a kernel (channels, gates · units), a recurrent kernel
 * (units, gates · units), a bias and the initial states (batch, units); their outputs are the first state after every step, (batch,
 * steps, units), and all states after the last one.
 */
final class Recurrence {
    private static final int FIRST_STATE = 4;

    private Recurrence() {}

    /**
     * The specs of the outputs.
     *
     * @param biases how many values the bias holds for each unit
     */
    static List<TensorSpec> infer(String op, int gates, int biases, List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        Shape recurrent = inputs.get(2).shape();
        expect(op, "x", x, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, Shape.UNKNOWN));
        expect(op, "the recurrent kernel", recurrent, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN));
        if (x.dim(1) == 0) {
            throw new IllegalArgumentException(op + ": expected at least one step, got x of shape " + x);
        }
        long units = recurrent.dim(0);
        expect(op, "the recurrent kernel", recurrent, Shape.of(units, gates * units));
        expect(op, "the kernel", inputs.get(1).shape(), Shape.of(x.dim(2), gates * units));
        expect(op, "the bias", inputs.get(3).shape(), Shape.of(biases * units));
        Shape state = Shape.of(x.dim(0), units);
        List<TensorSpec> outputs = new ArrayList<>();
        outputs.add(inputs.get(0).as(Shape.of(x.dim(0), x.dim(1), units)));
        for (TensorSpec initial : inputs.subList(FIRST_STATE, inputs.size())) {
            expect(op, "an initial state", initial.shape(), state);
            outputs.add(initial.as(state));
        }
        return outputs;
    }

    private static void expect(String op, String what, Shape actual, Shape expected) {
        if (!actual.matches(expected)) {
            throw new IllegalArgumentException(
                    op + ": expected " + what + " to have the shape " + expected + ", got " + actual);
        }
    }

    /** The gradients that {@code gradient} computes from all inputs, all outputs and the gradients of these. */
    static List<Tensor> gradient(Op gradient, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        List<Tensor> all = new ArrayList<>(inputs);
        all.addAll(outputs);
        for (int i = 0; i < outputs.size(); i++) {
            all.add(gradients.get(i) == null ? Ops.zerosLike(outputs.get(i)) : gradients.get(i));
        }
        return gradient.applyAll(all);
    }

    static UnsupportedOperationException noSecondDerivative(String op) {
        return new UnsupportedOperationException(
                op + " has no second derivative here; a layer with unroll(true) is made of ops that have");
    }
}
