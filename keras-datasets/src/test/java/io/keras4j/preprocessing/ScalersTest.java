package io.keras4j.preprocessing;

import static io.keras4j.preprocessing.Fixtures.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Scalers give what scikit-learn's give. */
class ScalersTest {
    private final Map<String, INDArray> fixtures = Fixtures.load("scalers.npz");

    private <S extends ColumnScaler<S>> void check(String name, Supplier<S> scalers) {
        INDArray other = fixtures.get("other");
        for (String data : List.of("x", "missing")) {
            INDArray x = fixtures.get(data);
            S scaler = scalers.get();
            assertClose(scaler.fitTransform(x), fixtures.get(name + "_" + data), 1e-9);
            assertClose(scaler.transform(other), fixtures.get(name + "_" + data + "_other"), 1e-9);
            assertClose(scaler.inverseTransform(other), fixtures.get(name + "_" + data + "_inverse"), 1e-9);
            assertThat(scaler.transform(other).dataType()).isEqualTo(DataType.DOUBLE);

            S ofViews = scalers.get().fit(Fixtures.view(x));
            assertThat(ofViews.transform(Fixtures.view(other))).isEqualTo(scaler.transform(other));
            assertThat(ofViews.transform(other.dup('f'))).isEqualTo(scaler.transform(other));
        }
    }

    @Test
    void standard() {
        check("standard", StandardScaler::new);
        check("standard_no_mean", () -> new StandardScaler().withMean(false));
        check("standard_no_std", () -> new StandardScaler().withStd(false));
    }

    @Test
    void minMax() {
        check("minmax", MinMaxScaler::new);
        check("minmax_range", () -> new MinMaxScaler().featureRange(-2, 3).clip(true));
    }

    @Test
    void tellsConstantsByThePrecisionOfTheType() {
        INDArray near = fixtures.get("near");
        assertClose(new MinMaxScaler().fitTransform(near), fixtures.get("near_float64"), 1e-9);
        INDArray floats = near.castTo(DataType.FLOAT);
        assertClose(new MinMaxScaler().fitTransform(floats), fixtures.get("near_float32"), 1e-9);
    }

    @Test
    void tellsConstantsFromRoundingErrors() {
        INDArray rounded = fixtures.get("rounded");
        StandardScaler scaler = new StandardScaler().fit(rounded);
        assertThat(scaler.scale()).containsExactly(1, 1, 2);
        assertClose(scaler.transform(rounded), fixtures.get("rounded_standard"), 1e-12);
    }

    @Test
    void tellsWhatItLearnt() {
        StandardScaler scaler = new StandardScaler().fit(fixtures.get("x"));
        assertClose(Nd4j.createFromArray(scaler.mean()), fixtures.get("mean"), 1e-12);
        assertClose(Nd4j.createFromArray(scaler.variance()), fixtures.get("variance"), 1e-12);
        assertClose(Nd4j.createFromArray(scaler.scale()), fixtures.get("scale"), 1e-12);
        scaler.mean()[0] = 1e9;
        assertThat(scaler.mean()[0]).isLessThan(1e9);
        MinMaxScaler minMax = new MinMaxScaler().fit(new float[][] {{1, 5}, {3, 4}});
        assertThat(minMax.dataMin()).containsExactly(1, 4);
        assertThat(minMax.dataMax()).containsExactly(3, 5);
    }

    @Test
    void givesFloatsForFloatsAndIntegers() {
        INDArray x = Nd4j.createFromArray(new int[][] {{0, 10}, {5, 30}, {10, 20}});
        INDArray expected = Nd4j.createFromArray(new float[][] {{0, 0}, {0.5f, 1}, {1, 0.5f}});
        assertThat(new MinMaxScaler().fitTransform(x)).isEqualTo(expected);
        assertThat(new MinMaxScaler().fitTransform(x.castTo(DataType.UINT8))).isEqualTo(expected);
        assertThat(new MinMaxScaler().fitTransform(x.castTo(DataType.FLOAT))).isEqualTo(expected);
        assertThat(new MinMaxScaler().fitTransform(new float[][] {{0, 10}, {5, 30}, {10, 20}}))
                .isEqualTo(expected);
        assertThat(x.getInt(1, 1)).as("the original").isEqualTo(30);
    }

    @Test
    void inverseUndoesTransform() {
        float[][] x = {{1, -7}, {4, 9}, {2, 0.5f}};
        StandardScaler standard = new StandardScaler();
        assertClose(standard.inverseTransform(standard.fitTransform(x)), Nd4j.createFromArray(x), 1e-6);
        MinMaxScaler minMax = new MinMaxScaler().featureRange(-1, 1);
        assertClose(minMax.inverseTransform(minMax.fitTransform(x)), Nd4j.createFromArray(x), 1e-6);
    }

    @Test
    void needsToBeFitted() {
        assertThatThrownBy(() -> new StandardScaler().transform(new float[][] {{1}}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("StandardScaler is not fitted: call fit or fitTransform before transform");
        assertThatThrownBy(() -> new MinMaxScaler().inverseTransform(Nd4j.ones(2, 2)))
                .hasMessage("MinMaxScaler is not fitted: call fit or fitTransform before inverseTransform");
        assertThatThrownBy(() -> new StandardScaler().mean()).hasMessageContaining("before mean");
    }

    @Test
    void takesNoOptionsOnceFitted() {
        MinMaxScaler scaler = new MinMaxScaler().fit(new float[][] {{1}, {2}});
        assertThatThrownBy(() -> scaler.featureRange(0, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("MinMaxScaler is fitted: set featureRange before fit");
        assertThatThrownBy(() -> new StandardScaler().fit(new float[][] {{1}}).withStd(false))
                .hasMessage("StandardScaler is fitted: set withStd before fit");
    }

    @Test
    void refusesWhatItCannotScale() {
        StandardScaler scaler = new StandardScaler().fit(new float[][] {{1, 2}, {3, 4}});
        assertThatThrownBy(() -> scaler.transform(Nd4j.ones(5, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("StandardScaler.transform: x must have the 2 columns that fit saw, received FLOAT[5, 3]");
        assertThatThrownBy(() -> scaler.fit(Nd4j.ones(5)))
                .hasMessage(
                        "StandardScaler expects a matrix [samples, features], received FLOAT[5]; reshape(-1, 1) makes it one"
                                + " column");
        assertThatThrownBy(() -> scaler.fit(Nd4j.create(DataType.FLOAT, 0, 3)))
                .hasMessageContaining("received FLOAT[0, 3]");
        assertThatThrownBy(() -> scaler.fit(new float[][] {{1, 2}, {Float.NEGATIVE_INFINITY, 2}}))
                .hasMessage("StandardScaler.fit: x must be finite, received -Infinity in row 1, column 0");
        assertThatThrownBy(() -> new MinMaxScaler().featureRange(1, 1))
                .hasMessage("featureRange must go from a lower to a higher number, received 1.0 to 1.0");
    }
}
