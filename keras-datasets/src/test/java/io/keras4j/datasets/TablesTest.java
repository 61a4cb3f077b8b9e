package io.keras4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The bundled tables hold what scikit-learn's loaders return. */
class TablesTest {
    private final Map<String, INDArray> expected = Npz.load(Path.of("src/test/resources/fixtures/tables.npz"));

    private void check(String name, Table table, int rows, int columns, int classes) {
        assertThat(table.x().dataType()).isEqualTo(DataType.FLOAT);
        assertThat(table.x().shape()).containsExactly(rows, columns);
        assertThat(table.x()).isEqualTo(expected.get(name + "_x"));
        assertThat(table.y().dataType()).isEqualTo(DataType.INT32);
        assertThat(table.y()).isEqualTo(expected.get(name + "_y"));
        assertThat(table.featureNames()).hasSize(columns).doesNotHaveDuplicates();
        assertThat(table.targetNames()).hasSize(classes).doesNotHaveDuplicates();
        assertThat(table.toString()).contains("[" + rows + ", " + columns + "]").hasSizeLessThan(1500);
    }

    @Test
    void iris() {
        check("iris", Iris.load(), 150, 4, 3);
    }

    @Test
    void wine() {
        check("wine", Wine.load(), 178, 13, 3);
    }

    @Test
    void digits() {
        Table digits = Digits.load();
        check("digits", digits, 1797, 64, 10);
        assertThat(digits.featureNames()).startsWith("pixel_0_0", "pixel_0_1").endsWith("pixel_7_7");
        INDArray images = Digits.images();
        assertThat(images.shape()).containsExactly(1797, 8, 8);
        assertThat(images.getFloat(5, 2, 7)).isEqualTo(digits.x().getFloat(5, 23));
    }

    @Test
    void airPassengers() {
        INDArray passengers = AirPassengers.load();
        assertThat(passengers.shape()).containsExactly(144);
        assertThat(passengers.sumNumber().intValue()).isEqualTo(40_363);
        assertThat(passengers.getInt(143)).isEqualTo(432);
    }
}
