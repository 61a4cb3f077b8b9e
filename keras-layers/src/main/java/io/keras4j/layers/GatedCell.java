package io.keras4j.layers;

import io.keras4j.activations.Activation;
import io.keras4j.activations.Sigmoid;
import io.keras4j.activations.Tanh;
import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** A cell some of whose kernel's parts are gates, with an activation of their own. */
abstract class GatedCell<S extends GatedCell<S>> extends KernelCell<S> implements GatedSetters<S> {
    final Argument<Activation> recurrentActivation = argument("recurrent_activation", Activation.codec(), "sigmoid");

    /** A cell to be configured. */
    GatedCell(String sizeKey, int gates) {
        super(sizeKey, gates);
    }

    @Override
    public GatedCell<S> cell() {
        return this;
    }

    @Override
    void makeWeights(long inputs) {
        super.makeWeights(inputs);
        addActivation("recurrent_activation", recurrentActivation);
    }

    /** The activation of a gate. */
    final Tensor gate(Tensor x) {
        return recurrentActivation.get().apply(x);
    }

    /** Whether an op that knows tanh, sigmoid and packed steps, but no dropout between steps, computes what this cell does. */
    final boolean canRunAtOnce(Sequence sequence) {
        Tensor mask = sequence.mask();
        return !sequence.unroll()
                && activation.get() instanceof Tanh
                && recurrentActivation.get() instanceof Sigmoid
                && activityRegularizer() == null
                && !(training() && dropsByGate())
                && (mask == null || mask.rank() == 2 && mask.shape().isKnown());
    }

    /**
     * Runs over a sequence by one op.
     *
     * @param op computes of the inputs the outputs of all steps, then the states after the last, the first of which is the last output
     */
    final Result runAtOnce(Sequence sequence, List<Tensor> initial, Function<Tensor, List<Tensor>> op) {
        Tensor x = masked(sequence.x(), masks(dropout, sequence.x().shape().with(1, 1)), 0);
        if (sequence.mask() == null) {
            List<Tensor> y = op.apply(x);
            return new Result(y.get(sequence.allOutputs() ? 0 : 1), y.subList(1, y.size()));
        }
        PackedSteps packed = new PackedSteps(sequence.mask());
        Tensor y = op.apply(packed.pack(x)).get(0);
        Tensor h = initial.get(0);
        return new Result(
                sequence.allOutputs() ? packed.unpack(y) : packed.last(y, Ops.zerosLike(h)),
                List.of(packed.last(y, h)));
    }

    /** The bias, zeros where there is none. */
    final Tensor biasOrZeros() {
        return bias() != null
                ? value(bias())
                : Ops.zeros(biasShape(kernel().shape().dim(-1)), dtypePolicy().compute());
    }
}
