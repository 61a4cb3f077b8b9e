package io.keras4j.data;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One sample: arrays without an axis for samples, which {@link Dataset#batch} puts together.
 *
 * @param x the inputs of a model
 * @param y the targets for its outputs; empty for none
 * @param weights the weight of the sample: none, one for all outputs, or one for each
 */
public record Sample(List<INDArray> x, List<INDArray> y, List<INDArray> weights) {
    /** A sample for prediction; each argument here is a number, an array (see {@link ArrayLike}), or a list of such. */
    public static Sample of(Object x) {
        return new Sample(arrays(x, "x"), List.of(), List.of());
    }

    /** A sample with its target. */
    public static Sample of(Object x, Object y) {
        return new Sample(arrays(x, "x"), arrays(y, "y"), List.of());
    }

    /** A sample with its target and its weight. */
    public static Sample of(Object x, Object y, Object weight) {
        return new Sample(arrays(x, "x"), arrays(y, "y"), arrays(weight, "weight"));
    }

    /** What a dataset has as an element, as a sample: if it is none, as the inputs of one. */
    static Sample from(Object element) {
        return element instanceof Sample sample ? sample : of(element);
    }

    private static List<INDArray> arrays(Object value, String what) {
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
