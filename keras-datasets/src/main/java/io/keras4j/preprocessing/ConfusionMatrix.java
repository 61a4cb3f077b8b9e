package io.keras4j.preprocessing;

import io.keras4j.html.Html;
import io.keras4j.html.HtmlTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How often samples of each class were predicted to be of each class.
 *
 * <pre>{@code
 * var matrix = ConfusionMatrix.of(split.testY(), model.predict(split.testX()), iris.targetNames());
 * System.out.println(matrix);
 *
 * true \ predicted   setosa  versicolor  virginica
 * setosa                 10           0          0
 * versicolor              0           9          1
 * virginica               0           0         10
 * }</pre>
 */
public final class ConfusionMatrix implements Html {
    private static final String CORNER = "true \\ predicted";

    private final int[][] counts;
    private final List<String> classNames;

    private ConfusionMatrix(int[] labels, int[] predictions, List<String> classNames) {
        if (labels.length != predictions.length) {
            throw new IllegalArgumentException("There must be a prediction for each label, received " + labels.length
                    + " labels and " + predictions.length + " predictions");
        }
        if (labels.length == 0 || classNames.isEmpty()) {
            throw new IllegalArgumentException("There must be samples to count and classes to count them in");
        }
        this.classNames = List.copyOf(classNames);
        counts = new int[classNames.size()][classNames.size()];
        for (int i = 0; i < labels.length; i++) {
            counts[checked("Label", i, labels[i])][checked("Prediction", i, predictions[i])]++;
        }
    }

    private int checked(String what, int index, int label) {
        if (label < 0 || label >= classNames.size()) {
            throw new IllegalArgumentException(
                    what + " " + index + " is " + label + ", but the classes are 0 to " + (classNames.size() - 1));
        }
        return label;
    }

    /** Counts class numbers, with the names of the classes. */
    public static ConfusionMatrix of(int[] labels, int[] predictions, List<String> classNames) {
        return new ConfusionMatrix(labels, predictions, classNames);
    }

    /** Counts class numbers; the classes are named after their numbers. */
    public static ConfusionMatrix of(int[] labels, int[] predictions) {
        int largest = IntStream.concat(IntStream.of(labels), IntStream.of(predictions))
                .max()
                .orElse(-1);
        return of(
                labels,
                predictions,
                IntStream.rangeClosed(0, largest).mapToObj(String::valueOf).toList());
    }

    /**
     * Counts labels and predictions of any type, with the names of the classes. Either may be class numbers; rows {@code
     * [samples, classes]} of probabilities, scores or a one-hot code, of which the largest counts; or single probabilities
     * ({@code [samples]} or {@code [samples, 1]}), which mean class 1 above 0.5.
     */
    public static ConfusionMatrix of(INDArray labels, INDArray predictions, List<String> classNames) {
        return of(classes("labels", labels), classes("predictions", predictions), classNames);
    }

    /** As {@link #of(INDArray, INDArray, List)}; the classes are named after their numbers. */
    public static ConfusionMatrix of(INDArray labels, INDArray predictions) {
        return of(classes("labels", labels), classes("predictions", predictions));
    }

    private static int[] classes(String argument, INDArray array) {
        boolean rows = array.rank() == 2 && array.size(1) > 1;
        if (array.rank() > 2 || array.rank() == 0) {
            throw new IllegalArgumentException(
                    argument + " must be of shape [samples] or [samples, classes], received " + Values.describe(array));
        }
        double[] values = Values.withoutNan(argument, array);
        if (rows) {
            int width = (int) array.size(1);
            return IntStream.range(0, values.length / width)
                    .map(row -> largest(values, row * width, width))
                    .toArray();
        }
        boolean probabilities = Arrays.stream(values).allMatch(value -> value >= 0 && value <= 1);
        return probabilities
                ? Arrays.stream(values).mapToInt(value -> value > 0.5 ? 1 : 0).toArray()
                : Values.integers(argument, array);
    }

    private static int largest(double[] values, int start, int length) {
        int largest = 0;
        for (int i = 1; i < length; i++) {
            largest = values[start + i] > values[start + largest] ? i : largest;
        }
        return largest;
    }

    /** The names of the classes. */
    public List<String> classNames() {
        return classNames;
    }

    /** How many samples of one class were predicted to be of the other. */
    public int count(int trueClass, int predictedClass) {
        return counts[trueClass][predictedClass];
    }

    /** All counts, int32 {@code [true classes, predicted classes]}. */
    public INDArray counts() {
        return Nd4j.createFromArray(counts);
    }

    /** The share of samples that were predicted to be of their class. */
    public double accuracy() {
        double correct =
                IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
        return correct / Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** Precision, recall, their harmonic mean and the number of samples of each class, and means of these. */
    public ClassificationReport classificationReport() {
        return new ClassificationReport(this);
    }

    /** A table with a row for each true class and a column for each predicted one. */
    @Override
    public String toHtml() {
        List<String> header = new ArrayList<>(List.of(CORNER));
        header.addAll(classNames);
        HtmlTable table = new HtmlTable(header);
        for (int row = 0; row < counts.length; row++) {
            List<Object> cells = new ArrayList<>(List.of(classNames.get(row)));
            Arrays.stream(counts[row]).forEach(cells::add);
            table.row(cells);
        }
        return table.toHtml();
    }

    /** A table with a row for each true class and a column for each predicted one. */
    @Override
    public String toString() {
        int first = classNames.stream().mapToInt(String::length).reduce(CORNER.length(), Math::max);
        var text = new StringBuilder(String.format("%-" + first + "s", CORNER));
        int[] widths = IntStream.range(0, counts.length).map(this::width).toArray();
        for (int i = 0; i < counts.length; i++) {
            text.append(String.format("  %" + widths[i] + "s", classNames.get(i)));
        }
        for (int row = 0; row < counts.length; row++) {
            text.append(String.format("%n%-" + first + "s", classNames.get(row)));
            for (int i = 0; i < counts.length; i++) {
                text.append(String.format("  %" + widths[i] + "d", counts[row][i]));
            }
        }
        return text.toString();
    }

    private int width(int column) {
        return Arrays.stream(counts)
                .mapToInt(row -> String.valueOf(row[column]).length())
                .reduce(classNames.get(column).length(), Math::max);
    }
}
