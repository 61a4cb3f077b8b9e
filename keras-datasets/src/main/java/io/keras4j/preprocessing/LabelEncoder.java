package io.keras4j.preprocessing;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers names, and names numbers: the classes are counted from 0 in alphabetical order, as scikit-learn's class of this
 * name does.
 *
 * <pre>{@code
 * var encoder = new LabelEncoder();
 * INDArray y = encoder.fitTransform(List.of("virginica", "setosa", "virginica"));   // 1, 0, 1
 * List<String> names = encoder.inverseTransform(y);
 * }</pre>
 */
public final class LabelEncoder {
    private List<String> classes;

    /** An encoder that knows no names yet. */
    public LabelEncoder() {}

    /** Learns the names; those learnt before are forgotten. */
    public LabelEncoder fit(Collection<String> labels) {
        classes = labels.stream().distinct().sorted().toList();
        return this;
    }

    /** The names, in the order of their numbers. */
    public List<String> classes() {
        if (classes == null) {
            throw new IllegalStateException("LabelEncoder is not fitted: call fit or fitTransform first");
        }
        return classes;
    }

    /** The number of each name, int32 {@code [labels]}. */
    public INDArray transform(Collection<String> labels) {
        return Nd4j.createFromArray(labels.stream().mapToInt(this::number).toArray());
    }

    /** {@link #fit} and {@link #transform}. */
    public INDArray fitTransform(Collection<String> labels) {
        return fit(labels).transform(labels);
    }

    /** The name of each number. */
    public List<String> inverseTransform(INDArray numbers) {
        return inverseTransform(Values.integers("numbers", numbers));
    }

    /** The name of each number. */
    public List<String> inverseTransform(int[] numbers) {
        return IntStream.of(numbers).mapToObj(this::name).toList();
    }

    private int number(String label) {
        int number = Collections.binarySearch(classes(), label);
        if (number < 0) {
            throw new IllegalArgumentException("Label \"" + label + "\" was not among those that fit saw: " + classes);
        }
        return number;
    }

    private String name(int number) {
        if (number < 0 || number >= classes().size()) {
            throw new IllegalArgumentException("Numbers must be from 0 to " + (classes.size() - 1) + " for the classes "
                    + classes + ", received " + number);
        }
        return classes.get(number);
    }
}
