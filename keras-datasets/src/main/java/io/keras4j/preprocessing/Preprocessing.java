package io.keras4j.preprocessing;

import java.util.Arrays;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The functions among the preprocessing tools, to be imported statically:
 *
 * <pre>{@code
 * import static io.keras4j.preprocessing.Preprocessing.*;
 *
 * Table iris = Iris.load();
 * var split = trainTestSplit(iris.x(), iris.y(), s -> s.testSize(0.2).stratify(iris.y()).seed(42));
 * INDArray oneHot = toCategorical(split.trainY(), 3);
 * }</pre>
 */
public final class Preprocessing {
    private Preprocessing() {}

    /**
     * Divides samples at random into those to train on and those to test on, scikit-learn's {@code train_test_split}.
     *
     * @param x the features, {@code [samples, ...]}
     * @param y the labels, {@code [samples, ...]}
     * @param options sets the share of test samples, stratification, shuffling and the seed
     * @return copies of the samples on either side, with the types of {@code x} and {@code y}
     */
    public static TrainTestSplit trainTestSplit(INDArray x, INDArray y, Consumer<SplitOptions> options) {
        if (x.rank() == 0 || y.rank() == 0 || x.isEmpty() || x.size(0) != y.size(0)) {
            throw new IllegalArgumentException("x and y must hold the same number of samples, at least one, received x "
                    + Values.describe(x) + " and y " + Values.describe(y));
        }
        var chosen = new SplitOptions();
        options.accept(chosen);
        SplitIndices indices = chosen.indices(Math.toIntExact(x.size(0)));
        return new TrainTestSplit(
                Values.take(x, indices.train()),
                Values.take(y, indices.train()),
                Values.take(x, indices.test()),
                Values.take(y, indices.test()));
    }

    /** As {@link #trainTestSplit(INDArray, INDArray, Consumer)}, with a quarter of the samples for testing. */
    public static TrainTestSplit trainTestSplit(INDArray x, INDArray y) {
        return trainTestSplit(x, y, options -> {});
    }

    /** As {@link #trainTestSplit(INDArray, INDArray, Consumer)}. */
    public static TrainTestSplit trainTestSplit(float[][] x, int[] y, Consumer<SplitOptions> options) {
        return trainTestSplit(Values.matrix("x", x), Nd4j.createFromArray(y), options);
    }

    /**
     * Makes sequences equally long, {@code keras.utils.pad_sequences}: {@code padSequences(tokens, pad -> pad.maxlen(100).padding("post"))}.
     *
     * @param sequences whole numbers, such as the tokens of each text
     * @param options sets the length, on which side sequences are padded and truncated, and with what they are padded
     * @return int32 {@code [samples, length]}
     * @throws IllegalArgumentException where there are no sequences, or none has an element and no length is set
     */
    public static INDArray padSequences(int[][] sequences, Consumer<PadOptions> options) {
        var chosen = new PadOptions();
        options.accept(chosen);
        int[][] rows = chosen.pad(sequences);
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(
                    "sequences must hold at least one, with at least one element unless maxlen is set, received "
                            + Arrays.deepToString(sequences));
        }
        return Nd4j.createFromArray(rows);
    }

    /** As {@link #padSequences(int[][], Consumer)}, padded before to the length of the longest. */
    public static INDArray padSequences(int[][] sequences) {
        return padSequences(sequences, options -> {});
    }

    /**
     * Turns class numbers into one-hot rows, {@code keras.utils.to_categorical}.
     *
     * @param labels whole numbers from 0 to {@code numClasses - 1}, {@code [samples]} or {@code [..., 1]}, of any type
     * @param numClasses the length of a row
     * @return float32 {@code [samples, numClasses]}, the class axis in place of a last axis of 1
     */
    public static INDArray toCategorical(INDArray labels, int numClasses) {
        int[] classes = Values.integers("labels", labels);
        if (numClasses < 1) {
            throw new IllegalArgumentException("numClasses must be at least 1, received " + numClasses);
        }
        var oneHot = new float[Math.multiplyExact(classes.length, numClasses)];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= numClasses) {
                throw new IllegalArgumentException("labels must be from 0 to " + (numClasses - 1) + " for " + numClasses
                        + " classes, received " + classes[i] + " at index " + i);
            }
            oneHot[i * numClasses + classes[i]] = 1;
        }
        long[] shape = labels.shape();
        int kept = shape.length > 1 && shape[shape.length - 1] == 1 ? shape.length - 1 : shape.length;
        shape = Arrays.copyOf(shape, kept + 1);
        shape[kept] = numClasses;
        return Nd4j.createFromArray(oneHot).reshape(shape);
    }

    /** As {@link #toCategorical(INDArray, int)}, with as many classes as the largest label asks for. */
    public static INDArray toCategorical(INDArray labels) {
        return toCategorical(
                labels,
                1
                        + Arrays.stream(Values.integers("labels", labels))
                                .max()
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "labels must not be empty, or numClasses be given")));
    }

    /** As {@link #toCategorical(INDArray, int)}. */
    public static INDArray toCategorical(int[] labels, int numClasses) {
        return toCategorical(Nd4j.createFromArray(labels), numClasses);
    }

    /** As {@link #toCategorical(INDArray)}. */
    public static INDArray toCategorical(int[] labels) {
        return toCategorical(Nd4j.createFromArray(labels));
    }

    /** Divides every vector along the last axis by its Euclidean norm. */
    public static INDArray normalize(INDArray x) {
        return normalize(x, -1, 2);
    }

    /**
     * Divides every vector along an axis by its norm, {@code keras.utils.normalize}; vectors of zeros stay as they are.
     *
     * @param x an array of any shape
     * @param axis the axis of the vectors, counted from the end where negative
     * @param order the norm: 1 for the sum of magnitudes, 2 for the Euclidean norm, {@link Double#POSITIVE_INFINITY} for
     *     the largest magnitude, or any other number above 0
     * @return an array of the same shape, float64 where {@code x} is, else float32
     */
    public static INDArray normalize(INDArray x, int axis, double order) {
        int rank = x.rank();
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("axis must be from " + -rank + " to " + (rank - 1) + " for "
                    + Values.describe(x) + ", received " + axis);
        }
        if (!(order > 0)) {
            throw new IllegalArgumentException("order must be above 0, received " + order);
        }
        long[] shape = x.shape();
        int along = axis < 0 ? axis + rank : axis;
        int length = (int) shape[along];
        int stride = (int) Arrays.stream(shape, along + 1, rank).reduce(1, (a, b) -> a * b);
        double[] values = Values.of(x);
        for (int vector = 0; vector < values.length / Math.max(length, 1); vector++) {
            int start = vector / stride * stride * length + vector % stride;
            double norm = norm(values, start, stride, length, order);
            for (int i = 0; i < length && norm != 0; i++) {
                values[start + i * stride] /= norm;
            }
        }
        DataType type = x.dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
        return x.isEmpty()
                ? x.castTo(type)
                : Nd4j.createFromArray(values).castTo(type).reshape(shape);
    }

    private static double norm(double[] values, int start, int stride, int length, double order) {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < length; i++) {
            double magnitude = Math.abs(values[start + i * stride]);
            largest = Math.max(largest, magnitude);
            sum += order == 1 ? magnitude : order == 2 ? magnitude * magnitude : Math.pow(magnitude, order);
        }
        if (order == Double.POSITIVE_INFINITY) {
            return largest;
        }
        return order == 1 ? sum : order == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / order);
    }
}
