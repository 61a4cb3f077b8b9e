package io.keras4j.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A table of samples with a class each.
 *
 * @param x the features, float32 {@code [samples, features]}
 * @param y the classes, int32 {@code [samples]}, counted from 0
 * @param featureNames what the columns of {@code x} are
 * @param targetNames what the classes are called
 */
public record Table(INDArray x, INDArray y, List<String> featureNames, List<String> targetNames) {

    /** Reads a bundled table; the lines after the header hold the features and, last, the class. */
    static Table bundled(String resource, int headerLines, List<String> featureNames, List<String> targetNames) {
        try (var in = Table.class.getResourceAsStream(resource);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            float[][] rows = lines.lines().skip(headerLines).map(Table::numbers).toArray(float[][]::new);
            int columns = featureNames.size();
            var x = new float[rows.length * columns];
            var y = new int[rows.length];
            for (int row = 0; row < rows.length; row++) {
                System.arraycopy(rows[row], 0, x, row * columns, columns);
                y[row] = (int) rows[row][columns];
            }
            return new Table(
                    Nd4j.createFromArray(x).reshape(rows.length, columns),
                    Nd4j.createFromArray(y),
                    featureNames,
                    targetNames);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static float[] numbers(String line) {
        String[] fields = line.split(",");
        var numbers = new float[fields.length];
        for (int i = 0; i < fields.length; i++) {
            numbers[i] = Float.parseFloat(fields[i]);
        }
        return numbers;
    }

    /** The shapes and names; the numbers would fill pages. */
    @Override
    public String toString() {
        return "Table[x=" + Shapes.describe(x) + ", y=" + Shapes.describe(y) + ", featureNames=" + featureNames
                + ", targetNames=" + targetNames + "]";
    }
}
