package io.keras4j.data;

import io.keras4j.tensor.StringTensor;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One sample: arrays without an axis for samples, which {@link Dataset#batch} puts together.
 *
 * @param x the inputs of a model
 * @param y the targets for its outputs; empty for none
 * @param weights the weight of the sample: none, one for all outputs, or one for each
 * @param names what the arrays belong to, where that is not said by their order
 * @param strings those inputs of a model that are strings
 */
public record Sample(
        List<INDArray> x, List<INDArray> y, List<INDArray> weights, Names names, List<StringTensor> strings) {
    /** Arrays in the order of a model's inputs and outputs. */
    public Sample(List<INDArray> x, List<INDArray> y, List<INDArray> weights) {
        this(x, y, weights, Names.NONE, List.of());
    }

    /**
     * A sample for prediction; each argument here is a number, an array (see {@link ArrayLike}), a list of such in the order of inputs or
     * outputs, or a map from the names of inputs or outputs. Inputs may also be strings.
     */
    public static Sample of(Object x) {
        return sample(x, List.of(), List.of(), Names.NONE);
    }

    /** A sample with its target. */
    public static Sample of(Object x, Object y) {
        return sample(x, arrays(y, "y"), List.of(), new Names(List.of(), Names.of(y, "y"), List.of()));
    }

    /** A sample with its target and its weight. */
    public static Sample of(Object x, Object y, Object weight) {
        return sample(
                x,
                arrays(y, "y"),
                arrays(weight, "weight"),
                new Names(List.of(), Names.of(y, "y"), Names.of(weight, "sampleWeight")));
    }

    private static Sample sample(Object x, List<INDArray> y, List<INDArray> weights, Names names) {
        Inputs inputs = Inputs.of(x, Sample::array);
        return new Sample(
                inputs.numbers(), y, weights, new Names(inputs.names(), names.y(), names.weights()), inputs.strings());
    }

    /** What a dataset has as an element, as a sample: if it is none, as the inputs of one. */
    static Sample from(Object element) {
        return element instanceof Sample sample ? sample : of(element);
    }

    /** The input of this name. */
    public INDArray x(String name) {
        return Names.find(x, names.x(), "x", name);
    }

    /** The target of this name. */
    public INDArray y(String name) {
        return Names.find(y, names.y(), "y", name);
    }

    private static List<INDArray> arrays(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return Names.sorted(map, what).stream()
                    .map(name -> array(map.get(name), what + " \"" + name + "\""))
                    .toList();
        }
        return value instanceof List<?> list
                ? list.stream().map(each -> array(each, what)).toList()
                : List.of(array(value, what));
    }

    private static INDArray array(Object value, String what) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Nd4j.scalar(((Number) value).intValue());
        }
        if (value instanceof Long number) {
            return Nd4j.scalar(number.longValue());
        }
        if (value instanceof Number number) {
            return Nd4j.scalar(number.floatValue());
        }
        return ArrayLike.toArray(value, what);
    }
}
