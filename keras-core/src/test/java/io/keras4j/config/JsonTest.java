package io.keras4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void tellsIntegersFromFloats() throws Exception {
        assertThat(Json.read("[1, 1.0, 1e-07, -0, 140236882445968, 18446744073709551616, -9223372036854775808]"))
                .isEqualTo(List.of(
                        1L, 1.0, 1e-7, 0L, 140236882445968L, new BigInteger("18446744073709551616"), Long.MIN_VALUE));
    }

    @Test
    void readsWhatPythonWritesBeyondTheStandard() throws Exception {
        assertThat(Json.read("[NaN, Infinity, -Infinity, \"NaN\"]"))
                .isEqualTo(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, "NaN"));
        assertThat(Json.write(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                .isEqualTo("[NaN, Infinity, -Infinity]");
    }

    @Test
    void keepsTheOrderOfNames() throws Exception {
        Object read = Json.read("{\"z\": 1, \"a\": {\"n\": null, \"t\": true, \"f\": false}, \"m\": []}");

        assertThat(((Map<?, ?>) read).keySet().toString()).isEqualTo("[z, a, m]");
        assertThat(Json.write(read))
                .isEqualTo("{\"z\": 1, \"a\": {\"n\": null, \"t\": true, \"f\": false}, \"m\": []}");
    }

    @Test
    void readsAndWritesAnyText() throws Exception {
        String text = "a\"b\\c/\n\r\t\b\f\u0000é\ud83d\ude00\ud83d";

        assertThat(Json.read(Json.write(text))).isEqualTo(text);
        assertThat(Json.write(text)).isEqualTo("\"a\\\"b\\\\c/\\n\\r\\t\\b\\f\\u0000\\u00e9\\ud83d\\ude00\\ud83d\"");
        assertThat(Json.read("\"\\u00E9 é \\/\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("é é /");
    }

    @Test
    void readsBackAllNumbers() throws Exception {
        List<Object> numbers = Arrays.asList(1e-7, 0.1, 1e300, Double.MIN_VALUE, 1L << 62, -1L, 0.0, -0.0);

        assertThat(Json.read(Json.write(numbers))).isEqualTo(numbers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1,",
                "[1 2]",
                "{1: 2}",
                "{\"a\" 1}",
                "{\"a\": }",
                "{\"a\": 1,}",
                "[1,]",
                "\"abc",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "tru",
                "nul",
                "1 2",
                "-",
                "1e",
                "--1",
                "1.2.3",
                "]",
                "{]",
                "[}",
                "+1",
                "'a'",
                "1_0"
            })
    void saysWhereTextIsNotJson(String text) {
        assertThatThrownBy(() -> Json.read(text))
                .isInstanceOf(Json.SyntaxException.class)
                .hasMessageContaining("not JSON: at character");
    }

    @Test
    void limitsDepthAndSize() {
        assertThatThrownBy(() -> Json.read("[".repeat(100_000))).hasMessageContaining("more than 500 levels deep");
        assertThatThrownBy(() -> Json.read("[" + "0,".repeat(6_000_000) + "0]")).hasMessageContaining("values");
        assertThatThrownBy(() -> Json.read("1".repeat(1000))).isInstanceOf(Json.SyntaxException.class);
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xff, '"'})).hasMessageContaining("UTF-8");
    }

    @Test
    void writesNothingButPlainData() {
        assertThatThrownBy(() -> Json.write(List.of(new Object()))).hasMessageContaining("plain data");
    }
}
