package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormalizationTest {
    private static final INDArray DATA = Nd4j.createFromArray(new float[][] {{1, 10}, {3, 30}, {5, 20}, {7, 40}});

    @Test
    void adaptsToTheMeanAndVarianceOfEachFeature() {
        Normalization layer = new Normalization();
        layer.adapt(DATA);
        INDArray y = layer.apply(Tensor.of(DATA)).value();
        for (int feature = 0; feature < 2; feature++) {
            INDArray column = y.getColumn(feature);
            assertThat(column.meanNumber().doubleValue()).isCloseTo(0, within(1e-6));
            assertThat(column.mul(column).meanNumber().doubleValue()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void batchesGiveWhatAllTheirDataGive() {
        Normalization whole = new Normalization();
        whole.adapt(DATA);
        Normalization batches = new Normalization();
        batches.adapt(List.of(DATA.getRows(0), DATA.getRows(1, 2, 3)));
        assertThat(batches.getWeights()).isEqualTo(whole.getWeights());
    }

    @Test
    void otherAxesAreKeptWhereAskedFor() {
        Normalization none = new Normalization().axis((Integer[]) null);
        none.adapt(DATA);
        assertThat(none.getWeights().get(0).getDouble(0)).isCloseTo(14.5, within(1e-6));
        Normalization first = new Normalization().axis(1, 2);
        first.adapt(DATA.reshape(2, 2, 2));
        assertThat(first.getWeights().get(0)).isEqualTo(Nd4j.createFromArray(new float[][] {{3, 15}, {5, 35}}));
    }
}
