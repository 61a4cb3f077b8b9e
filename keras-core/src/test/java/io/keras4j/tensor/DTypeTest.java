package io.keras4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class DTypeTest {
    @ParameterizedTest
    @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void isKnownByItsNames(DType type) {
        assertThat(DType.of(type.toString())).isEqualTo(type);
        assertThat(DType.of(type.nd4j())).isEqualTo(type);
        assertThat(Nd4j.create(type.nd4j(), 3).data().getElementSize()).isEqualTo(type.bytes());
    }

    @Test
    void stringsAreNotKeptInArrays() {
        assertThat(DType.of("string")).isEqualTo(DType.STRING);
        assertThat(DType.STRING.isFloating() || DType.STRING.isInteger()).isFalse();
        assertThatThrownBy(() -> DType.of(DType.STRING.nd4j())).hasMessageContaining("UTF8");
    }

    @Test
    void namesTheKnownOnes() {
        assertThatThrownBy(() -> DType.of("float31"))
                .hasMessageContaining("float31")
                .hasMessageContaining("float32");
        assertThatThrownBy(() -> DType.of(DataType.UTF8)).hasMessageContaining("UTF8");
    }

    /** As keras.backend.result_type gives them. */
    @ParameterizedTest
    @CsvSource({
        "bool, bool, bool",
        "bool, uint8, uint8",
        "bool, float32, float32",
        "uint8, int8, int16",
        "uint8, int16, int16",
        "uint8, int32, int32",
        "int8, int16, int16",
        "int32, int64, int64",
        "int32, float16, float16",
        "int32, bfloat16, bfloat16",
        "int64, float16, float16",
        "int64, float32, float32",
        "float16, bfloat16, float32",
        "float16, float32, float32",
        "bfloat16, float32, float32",
        "float32, float64, float64",
        "int64, float64, float64"
    })
    void givesTheTypeOfResults(String a, String b, String result) {
        assertThat(DType.result(DType.of(a), DType.of(b))).hasToString(result);
        assertThat(DType.result(DType.of(b), DType.of(a))).hasToString(result);
    }
}
