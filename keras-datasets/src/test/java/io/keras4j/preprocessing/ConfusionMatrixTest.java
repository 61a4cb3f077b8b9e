package io.keras4j.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConfusionMatrixTest {
    private final Map<String, INDArray> fixtures = Fixtures.load("functions.npz");

    @Test
    void countsAsScikitLearnDoes() {
        INDArray yTrue = fixtures.get("y_true");
        INDArray yPred = fixtures.get("y_pred");
        INDArray expected = fixtures.get("confusion").castTo(DataType.INT32);
        assertThat(ConfusionMatrix.of(yTrue, yPred).counts()).isEqualTo(expected);
        assertThat(ConfusionMatrix.of(Fixtures.view(yTrue), yPred.reshape(50, 1))
                        .counts())
                .isEqualTo(expected);
        assertThat(ConfusionMatrix.of(yTrue.toIntVector(), yPred.toIntVector()).counts())
                .isEqualTo(expected);
        assertThat(ConfusionMatrix.of(Preprocessing.toCategorical(yTrue), Preprocessing.toCategorical(yPred))
                        .counts())
                .isEqualTo(expected);
    }

    @Test
    void takesTheLargestOfProbabilities() {
        INDArray probabilities =
                Nd4j.createFromArray(new float[][] {{0.2f, 0.7f, 0.1f}, {0.5f, 0.1f, 0.4f}, {0, 0, 1}});
        var matrix = ConfusionMatrix.of(Nd4j.createFromArray(1, 0, 1), probabilities.dup('f'));
        assertThat(matrix.count(0, 0)).isEqualTo(1);
        assertThat(matrix.count(1, 1)).isEqualTo(1);
        assertThat(matrix.count(1, 2)).isEqualTo(1);
        assertThat(matrix.accuracy()).isEqualTo(2 / 3.0);
    }

    @Test
    void takesSingleProbabilitiesForTheSecondClass() {
        INDArray sigmoid = Nd4j.createFromArray(new float[][] {{0.2f}, {0.5f}, {0.51f}, {1}});
        var matrix = ConfusionMatrix.of(Nd4j.createFromArray(0f, 0f, 1f, 0f), sigmoid);
        assertThat(matrix.counts().toIntMatrix()).isDeepEqualTo(new int[][] {{2, 1}, {0, 1}});
    }

    @Test
    void printsATable() {
        var matrix = ConfusionMatrix.of(
                new int[] {0, 0, 1, 2, 2}, new int[] {0, 0, 2, 2, 1}, List.of("setosa", "versicolor", "x"));
        assertThat(matrix.toString().lines())
                .containsExactly(
                        "true \\ predicted  setosa  versicolor  x",
                        "setosa                 2           0  0",
                        "versicolor             0           0  1",
                        "x                      0           1  1");
        assertThat(matrix.classNames()).containsExactly("setosa", "versicolor", "x");
        assertThat(matrix.accuracy()).isEqualTo(0.6);
    }

    @Test
    void keepsColumnsInLineForLargeCountsAndLongNames() {
        var many = new int[12345];
        var matrix = ConfusionMatrix.of(many, many, List.of("a", "a name longer than the corner"));
        assertThat(matrix.toString().lines().map(String::length).distinct()).hasSize(1);
        assertThat(matrix.toString()).contains("12345");
    }

    @Test
    void refusesWhatIsNoClass() {
        List<String> two = List.of("no", "yes");
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {0, 2}, new int[] {0, 1}, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Label 1 is 2, but the classes are 0 to 1");
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {0, 1}, new int[] {0, -1}))
                .hasMessage("Prediction 1 is -1, but the classes are 0 to 1");
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {0, 1}, new int[] {0}))
                .hasMessage("There must be a prediction for each label, received 2 labels and 1 predictions");
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[0], new int[0])).hasMessageContaining("must be samples");
        INDArray labels = Nd4j.createFromArray(0, 1);
        assertThatThrownBy(() -> ConfusionMatrix.of(labels, Nd4j.createFromArray(0.5, 1.5)))
                .hasMessage("predictions must hold whole numbers, received 0.5 at index 0 of DOUBLE[2]");
        assertThatThrownBy(() ->
                        ConfusionMatrix.of(labels, Nd4j.createFromArray(new float[][] {{0, 1}, {1, Float.NaN}})))
                .hasMessage("predictions must not be NaN, which it is at index 3 of FLOAT[2, 2]");
        assertThatThrownBy(() -> ConfusionMatrix.of(labels, Nd4j.ones(2, 2, 2)))
                .hasMessage("predictions must be of shape [samples] or [samples, classes], received FLOAT[2, 2, 2]");
    }

    /** The example in scikit-learn's documentation of classification_report. */
    @Test
    void reportsAsScikitLearn() {
        ConfusionMatrix matrix = ConfusionMatrix.of(
                new int[] {0, 1, 2, 2, 2}, new int[] {0, 0, 2, 2, 1}, List.of("class 0", "class 1", "class 2"));

        assertThat(matrix.classificationReport().toString().lines())
                .containsExactly(
                        "              precision    recall  f1-score   support",
                        "",
                        "     class 0       0.50      1.00      0.67         1",
                        "     class 1       0.00      0.00      0.00         1",
                        "     class 2       1.00      0.67      0.80         3",
                        "",
                        "    accuracy                           0.60         5",
                        "   macro avg       0.50      0.56      0.49         5",
                        "weighted avg       0.70      0.60      0.61         5");
    }
}
