package io.keras4j.layers;

import io.keras4j.activations.Activation;
import io.keras4j.activations.LayerActivation;
import io.keras4j.config.Argument;
import io.keras4j.engine.Layer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What layers have in common that compute activation(f(x) + bias): the arguments that concern the bias and the activation. */
abstract class BiasedLayer<S extends BiasedLayer<S>> extends WeightedLayer<S> implements BiasSetters<S> {
    private final Argument<Activation> activation = argument("activation", Activation.codec(), null);
    private final WeightArguments biasArguments = new WeightArguments(this, "bias", "zeros");
    private Variable bias;

    /** Sets the activation by name, such as "relu"; none by default. */
    public S activation(String name) {
        activation.set(name);
        return self();
    }

    /** Sets the activation; null, the default, for none. */
    public S activation(Activation function) {
        activation.set(function);
        return self();
    }

    /** Sets a layer as activation, such as {@code new LeakyReLU(0.1)}. */
    public S activation(Layer layer) {
        activation.set(layer);
        return self();
    }

    /** The bias, once the layer is built; null when there is none. */
    public Variable bias() {
        return bias;
    }

    @Override
    public final WeightArguments biasArguments() {
        return biasArguments;
    }

    /** The arguments of the weights besides the bias. */
    abstract List<WeightArguments> weightArguments();

    /** Whether Keras lists the activity regularizer where there is none, too. */
    boolean listsActivityRegularizer() {
        return true;
    }

    /** The argument that says whether there is a bias. */
    abstract Argument<?> biasSwitch();

    /** Makes the bias of this shape, which is null for none, after the other weights. */
    final void addBiasWeight(Shape shape) {
        if (shape != null) {
            bias = addWeight("bias", shape, biasArguments);
        }
        if (activation.get() instanceof LayerActivation function) {
            addSublayer("activation", function.layer());
        }
    }

    /** x plus the bias, broadcast over leading axes, if there is one. */
    final Tensor addBias(Tensor x) {
        return bias == null ? x : Ops.add(x, value(bias));
    }

    /** The activation of x. */
    final Tensor activate(Tensor x) {
        return activation.get().apply(x);
    }

    /** Keras lists the arguments of this class after those of the layer itself. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        List<WeightArguments> weights = new ArrayList<>(weightArguments());
        weights.add(biasArguments);
        boolean listsNone = listsActivityRegularizer() && activityRegularizer() == null;
        moveToEnd(config, List.of(activation.key(), biasSwitch().key()));
        moveToEnd(
                config,
                listsNone ? WeightArguments.keys(weights, "activity_regularizer") : WeightArguments.keys(weights));
        return config;
    }
}
