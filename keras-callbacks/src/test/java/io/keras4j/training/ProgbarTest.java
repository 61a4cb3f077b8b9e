package io.keras4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Progress bars look like those of Keras. */
class ProgbarTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private long now;

    static List<Case> cases() {
        return Fixtures.cases("progbar");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsWhatKerasShows(Case fixture) {
        Progbar bar = new Progbar(fixture.integer("target"), fixture.integer("verbose"), "step", out, true, () -> now);
        for (Case step : fixture.cases("steps")) {
            printed.reset();
            now = Math.round(((Number) step.get("seconds")).doubleValue() * 1e9);
            bar.update(step.integer("current"), values(step), step.get("last").equals(true));

            String text = printed.toString(StandardCharsets.UTF_8);
            String plain =
                    text.replaceAll("\u001b\\[\\d+m", "").replace("\r", "").stripTrailing();
            assertThat(plain).isEqualTo(withBar(step.text("text")));
        }
    }

    private static Map<String, Double> values(Case step) {
        Map<String, Double> values = new LinkedHashMap<>();
        step.map("values").forEach((name, value) -> values.put(name, ((Number) value).doubleValue()));
        return values;
    }

    /** The bar as it is where the characters of Keras's cannot be shown. */
    private static String withBar(String text) {
        return Progbar.canPrint('━') ? text : text.replace('━', '=');
    }

    @Test
    void printsOneLineWhereThereIsNoTerminal() {
        Progbar bar = new Progbar(3, 1, "step", out, false, () -> now);
        for (int step = 1; step <= 3; step++) {
            now += 1_000_000_000;
            bar.update(step, Map.of("loss", 0.5), step == 3);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(withBar("3/3 ━━━━━━━━━━━━━━━━━━━━ 3s 1s/step - loss: 0.5000" + System.lineSeparator()));
    }
}
