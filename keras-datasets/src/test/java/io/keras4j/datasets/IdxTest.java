package io.keras4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class IdxTest {
    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void readsUnsignedBytesInRowMajorOrder() {
        INDArray array = Idx.parse("x", bytes(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255));
        assertThat(array.dataType()).isEqualTo(DataType.UINT8);
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.getInt(0, 2)).isEqualTo(3);
        assertThat(array.getInt(1, 2)).isEqualTo(255);
    }

    @Test
    void refusesWhatIsNotIdx() {
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0)))
                .isInstanceOf(DatasetException.class)
                .hasMessage("x is not an idx file of unsigned bytes");
        assertThatThrownBy(() -> Idx.parse("x", bytes(1, 0, 8, 1, 0, 0, 0, 1, 7)))
                .hasMessageContaining("not an idx file");
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 8, 0, 7))).hasMessageContaining("not an idx file");
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 8, 200, 7))).hasMessageContaining("not an idx file");
    }

    @Test
    void refusesALengthThatIsNotTheShapes() {
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 8, 1, 0, 0, 0, 3, 1, 2)))
                .isInstanceOf(DatasetException.class)
                .hasMessage("x should hold [3] bytes, it holds 2");
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 8, 1, 0, 0, 0, 1, 1, 2)))
                .hasMessageContaining("it holds 2");
        // Dimensions whose product overflows to 0, and a negative pair whose product is right.
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 8, 3, 64, 0, 0, 0, 64, 0, 0, 0, 16, 0, 0, 0)))
                .hasMessageContaining("it holds 0");
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255, 1)))
                .hasMessageContaining("it holds 1");
        assertThatThrownBy(() -> Idx.parse("x", bytes(0, 0, 8, 2, 0, 0, 0, 1, 0)))
                .hasMessage("x ends within its header");
    }
}
