package io.keras4j.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.html.HtmlTable;
import io.keras4j.training.History;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

/** The kernel's renderer shows tables as HTML; examples/notebooks is where a whole kernel does. */
class HtmlExtensionTest {
    @Test
    void tablesAreShownAsHtml() {
        Renderer renderer = new Renderer();
        HtmlExtension.register(renderer);
        History history = new History();
        history.onEpochEnd(0, Map.of("loss", 0.25));

        DisplayData ofHistory = renderer.render(history);
        DisplayData asText = renderer.renderAs(new HtmlTable(List.of("a")).row(1), "text/plain");

        assertThat(ofHistory.getData(MIMEType.TEXT_HTML))
                .asString()
                .startsWith("<table>")
                .contains("0.2500");
        assertThat(asText.getData(MIMEType.TEXT_PLAIN)).isEqualTo("a\n1");
    }

    @Test
    void theKernelFindsTheExtension() {
        assertThat(ServiceLoader.load(Extension.class)).hasExactlyElementsOfTypes(HtmlExtension.class);
    }
}
