package io.keras4j.preprocessing;

import static io.keras4j.preprocessing.Fixtures.assertClose;
import static io.keras4j.preprocessing.Preprocessing.normalize;
import static io.keras4j.preprocessing.Preprocessing.toCategorical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@code toCategorical} and {@code normalize} give what Keras's give. */
class PreprocessingTest {
    private final Map<String, INDArray> fixtures = Fixtures.load("functions.npz");

    @Test
    void oneHotRows() {
        INDArray labels = fixtures.get("labels");
        assertClose(toCategorical(labels), fixtures.get("categorical"), 0);
        assertClose(toCategorical(labels, 7), fixtures.get("categorical_7"), 0);
        assertThat(toCategorical(labels).dataType()).isEqualTo(DataType.FLOAT);
        assertThat(toCategorical(Fixtures.view(labels))).isEqualTo(toCategorical(labels));
        assertThat(toCategorical(labels.castTo(DataType.FLOAT))).isEqualTo(toCategorical(labels));
        assertThat(toCategorical(labels.castTo(DataType.UINT8))).isEqualTo(toCategorical(labels));
        assertThat(toCategorical(new int[] {1, 0}).toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1}, {1, 0}});
        assertThat(toCategorical(new int[] {1}, 3).toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1, 0}});
        assertThat(toCategorical(Nd4j.scalar(2)).toFloatVector()).containsExactly(0, 0, 1);
    }

    @Test
    void oneHotRowsNeedClassNumbers() {
        assertThatThrownBy(() -> toCategorical(new int[] {0, 3}, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels must be from 0 to 2 for 3 classes, received 3 at index 1");
        assertThatThrownBy(() -> toCategorical(new int[] {0, -1})).hasMessageContaining("received -1 at index 1");
        assertThatThrownBy(() -> toCategorical(new int[] {0}, 0))
                .hasMessage("numClasses must be at least 1, received 0");
        assertThatThrownBy(() -> toCategorical(Nd4j.createFromArray(0, 1.5)))
                .hasMessage("labels must hold whole numbers, received 1.5 at index 1 of DOUBLE[2]");
        assertThatThrownBy(() -> toCategorical(Nd4j.createFromArray(Float.NaN))).hasMessageContaining("received NaN");
        assertThatThrownBy(() -> toCategorical(Nd4j.create(DataType.INT32, 0)))
                .hasMessageContaining("labels must not be empty");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, -1})
    void normalizesAlongAnAxis(int axis) {
        INDArray x = fixtures.get("x");
        for (double order : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
            String name = order == Double.POSITIVE_INFINITY ? "inf" : String.valueOf((int) order);
            INDArray expected = fixtures.get("normalize_" + axis + "_" + name);
            assertClose(normalize(x, axis, order), expected, 1e-12);
            assertClose(normalize(Fixtures.view(x), axis, order), expected, 1e-12);
            INDArray floats = normalize(x.castTo(DataType.FLOAT).dup('f'), axis, order);
            assertClose(floats, expected, 1e-6);
            assertThat(floats.dataType()).isEqualTo(DataType.FLOAT);
        }
    }

    @Test
    void normalizesRowsByDefault() {
        INDArray x = Nd4j.createFromArray(new int[][] {{3, 4}, {0, 0}});
        assertThat(normalize(x).toFloatMatrix()).isDeepEqualTo(new float[][] {{0.6f, 0.8f}, {0, 0}});
        assertThat(x.getInt(0, 0)).as("the original").isEqualTo(3);
        // Along the first axis, where Keras 3 fails on NumPy arrays.
        assertThat(normalize(x, 0, 1).toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 1}, {0, 0}});
        assertThat(normalize(Nd4j.create(DataType.INT32, 0, 2)).dataType()).isEqualTo(DataType.FLOAT);
    }

    @Test
    void refusesStrangeAxesAndOrders() {
        assertThatThrownBy(() -> normalize(Nd4j.ones(2, 2), 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("axis must be from -2 to 1 for FLOAT[2, 2], received 2");
        assertThatThrownBy(() -> normalize(Nd4j.ones(2, 2), -3, 2)).hasMessageContaining("received -3");
        assertThatThrownBy(() -> normalize(Nd4j.ones(2, 2), 0, 0)).hasMessage("order must be above 0, received 0.0");
    }

    /** The example of Keras's documentation, and its options. */
    @Test
    void sequencesArePaddedAsInKeras() {
        int[][] sequences = {{1}, {2, 3}, {4, 5, 6}, {}};
        assertThat(Preprocessing.padSequences(sequences).toIntMatrix())
                .isEqualTo(new int[][] {{0, 0, 1}, {0, 2, 3}, {4, 5, 6}, {0, 0, 0}});
        assertThat(Preprocessing.padSequences(sequences, pad -> pad.value(-1)).toIntMatrix())
                .isEqualTo(new int[][] {{-1, -1, 1}, {-1, 2, 3}, {4, 5, 6}, {-1, -1, -1}});
        assertThat(Preprocessing.padSequences(sequences, pad -> pad.padding("post"))
                        .toIntMatrix())
                .isEqualTo(new int[][] {{1, 0, 0}, {2, 3, 0}, {4, 5, 6}, {0, 0, 0}});
        assertThat(Preprocessing.padSequences(sequences, pad -> pad.maxlen(2)).toIntMatrix())
                .isEqualTo(new int[][] {{0, 1}, {2, 3}, {5, 6}, {0, 0}});
        assertThat(Preprocessing.padSequences(sequences, pad -> pad.maxlen(2).truncating("post"))
                        .toIntMatrix())
                .isEqualTo(new int[][] {{0, 1}, {2, 3}, {4, 5}, {0, 0}});
        assertThatThrownBy(() -> Preprocessing.padSequences(new int[][] {{}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("received [[]]");
        assertThatThrownBy(() -> Preprocessing.padSequences(sequences, pad -> pad.padding("both")))
                .hasMessage("padding must be \"pre\" or \"post\", received \"both\"");
        assertThatThrownBy(() -> Preprocessing.padSequences(sequences, pad -> pad.maxlen(0)))
                .hasMessage("maxlen must be at least 1, received 0");
    }
}
