package io.keras4j.preprocessing;

import io.keras4j.html.Html;
import io.keras4j.html.HtmlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Precision, recall, their harmonic mean and the number of samples of each class, and the means of these, plain and weighted by the numbers of
 * samples: the table of scikit-learn's {@code classification_report}. What would be divided by 0 is 0.
 *
 * <pre>{@code
 * System.out.println(ConfusionMatrix.of(testY, model.predict(testX), names).classificationReport());
 * }</pre>
 */
public final class ClassificationReport implements Html {
    /**
     * A line of the report.
     *
     * @param name of a class or a mean
     * @param support the number of samples
     */
    public record Line(String name, double precision, double recall, double f1Score, int support) {}

    private final List<Line> classes = new ArrayList<>();
    private final double accuracy;
    private final Line macroAverage;
    private final Line weightedAverage;

    ClassificationReport(ConfusionMatrix matrix) {
        int count = matrix.classNames().size();
        for (int i = 0; i < count; i++) {
            int each = i;
            int correct = matrix.count(i, i);
            int support = IntStream.range(0, count)
                    .map(other -> matrix.count(each, other))
                    .sum();
            int predicted = IntStream.range(0, count)
                    .map(other -> matrix.count(other, each))
                    .sum();
            double precision = predicted == 0 ? 0 : (double) correct / predicted;
            double recall = support == 0 ? 0 : (double) correct / support;
            double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            classes.add(new Line(matrix.classNames().get(i), precision, recall, f1, support));
        }
        accuracy = matrix.accuracy();
        macroAverage = average("macro avg", false);
        weightedAverage = average("weighted avg", true);
    }

    private Line average(String name, boolean bySupport) {
        int samples = classes.stream().mapToInt(Line::support).sum();
        double[] sums = new double[3];
        for (Line line : classes) {
            double weight = bySupport ? (double) line.support() / Math.max(1, samples) : 1.0 / classes.size();
            sums[0] += weight * line.precision();
            sums[1] += weight * line.recall();
            sums[2] += weight * line.f1Score();
        }
        return new Line(name, sums[0], sums[1], sums[2], samples);
    }

    /** A line for each class. */
    public List<Line> classes() {
        return List.copyOf(classes);
    }

    /** The share of samples that were predicted to be of their class. */
    public double accuracy() {
        return accuracy;
    }

    /** The means over classes. */
    public Line macroAverage() {
        return macroAverage;
    }

    /** The means over classes, each with the weight of its samples. */
    public Line weightedAverage() {
        return weightedAverage;
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    @Override
    public String toHtml() {
        HtmlTable table = new HtmlTable(List.of("", "precision", "recall", "f1-score", "support"));
        classes.forEach(line -> add(table, line));
        table.row("accuracy", null, null, two(accuracy), macroAverage.support());
        add(table, macroAverage);
        add(table, weightedAverage);
        return table.toHtml();
    }

    private static void add(HtmlTable table, Line line) {
        table.row(line.name(), two(line.precision()), two(line.recall()), two(line.f1Score()), line.support());
    }

    /** The table as scikit-learn prints it. */
    @Override
    public String toString() {
        int width = classes.stream().mapToInt(line -> line.name().length()).reduce("weighted avg".length(), Math::max);
        String name = "%" + width + "s ";
        StringBuilder report = new StringBuilder(String.format(
                Locale.ROOT, name + " %9s %9s %9s %9s%n%n", "", "precision", "recall", "f1-score", "support"));
        classes.forEach(line -> report.append(text(name, line)));
        report.append(String.format(
                Locale.ROOT,
                "%n" + name + " %9s %9s %9.2f %9d%n",
                "accuracy",
                "",
                "",
                accuracy,
                macroAverage.support()));
        return report.append(text(name, macroAverage))
                .append(text(name, weightedAverage))
                .toString();
    }

    private static String text(String name, Line line) {
        return String.format(
                Locale.ROOT,
                name + " %9.2f %9.2f %9.2f %9d%n",
                line.name(),
                line.precision(),
                line.recall(),
                line.f1Score(),
                line.support());
    }
}
