package io.keras4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are downloaded once, checked, and extracted into their folder and nowhere else. */
@Timeout(60)
class DownloadsTest {
    private static final String MD5 = "5eb63bbbe01eeed093cb22bb8f5acdc3"; // of hello world
    private static final String SHA256 = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

    @TempDir
    private Path folder;

    private final Map<String, byte[]> files = new HashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private String address;

    @BeforeEach
    void serve() throws IOException {
        files.put("/a/hello.txt", "hello world".getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] content = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
            if (content != null) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.start();
        address = "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    private Path get(String name, String path, Consumer<GetFileOptions> options) {
        return Downloads.getFile(name, address + path, options.andThen(get -> get.cacheDir(folder)));
    }

    @Test
    void filesAreDownloadedOnce() throws IOException {
        Path first = get(null, "/a/hello.txt?version=2", get -> {});
        get(null, "/a/hello.txt?version=2", get -> get.fileHash(MD5));
        Path named = get(
                "greeting.txt", "/a/hello.txt", get -> get.cacheSubdir("texts").fileHash(SHA256));

        assertThat(first).isEqualTo(folder.resolve("datasets/hello.txt")).hasContent("hello world");
        assertThat(named).isEqualTo(folder.resolve("texts/greeting.txt")).hasContent("hello world");
        assertThat(requests).hasValue(2);
        get(null, "/a/hello.txt", get -> get.forceDownload(true));
        assertThat(requests).hasValue(3);
        Path local = Downloads.getFile(
                "copy.txt",
                named.toUri().toString(),
                get -> get.cacheDir(folder).hashAlgorithm("sha256").fileHash(SHA256));
        assertThat(local).hasContent("hello world");
    }

    @Test
    void anotherFileIsNotTaken() throws IOException {
        assertThatThrownBy(() -> get(null, "/a/hello.txt", get -> get.fileHash("0".repeat(64))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("SHA-256", "0000", SHA256);
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
        Path file = get(null, "/a/hello.txt", get -> {});
        Files.writeString(file, "damaged");
        assertThat(get(null, "/a/hello.txt", get -> get.fileHash(MD5))).hasContent("hello world");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> get("../x", "/a/hello.txt", get -> {})).hasMessageContaining("\"../x\"");
        assertThatThrownBy(() -> get("..", "/a/hello.txt", get -> {})).hasMessageContaining("without folders");
        assertThatThrownBy(() -> get(null, "/a/", get -> {})).hasMessageContaining("give fname");
        assertThatThrownBy(() -> get(null, "/none.txt", get -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> get(null, "/a/hello.txt", get -> get.hashAlgorithm("crc")))
                .hasMessageContaining("\"crc\"");
        assertThatThrownBy(() -> get(null, "/a/hello.txt", get -> get.archiveFormat("rar")))
                .hasMessageContaining("\"rar\"");
        assertThatThrownBy(() -> get("text", "/a/hello.txt", get -> get.extract(true)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is no archive");
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(StandardCharsets.UTF_8));
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, String target, byte kind) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.write(bytes);
        return bytes.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (String name : names) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write("inside".getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        });
    }

    private static OutputStream compressed(OutputStream out, String kind) throws IOException {
        return switch (kind) {
            case "gz" -> new GZIPOutputStream(out);
            case "bz2" -> new BZip2CompressorOutputStream(out);
            default -> out;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "gz", "bz2", "zip"})
    void archivesAreExtracted(String kind) throws IOException {
        files.put(
                "/flowers.tgz",
                kind.equals("zip")
                        ? zip("roses/1.txt", "roses/", "2.txt")
                        : bytes(out -> {
                            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed(out, kind))) {
                                add(tar, "roses/1.txt", "inside");
                                add(tar, "./2.txt", "inside");
                            }
                        }));

        Path named = get("flowers", "/flowers.tgz", get -> get.extract(true));
        Path dotted = get("flowers.tar.gz", "/flowers.tgz", get -> get.extract(true));
        Path unnamed = get(null, "/flowers.tgz", get -> get.extract(true));

        assertThat(named).isEqualTo(folder.resolve("datasets/flowers"));
        assertThat(dotted).isEqualTo(folder.resolve("datasets/flowers_extracted"));
        assertThat(unnamed).isEqualTo(folder.resolve("datasets/flowers.tgz"));
        assertThat(folder.resolve("datasets/flowers_archive")).isRegularFile();
        for (Path each : new Path[] {named, dotted, unnamed}) {
            assertThat(each.resolve("roses/1.txt")).hasContent("inside");
            assertThat(each.resolve("2.txt")).hasContent("inside");
        }
        String other = kind.equals("zip") ? "tar" : "zip";
        assertThatThrownBy(() ->
                        get("other", "/flowers.tgz", get -> get.extract(true).archiveFormat(other)))
                .hasMessageContaining("no archive in the format " + other);
    }

    @Test
    void nothingIsWrittenOutsideTheFolder() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        files.put("/evil.tar", bytes(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                add(tar, "../../secret.txt", "overwritten");
                add(tar, secret.toString(), "overwritten");
                add(tar, "good.txt", "good");
                link(tar, "out", "../..", TarConstants.LF_SYMLINK);
                add(tar, "out/secret.txt", "in a folder of that name");
                link(tar, "absolute", "/etc", TarConstants.LF_SYMLINK);
                link(tar, "copy", "../../secret.txt", TarConstants.LF_LINK);
                link(tar, "again.txt", "good.txt", TarConstants.LF_LINK);
                link(tar, "inner.txt", "good.txt", TarConstants.LF_SYMLINK);
                link(tar, "a/b/up", "../..", TarConstants.LF_SYMLINK);
                link(tar, "far", "a/b/up/../secret.txt", TarConstants.LF_SYMLINK);
                link(tar, "later/x", "../early/../../secret.txt", TarConstants.LF_SYMLINK);
                link(tar, "early", ".", TarConstants.LF_SYMLINK);
                link(tar, "pipe", "", TarConstants.LF_FIFO);
            }
        }));
        files.put("/evil.zip", zip("../../secret.txt", "/absolute.txt", "good.txt"));

        Path tar = get("tar", "/evil.tar", get -> get.extract(true));
        Path zip = get("zip", "/evil.zip", get -> get.extract(true));

        assertThat(secret).hasContent("secret");
        assertThat(tar.resolve("good.txt")).hasContent("good");
        assertThat(tar.resolve("again.txt")).hasContent("good");
        assertThat(tar.resolve("inner.txt")).hasContent("good").isSymbolicLink();
        assertThat(tar.resolve("out")).isDirectory(); // the file came, the link did not
        assertThat(zip).isDirectoryNotContaining(each -> !each.endsWith("good.txt"));
        for (String gone : new String[] {"absolute", "copy", "far", "pipe"}) {
            assertThat(Files.exists(tar.resolve(gone), java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .as(gone)
                    .isFalse();
        }
        try (Stream<Path> all = Files.walk(tar)) {
            for (Path each : all.toList()) {
                assertThat(each.toRealPath()).startsWith(tar.toRealPath());
            }
        }
    }

    @Test
    void anOldFolderKeepsWhatTheArchiveDoesNotHave() throws IOException {
        files.put("/x.zip", zip("a.txt"));
        Path extracted = get("x", "/x.zip", get -> get.extract(true));
        Files.writeString(extracted.resolve("own.txt"), "own");
        Files.writeString(extracted.resolve("a.txt"), "changed");

        get("x", "/x.zip", get -> get.extract(true)); // nothing new
        assertThat(extracted.resolve("a.txt")).hasContent("changed");
        get("x", "/x.zip", get -> get.extract(true).forceDownload(true));

        assertThat(extracted.resolve("a.txt")).hasContent("inside");
        assertThat(extracted.resolve("own.txt")).hasContent("own");
    }
}
