package io.keras4j.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DownloadProgressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private DownloadProgress progress(boolean terminal) {
        var progress = new DownloadProgress(new PrintStream(printed, true, UTF_8), terminal);
        progress.start(URI.create("http://localhost/x.gz"));
        return progress;
    }

    @Test
    void printsALineForEveryQuarterElsewhere() {
        DownloadProgress progress = progress(false);
        for (int received : new int[] {10, 260, 270, 800, 1000}) {
            progress.update(received, 1000);
        }
        progress.update(1000, -1);
        progress.done(1000);
        assertThat(printed.toString(UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Downloading data from http://localhost/x.gz"),
                        line -> assertThat(line).isEqualTo("260/1000"),
                        line -> assertThat(line).isEqualTo("800/1000"),
                        line -> assertThat(line).isEqualTo("1000/1000"),
                        line -> assertThat(line).matches("1000/1000 \\d+s \\d+\\.\\d MB/s"));
    }

    @Test
    void repaintsABarOnATerminal() {
        DownloadProgress progress = progress(true);
        progress.update(250, 1000);
        progress.update(300, -1);
        progress.done(1000);
        String[] paints = printed.toString(UTF_8).split("\r");
        assertThat(paints).hasSize(4);
        assertThat(paints[1]).startsWith("250/1000 ").matches("(?s).*?\\[32m[━=]{5}\\S*?\\[37m[━=]{15}\\S* \\d+s");
        assertThat(paints[2]).isEqualTo("300 bytes");
        assertThat(paints[3]).startsWith("1000/1000 ").endsWith(" MB/s" + System.lineSeparator());
    }

    @Test
    void saysWhyItTriesAgain() {
        progress(false).retry("busy", Duration.ofMillis(1500));
        assertThat(printed.toString(UTF_8)).contains("busy; trying again in 1").contains("5 s");
    }
}
