package io.keras4j.engine;

import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a layer is called with besides its inputs. They are kept when a model is described, so {@code base.apply(x, new
 * CallArguments().training(false))} makes {@code base} run in inference mode inside whatever model x belongs to.
 */
public final class CallArguments {
    private Boolean training;
    private final Map<String, Object> named = new LinkedHashMap<>();

    /** Whether to behave as in training; by default as the caller does. */
    public CallArguments training(Boolean flag) {
        training = flag;
        return this;
    }

    /** The training flag, or null for the caller's. */
    public Boolean training() {
        return training;
    }

    /** Sets a further argument of the layer's {@code call} under its Keras name: plain data. */
    public CallArguments with(String name, Object value) {
        named.put(name, value);
        return this;
    }

    /** Sets the mask of the first input, see {@link Tensor#mask()}; by default the one that is attached to it. */
    public CallArguments mask(Tensor mask) {
        return with("mask", mask);
    }

    /**
     * Sets the states that a recurrent layer starts from; by default zeros, or those that a stateful one kept. As in Keras, a mask that is
     * attached to the input does not count then, only one that is given by {@link #mask}.
     */
    public CallArguments initialState(Tensor first, Tensor... more) {
        List<Tensor> states = new ArrayList<>(List.of(first));
        states.addAll(List.of(more));
        return with("initial_state", states);
    }

    /** Sets the masks of several inputs, null for those that are attached to them. */
    public CallArguments mask(List<Tensor> masks) {
        return with("mask", masks);
    }

    /** The masks of the inputs from the first on, null for those that are attached to them. */
    List<Tensor> masks() {
        if (!(named.get("mask") instanceof List<?> list)) {
            return Collections.singletonList((Tensor) named.get("mask"));
        }
        List<Tensor> masks = new ArrayList<>();
        list.forEach(mask -> masks.add((Tensor) mask));
        return masks;
    }

    /** The further arguments. */
    public Map<String, Object> named() {
        return named;
    }

    /** These arguments with every tensor among them, also in lists, replaced by what {@code mapping} gives for it. */
    public CallArguments mapTensors(UnaryOperator<Tensor> mapping) {
        if (named.isEmpty()) {
            return this;
        }
        CallArguments mapped = new CallArguments().training(training);
        named.forEach((name, value) -> mapped.with(name, mapValue(value, mapping)));
        return mapped;
    }

    private static Object mapValue(Object value, UnaryOperator<Tensor> mapping) {
        if (value instanceof Tensor) {
            return mapping.apply((Tensor) value);
        }
        if (value instanceof List) {
            List<Object> mapped = new ArrayList<>();
            ((List<?>) value).forEach(each -> mapped.add(mapValue(each, mapping)));
            return mapped;
        }
        return value;
    }
}
