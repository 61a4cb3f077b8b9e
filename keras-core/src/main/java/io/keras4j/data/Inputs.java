package io.keras4j.data;

import io.keras4j.tensor.StringTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a user passes in for the inputs of a model: numbers and strings, each in the order of the inputs that they are for.
 *
 * @param names those of the inputs that the numbers, then the strings are for, where a map tells; else empty
 */
record Inputs(List<INDArray> numbers, List<StringTensor> strings, List<String> names) {
    /**
     * The inputs in {@code value}: one, a list of several, or a map by names; a list of strings is one.
     *
     * @param toArray makes an array of what is no string; the second argument is what errors call it
     */
    static Inputs of(Object value, BiFunction<Object, String, INDArray> toArray) {
        Inputs inputs = new Inputs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> namesOfStrings = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            for (String name : Names.sorted(map, "x")) {
                boolean isString = inputs.add(map.get(name), "x \"" + name + "\"", toArray);
                (isString ? namesOfStrings : inputs.names).add(name);
            }
            inputs.names.addAll(namesOfStrings);
        } else if (value instanceof List<?> list && !isText(list)) {
            if (list.isEmpty()) {
                throw new IllegalArgumentException("x: the list of arrays is empty");
            }
            for (int i = 0; i < list.size(); i++) {
                inputs.add(list.get(i), list.size() == 1 ? "x" : "x[" + i + "]", toArray);
            }
        } else {
            inputs.add(value, "x", toArray);
        }
        return inputs;
    }

    private static boolean isText(List<?> list) {
        return !list.isEmpty() && list.get(0) instanceof String;
    }

    private boolean add(Object value, String what, BiFunction<Object, String, INDArray> toArray) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is null");
        }
        boolean isString = StringTensor.accepts(value);
        if (isString) {
            strings.add(StringTensor.of(value, what));
        } else {
            numbers.add(toArray.apply(value, what));
        }
        return isString;
    }
}
