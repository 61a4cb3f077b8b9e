package io.keras4j.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tables are HTML that shows what is in them and nothing else. */
class HtmlTableTest {
    @Test
    void numbersAreToTheRightAndTextIsEscaped() {
        HtmlTable table = new HtmlTable(List.of("class <b>", "share"))
                .caption("R&D")
                .row("a > b", 0.123456)
                .row("b", "1,024")
                .row("c", null)
                .note("2 < 3");

        assertThat(table.toHtml())
                .startsWith("<table><caption")
                .contains("<b>R&amp;D</b>")
                .contains("<th style=\"text-align:left;white-space:pre\">class &lt;b&gt;</th>")
                .contains("<td style=\"text-align:left;white-space:pre\">a &gt; b</td>")
                .contains("<td style=\"text-align:right;white-space:pre\">0.1235</td>")
                .endsWith("</table><p>2 &lt; 3</p>");
        assertThat(table).hasToString("R&D\nclass <b>\tshare\na > b\t0.1235\nb\t1,024\nc\t\n2 < 3");
        assertThatThrownBy(() -> table.row(1)).hasMessageContaining("expected 2 cells in a row, got 1");
    }

    @Test
    void scoresAreARowUnderTheirNames() {
        var scores = new TreeMap<>(java.util.Map.of("loss", 1.5, "accuracy", 0.75));

        assertThat(HtmlTable.of(scores)).hasToString("accuracy\tloss\n0.7500\t1.500");
    }
}
