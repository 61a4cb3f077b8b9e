package io.keras4j.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class LabelEncoderTest {
    private final LabelEncoder encoder = new LabelEncoder();

    @Test
    void numbersNamesInAlphabeticalOrder() {
        INDArray numbers = encoder.fitTransform(List.of("virginica", "setosa", "versicolor", "setosa"));
        assertThat(numbers.dataType()).isEqualTo(DataType.INT32);
        assertThat(numbers.toIntVector()).containsExactly(2, 0, 1, 0);
        assertThat(encoder.classes()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(encoder.inverseTransform(numbers)).containsExactly("virginica", "setosa", "versicolor", "setosa");
        assertThat(encoder.inverseTransform(numbers.castTo(DataType.FLOAT))).startsWith("virginica");
        assertThat(encoder.inverseTransform(new int[] {1})).containsExactly("versicolor");
    }

    @Test
    void refusesWhatItHasNotSeen() {
        assertThatThrownBy(() -> encoder.transform(List.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("LabelEncoder is not fitted: call fit or fitTransform first");
        encoder.fit(List.of("b", "a"));
        assertThatThrownBy(() -> encoder.transform(List.of("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Label \"c\" was not among those that fit saw: [a, b]");
        assertThatThrownBy(() -> encoder.inverseTransform(new int[] {2}))
                .hasMessage("Numbers must be from 0 to 1 for the classes [a, b], received 2");
    }
}
