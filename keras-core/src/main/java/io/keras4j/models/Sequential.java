package io.keras4j.models;

import io.keras4j.config.Codecs;
import io.keras4j.engine.BuildConfig;
import io.keras4j.engine.Input;
import io.keras4j.engine.InputLayer;
import io.keras4j.engine.Layer;
import io.keras4j.engine.Stackable;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A stack of layers, each of which takes what the one before it makes: <a
 * href="https://keras.io/api/models/sequential/">keras.Sequential</a>. It begins with an {@link Input}, or is built when it first meets data.
 *
 * <pre>{@code
 * var model = new Sequential(
 *     Input.of(784),
 *     new Dense(128).activation("relu"),
 *     new Dense(10).activation("softmax"));
 * }</pre>
 */
public class Sequential extends Model {
    private final List<Layer> stack = new ArrayList<>();

    /** A stack of these. */
    public Sequential(Stackable... layers) {
        this(Arrays.asList(layers));
    }

    /** A stack of these. */
    public Sequential(List<? extends Stackable> layers) {
        layers.forEach(this::push);
        rebuild();
    }

    @Override
    public Sequential name(String value) {
        super.name(value);
        return this;
    }

    /**
     * Adds a layer on top.
     *
     * @throws IllegalArgumentException for a second layer of one name, or an input that is not the first
     */
    public Sequential add(Stackable layer) {
        push(layer);
        rebuild();
        return this;
    }

    /**
     * Removes the layer on top and returns it.
     *
     * @throws IllegalStateException when there is none
     */
    public Layer pop() {
        if (stack.isEmpty()) {
            throw new IllegalStateException("Sequential model \"" + name() + "\" has no layer to pop");
        }
        Layer top = stack.remove(stack.size() - 1);
        rebuild();
        return top;
    }

    private void push(Stackable stackable) {
        Layer layer = stackable instanceof Input ? ((Input) stackable).layer() : (Layer) stackable;
        for (Layer other : stack) {
            if (other != layer && other.name().equals(layer.name())) {
                throw new IllegalArgumentException("Sequential model: the name \"" + layer.name()
                        + "\" is already that of another layer; names must be unique: give one with name(...)");
            }
        }
        if (layer instanceof InputLayer && !stack.isEmpty()) {
            throw new IllegalArgumentException("Sequential model: an Input must be the first of its layers"
                    + (stack.get(0) instanceof InputLayer
                            ? ", and it has one of shape " + ((InputLayer) stack.get(0)).batchShape() + " already"
                            : ""));
        }
        stack.add(layer);
    }

    @Override
    Model cloned(UnaryOperator<Layer> clone) {
        if (getClass() != Sequential.class) {
            return super.cloned(clone);
        }
        Sequential cloned = new Sequential();
        stack.forEach(layer -> cloned.push(clone.apply(layer)));
        cloned.rebuild();
        return cloned;
    }

    private void rebuild() {
        reset();
        if (stack.size() > 1 && stack.get(0) instanceof InputLayer) {
            describe();
        } else if (!stack.isEmpty() && stack.get(0) instanceof Model && ((Model) stack.get(0)).graph() != null) {
            stack.add(0, Input.like(((Model) stack.get(0)).input().spec()).layer());
            describe();
        }
    }

    private void describe() {
        Tensor start = ((InputLayer) stack.get(0)).tensor();
        Tensor top = start;
        for (Layer layer : stack.subList(1, stack.size())) {
            top = layer.apply(top);
        }
        connect(List.of(start), List.of(top), false, false);
    }

    @Override
    public DType inputDtype() {
        return stack.isEmpty() ? super.inputDtype() : stack.get(0).inputDtype();
    }

    @Override
    protected void build(List<Shape> inputShapes) {
        if (stack.isEmpty()) {
            throw new IllegalStateException(
                    "Sequential model \"" + name() + "\" cannot be built because it has no layers; add some");
        }
        if (inputShapes.size() != 1) {
            throw new IllegalArgumentException(
                    "Sequential model \"" + name() + "\" takes 1 input, got " + inputShapes.size());
        }
        if (!(stack.get(0) instanceof InputLayer)) {
            Shape shape = inputShapes.get(0).with(0, Shape.UNKNOWN);
            stack.add(
                    0,
                    Input.of(shape.drop(0).dims())
                            .dtype(stack.get(0).inputDtype().toString())
                            .layer());
        }
        describe();
    }

    /** The layers that were added; the input is not among them. */
    @Override
    public List<Layer> layers() {
        boolean begins = !stack.isEmpty() && stack.get(0) instanceof InputLayer;
        return List.copyOf(begins ? stack.subList(1, stack.size()) : stack);
    }

    @Override
    public List<Layer> sublayers() {
        return List.copyOf(stack);
    }

    @Override
    public Map<String, List<Layer>> sublayersByAttribute() {
        return Map.of("layers", layers());
    }

    @Override
    public boolean isSublayerList(String attribute) {
        return attribute.equals("layers");
    }

    @Override
    public boolean isBuilt() {
        return graph() != null;
    }

    @Override
    public List<Shape> builtShapes() {
        return isBuilt() ? List.of(input().shape()) : null;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>(super.config());
        config.put("layers", stack.stream().map(Layer.KIND::envelope).toList());
        if (isBuilt()) {
            config.put("build_input_shape", BuildConfig.encode(input().shape()));
        }
        return config;
    }

    @Override
    public void configure(Map<String, Object> config) {
        Map<String, Object> own = new LinkedHashMap<>(config);
        Object layers = own.remove("layers");
        Object shape = own.remove("build_input_shape");
        super.configure(own);
        Codecs.list(Layer.KIND.codec()).decode(layers).forEach(this::push);
        rebuild();
        if (!isBuilt() && shape != null) {
            build(List.of(BuildConfig.shape(shape)));
        }
    }
}
