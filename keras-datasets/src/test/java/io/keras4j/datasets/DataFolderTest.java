package io.keras4j.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files found in a folder, or fetched from a server on this machine. */
@Timeout(60)
class DataFolderTest {
    private static final byte[] CONTENT =
            "The content of the file.\n".repeat(20_000).getBytes(UTF_8);
    private static final DataFile FILE = new DataFile("set/numbers.gz", CONTENT.length, sha256(CONTENT));
    private static final DataFile SECOND = new DataFile("set/labels.gz", CONTENT.length, sha256(CONTENT));

    @TempDir
    private Path root;

    private HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** What the server does with the request of this number, from 1. */
    private interface Answer {
        void to(HttpExchange exchange, int request) throws IOException;
    }

    private Answer answer = (exchange, request) -> send(exchange, 200, gzip(CONTENT));

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange, requests.incrementAndGet());
            }
        });
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private URI origin() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/data/");
    }

    private DataFolder folder(URI origin, Path... roots) {
        var progress = new DownloadProgress(new PrintStream(printed, true, UTF_8), false);
        return new DataFolder(
                List.of(roots), origin, new Download(3, Duration.ofMillis(20), Duration.ofSeconds(3), progress));
    }

    private DataFolder folder() {
        return folder(origin(), root);
    }

    private byte[] fetch() {
        return folder().contents("Numbers", List.of(FILE)).get(0);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void put(String path, byte[] content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.write(root.resolve(path), content);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> root.relativize(f).toString().replace('\\', '/'))
                    .toList();
        }
    }

    @Test
    void followsKerasToItsFolder() {
        Path user = Path.of("home").toAbsolutePath();
        assertThat(DataFolder.kerasRoots(Map.of(), user).get(0)).isEqualTo(user.resolve(".keras/datasets"));
        assertThat(DataFolder.kerasRoots(Map.of("KERAS_HOME", ""), user).get(0))
                .isEqualTo(user.resolve(".keras/datasets"));
        assertThat(DataFolder.kerasRoots(Map.of("KERAS_HOME", "cache"), user).get(0))
                .isEqualTo(Path.of("cache/datasets"));
        assertThat(DataFolder.kerasRoots(Map.of("KERAS_HOME", "~/cache"), user).get(0))
                .isEqualTo(user.resolve("cache/datasets"));
        assertThat(DataFolder.kerasRoots(Map.of("KERAS_HOME", "~"), user).get(0))
                .isEqualTo(user.resolve("datasets"));
        assertThat(DataFolder.kerasRoots(Map.of(), user)).hasSize(2);
    }

    @Test
    void readsFilesGzippedOrNotWhateverTheirName() throws IOException {
        put("set/numbers.gz", gzip(CONTENT));
        assertThat(fetch()).isEqualTo(CONTENT);
        put("set/numbers.gz", CONTENT);
        assertThat(fetch()).isEqualTo(CONTENT);
        Files.delete(root.resolve("set/numbers.gz"));
        put("set/numbers", CONTENT);
        assertThat(fetch()).isEqualTo(CONTENT);
        put("set/numbers", gzip(CONTENT));
        assertThat(fetch()).isEqualTo(CONTENT);
        assertThat(requests).hasValue(0);
    }

    @Test
    void searchesTheSecondFolderToo(@TempDir Path second) throws IOException {
        put("set/numbers.gz", gzip(CONTENT));
        assertThat(folder(origin(), second, root)
                        .contents("Numbers", List.of(FILE))
                        .get(0))
                .isEqualTo(CONTENT);
        assertThat(requests).hasValue(0);
    }

    @Test
    void keepsAFileThatIsNotThePublishedOne() throws IOException {
        byte[] own = "somebody's own data".getBytes(UTF_8);
        put("set/numbers.gz", own);
        assertThatThrownBy(this::fetch)
                .isExactlyInstanceOf(DatasetException.class)
                .hasMessageContaining(
                        "numbers.gz is not the published numbers.gz: its content should have " + CONTENT.length
                                + " bytes with SHA-256 " + FILE.checksum() + ", it has 19 with SHA-256 " + sha256(own))
                .hasMessageContaining("Delete the file");
        byte[] altered = CONTENT.clone();
        altered[100]++;
        put("set/numbers.gz", gzip(altered));
        assertThatThrownBy(this::fetch).hasMessageContaining("SHA-256 " + sha256(altered));
        assertThat(requests).hasValue(0);
        assertThat(root.resolve("set/numbers.gz")).hasBinaryContent(gzip(altered));
    }

    @Test
    void refusesFilesThatAreCutShortOrUnpackToMore() throws IOException {
        byte[] whole = gzip(CONTENT);
        put("set/numbers.gz", Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(this::fetch)
                .isExactlyInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot be read");
        put("set/numbers.gz", new byte[] {0x1f, (byte) 0x8b});
        assertThatThrownBy(this::fetch)
                .isExactlyInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot be read");
        put("set/numbers.gz", new byte[0]);
        assertThatThrownBy(this::fetch)
                .isExactlyInstanceOf(DatasetException.class)
                .hasMessageContaining("it has 0 with");
        put("set/numbers.gz", gzip(new byte[50_000_000]));
        assertThatThrownBy(this::fetch)
                .isExactlyInstanceOf(DatasetException.class)
                .hasMessageContaining("it has more");
    }

    @Test
    void downloadsWhatIsMissing() throws IOException {
        assertThat(folder().holds(FILE)).isFalse();
        assertThat(fetch()).isEqualTo(CONTENT);
        assertThat(folder().holds(FILE)).isTrue();
        assertThat(files()).containsExactly("set/numbers.gz");
        assertThat(root.resolve("set/numbers.gz")).hasBinaryContent(gzip(CONTENT));
        assertThat(fetch()).isEqualTo(CONTENT);
        assertThat(requests).hasValue(1);
        assertThat(printed.toString(UTF_8)).startsWith("Downloading data from " + origin() + "numbers.gz");
    }

    @Test
    void downloadsIntoTheFirstFolderThatCanBeWritten(@TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("file"), "a file where the folder should be");
        assertThat(folder(origin(), file.resolve("datasets"), root)
                        .contents("Numbers", List.of(FILE))
                        .get(0))
                .isEqualTo(CONTENT);
        assertThat(files()).containsExactly("set/numbers.gz");
        assertThatThrownBy(() -> folder(origin(), file.resolve("datasets")).contents("Numbers", List.of(FILE)))
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining("no folder for downloads can be written to");
    }

    @Test
    void followsRedirects() {
        answer = (exchange, request) -> {
            if (request == 1) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                send(exchange, 302, new byte[0]);
            } else {
                assertThat(exchange.getRequestURI()).hasToString("/elsewhere");
                send(exchange, 200, gzip(CONTENT));
            }
        };
        assertThat(fetch()).isEqualTo(CONTENT);
    }

    @Test
    void triesAgainWhenTheServerIsBusy() throws IOException {
        answer = (exchange, request) -> send(exchange, request < 3 ? 503 : 200, gzip(CONTENT));
        assertThat(fetch()).isEqualTo(CONTENT);
        assertThat(requests).hasValue(3);
        assertThat(printed.toString(UTF_8)).contains("answered with status 503; trying again in 0.0 s");
        assertThat(files()).containsExactly("set/numbers.gz");
    }

    @Test
    void triesAgainWhenTheAnswerBreaksOff() {
        answer = (exchange, request) -> {
            if (request == 1) {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[500]);
                exchange.getResponseBody().flush();
            } else {
                send(exchange, 200, gzip(CONTENT));
            }
        };
        assertThat(fetch()).isEqualTo(CONTENT);
        assertThat(requests).hasValue(2);
    }

    @Test
    void triesAgainWhenTheAnswerStalls() {
        answer = (exchange, request) -> {
            if (request == 1) {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[500]);
                exchange.getResponseBody().flush();
                pause(12);
            } else {
                send(exchange, 200, gzip(CONTENT));
            }
        };
        assertThat(fetch()).isEqualTo(CONTENT);
        assertThat(printed.toString(UTF_8)).contains("stopped sending after 500 bytes");
    }

    @Test
    void givesUpAfterThreeAttempts() throws IOException {
        answer = (exchange, request) -> send(exchange, 500, new byte[0]);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining("answered with status 500");
        assertThat(requests).hasValue(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void doesNotRepeatARequestForWhatIsNotThere() {
        answer = (exchange, request) -> send(exchange, 404, "Not found".getBytes(UTF_8));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining("answered with status 404");
        assertThat(requests).hasValue(1);
    }

    @Test
    void refusesADownloadWithAnotherContent() throws IOException {
        answer = (exchange, request) -> send(exchange, 200, "<html>Please log in</html>".getBytes(UTF_8));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining("what was downloaded is not the published file (expected " + CONTENT.length
                        + " bytes with SHA-256 " + FILE.checksum() + ", received a file of 26 bytes)");
        assertThat(files()).isEmpty();
    }

    @Test
    void saysOfflineWhichFilesToPutWhere() throws IOException {
        URI origin = origin();
        server.stop(0);
        put("set/labels.gz", gzip(CONTENT));
        assertThatThrownBy(() -> folder(origin, root).contents("Numbers", List.of(SECOND, FILE)))
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining("Numbers is not in " + root)
                .hasMessageContaining(
                        "put them at\n  " + root.resolve("set/numbers.gz") + "  from  " + origin + "numbers.gz\n")
                .hasMessageNotContaining("labels.gz")
                .hasMessageContaining("KERAS_HOME");
        assertThat(files()).containsExactly("set/labels.gz");
    }

    @Test
    void doesNotRepeatARequestToAHostThatNobodyKnows() {
        assertThatThrownBy(() ->
                        folder(URI.create("http://no-such-host.invalid/"), root).contents("Numbers", List.of(FILE)))
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining("the host no-such-host.invalid is not known");
        assertThat(printed.toString(UTF_8)).doesNotContain("trying again");
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        answer = (exchange, request) -> pause(5);
        var reader = new Thread(() -> assertThatThrownBy(this::fetch)
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining("interrupted"));
        var failures = new AtomicInteger();
        reader.setUncaughtExceptionHandler((thread, error) -> failures.incrementAndGet());
        reader.start();
        while (requests.get() == 0) {
            Thread.sleep(10);
        }
        reader.interrupt();
        reader.join(3000);
        assertThat(reader.isAlive()).isFalse();
        assertThat(failures).hasValue(0);
        assertThat(requests).hasValue(1);
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(1000L * seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
