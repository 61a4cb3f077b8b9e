package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.models.Sequential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody made to do harm end in a ModelFormatException, soon, and leave nothing behind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("hostile.keras");
    }

    @AfterEach
    void leavesNothingElse() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.filter(each -> !each.equals(file()))).isEmpty();
        }
    }

    private static Path fixture(String name) {
        return Path.of("src", "test", "resources", "fixtures", "hostile", name);
    }

    private static Model small() {
        return new Sequential(Input.of(3), new Dense(2).name("dense"));
    }

    /** That {@code path} is no model because of {@code reason}. */
    private static void assertRefused(Path path, String reason) {
        assertRefused(path, reason, Model::load);
    }

    private static void assertRefused(Path path, String reason, Consumer<String> loader) {
        Throwable thrown = catchThrowable(() -> loader.accept(path.toString()));
        assertThat(thrown).isInstanceOf(ModelFormatException.class).hasMessageContaining(reason);
        assertThat(((ModelFormatException) thrown).file()).isEqualTo(path);
    }

    // ---- HDF5, as src/test/python/hostile_files.py makes it

    @Test
    void readsAPlainFile() {
        assertThat(Model.load(fixture("plain.h5").toString()).weights()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "soft_link.h5, link to a path or another file",
        "link_to_another_file.h5, link to a path or another file",
        "elements_in_another_file.h5, never written",
        "virtual.h5, kept in a way",
        "huge_rows.h5, more than the file can hold",
        "named_again_and_again.h5, more weights than the file can hold",
        "compressed_zeros.h5, more weights than the file can hold",
        "no_list_of_layers.h5, has 0",
        "layers_outside.h5, has no group",
        "names_are_numbers.h5, has no group",
        "configuration_is_a_number.h5, does not hold a map",
        "configuration_is_a_list.h5, does not hold a map",
        "configuration_is_empty.h5, does not hold a map",
        "training_makes_no_sense.h5, learning_rate",
    })
    void refusesModelsInHdf5(String name, String reason) {
        assertRefused(fixture(name), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "circle.h5, leads around in circles",
        "circle_latest.h5, leads around in circles",
        "doubling.h5, leads around in circles",
        "deep.h5, more groups than a model can have",
        "many_axes.h5, has shape",
        "compound.h5, which weights cannot be",
        "texts.h5, which weights cannot be",
        "references.h5, which weights cannot be",
    })
    void refusesWeightsInHdf5(String name, String reason) {
        assertRefused(fixture(name), reason, small()::loadWeights);
    }

    // ---- Zip files

    /** The entries of a zip file that a test writes byte by byte. */
    private static final class Zip {
        private record Entry(
                byte[] name,
                byte[] stored,
                int method,
                long crc,
                long size,
                long compressed,
                long start,
                byte[] extra,
                int mode) {}

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Entry> entries = new ArrayList<>();
        private long directorySize = -1;
        private int count = -1;

        private static ByteBuffer buffer(int size) {
            return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }

        private static long crc(byte[] content) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            return checksum.getValue();
        }

        Zip store(String name, byte[] content) {
            return add(name, content, 0, crc(content), content.length, content.length, new byte[0], 0);
        }

        Zip store(String name, String content) {
            return store(name, content.getBytes(StandardCharsets.UTF_8));
        }

        Zip add(String name, byte[] stored, int method, long crc, long size, long compressed, byte[] extra, int mode) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            long start = bytes.size();
            ByteBuffer header = buffer(30 + utf8.length);
            header.putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) 0)
                    .putShort((short) method)
                    .putInt(0);
            header.putInt((int) crc).putInt((int) compressed).putInt((int) size).putShort((short) utf8.length);
            header.putShort((short) 0).put(utf8);
            bytes.writeBytes(header.array());
            bytes.writeBytes(stored);
            entries.add(new Entry(utf8, stored, method, crc, size, compressed, start, extra, mode));
            return this;
        }

        /** Another entry of the same bytes as the last one. */
        Zip again(String name) {
            Entry last = entries.get(entries.size() - 1);
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            entries.add(new Entry(
                    utf8,
                    last.stored,
                    last.method,
                    last.crc,
                    last.size,
                    last.compressed,
                    last.start,
                    last.extra,
                    last.mode));
            return this;
        }

        byte[] finish() {
            long start = bytes.size();
            for (Entry entry : entries) {
                ByteBuffer header = buffer(46 + entry.name.length + entry.extra.length);
                header.putInt(0x02014b50)
                        .putShort((short) (3 << 8 | 20))
                        .putShort((short) 20)
                        .putShort((short) 0);
                header.putShort((short) entry.method).putInt(0).putInt((int) entry.crc);
                header.putInt((int) entry.compressed).putInt((int) entry.size);
                header.putShort((short) entry.name.length)
                        .putShort((short) entry.extra.length)
                        .putShort((short) 0);
                header.putShort((short) 0)
                        .putShort((short) 0)
                        .putInt(entry.mode << 16)
                        .putInt((int) entry.start);
                header.put(entry.name).put(entry.extra);
                bytes.writeBytes(header.array());
            }
            ByteBuffer end = buffer(22);
            end.putInt(0x06054b50).putInt(0);
            short number = (short) (count < 0 ? entries.size() : count);
            end.putShort(number).putShort(number);
            end.putInt((int) (directorySize < 0 ? bytes.size() - start : directorySize))
                    .putInt((int) start);
            bytes.writeBytes(end.array());
            return bytes.toByteArray();
        }
    }

    private static Map<String, byte[]> parts() throws IOException {
        Path temporary = Files.createTempDirectory("keras4j-parts");
        Path whole = temporary.resolve("whole.keras");
        small().save(whole.toString());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipArchive archive = new ZipArchive(whole)) {
            for (String name : archive.names()) {
                parts.put(name, archive.read(name, Long.MAX_VALUE));
            }
        }
        Files.delete(whole);
        Files.delete(temporary);
        return parts;
    }

    private static Zip zip() throws IOException {
        Zip zip = new Zip();
        parts().forEach(zip::store);
        return zip;
    }

    private void assertRefused(Zip zip, String reason) throws IOException {
        Files.write(file(), zip.finish());
        assertRefused(file(), reason);
    }

    @Test
    void writesNothingThatAnEntryIsNamedAfter() throws IOException {
        Path outside = folder.resolveSibling("keras4j-was-here");
        Zip zip = zip();
        for (String name : List.of(
                "../keras4j-was-here",
                "..\\keras4j-was-here",
                outside.toString(),
                "assets/../../keras4j-was-here",
                "C:\\keras4j-was-here",
                "assets/",
                "")) {
            zip.store(name, "text");
        }
        Files.write(file(), zip.finish());

        assertThat(Model.load(file().toString()).weights()).hasSize(2);
        assertThat(outside).doesNotExist();
        assertThat(Path.of("keras4j-was-here")).doesNotExist();
    }

    /** A link is what its bytes are, and these are no JSON. */
    @Test
    void followsNoLinks() throws IOException {
        Map<String, byte[]> parts = parts();
        byte[] target = "/etc/passwd".getBytes(StandardCharsets.UTF_8);
        Zip zip = new Zip()
                .add("config.json", target, 0, Zip.crc(target), target.length, target.length, new byte[0], 0120777);
        zip.store("model.weights.h5", parts.get("model.weights.h5"));
        assertRefused(zip, "is not JSON");
    }

    @Test
    void refusesTwoEntriesOfOneName() throws IOException {
        assertRefused(zip().store("config.json", "{}"), "two entries config.json");
    }

    /** Many names for one large entry: nothing but the parts of a model is expanded. */
    @Test
    void expandsOverlappingEntriesOnce() throws IOException {
        Zip zip = zip();
        byte[] bomb = deflated(new byte[1 << 20], 10);
        zip.add("a0", bomb, 8, 0, 10L << 20, bomb.length, new byte[0], 0);
        for (int i = 1; i < 60_000; i++) {
            zip.again("a" + i);
        }
        Files.write(file(), zip.finish());
        assertThat(Model.load(file().toString()).weights()).hasSize(2);

        zip = new Zip();
        zip.add("config.json", bomb, 8, 0, 10L << 20, bomb.length, new byte[0], 0)
                .again("model.weights.h5");
        assertRefused(zip, "checksum differs");
    }

    /** Files of a layer, all of which are read, that are the same bytes in the file. */
    @Test
    void limitsWhatAllEntriesExpandTo() throws IOException {
        byte[] content = new byte[10 << 20];
        byte[] bomb = deflated(content, 1);
        Zip zip = zip();
        zip.add("assets/layers/dense/a0", bomb, 8, Zip.crc(content), content.length, bomb.length, new byte[0], 0);
        for (int i = 1; i < 1000; i++) {
            zip.again("assets/layers/dense/a" + i);
        }
        assertRefused(zip, "expand to more");
    }

    private static byte[] deflated(byte[] piece, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new java.util.zip.DeflaterOutputStream(bytes, new java.util.zip.Deflater(9, true))) {
            for (int i = 0; i < times; i++) {
                out.write(piece);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void refusesEntriesThatAreLargerThanTheySay() throws IOException {
        byte[] bomb = deflated(new byte[1 << 20], 500);
        for (String name : List.of("config.json", "model.weights.h5")) {
            for (long size : new long[] {1000, 500L << 20, 0xfffffff0L, 0}) {
                Zip zip = new Zip();
                if (!name.equals("config.json")) {
                    zip.store("config.json", parts().get("config.json"));
                }
                zip.add(name, bomb, 8, 0, size, bomb.length, new byte[0], 0);
                zip.store(name.equals("config.json") ? "model.weights.h5" : "other", "x");
                Files.write(file(), zip.finish());
                Throwable thrown = catchThrowable(() -> Model.load(file().toString()));
                assertThat(thrown)
                        .isInstanceOf(ModelFormatException.class)
                        .hasMessageMatching("(?s).*(has not the|declares|more than the|checksum).*");
            }
        }
    }

    /** The 64-bit sizes and positions of an entry that does not exist anywhere. */
    @Test
    void refusesLiesIn64Bits() throws IOException {
        for (long lie : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 0}) {
            for (int method : new int[] {0, 8}) {
                ByteBuffer extra = Zip.buffer(28);
                extra.putShort((short) 1)
                        .putShort((short) 24)
                        .putLong(lie)
                        .putLong(lie)
                        .putLong(lie);
                Zip zip = new Zip().store("a", "b");
                zip.add("config.json", new byte[100], method, 0, -1, -1, extra.array(), 0);
                zip.entries.set(
                        1,
                        new Zip.Entry(zip.entries.get(1).name, new byte[100], method, 0, -1, -1, -1, extra.array(), 0));
                Files.write(file(), zip.finish());
                assertThat(catchThrowable(() -> Model.load(file().toString())))
                        .isInstanceOf(ModelFormatException.class);
            }
        }
    }

    @Test
    void refusesDirectoriesThatLie() throws IOException {
        for (long size : new long[] {0, 5, 45, 47, 1 << 20, 0x7fffffff, 0xfffffffeL, 0xffffffffL}) {
            Zip zip = zip();
            zip.directorySize = size;
            Files.write(file(), zip.finish());
            assertThat(catchThrowable(() -> Model.load(file().toString()))).isInstanceOf(ModelFormatException.class);
        }
        Zip zip = zip();
        zip.count = 0xffff;
        Files.write(file(), zip.finish());
        assertThat(Model.load(file().toString()).weights()).hasSize(2);
    }

    /** A file within itself: what is in an entry is never looked at as a zip file. */
    @Test
    void looksIntoNoFilesWithinFiles() throws IOException {
        byte[] inner = zip().finish();
        assertRefused(new Zip().store("config.json", inner).store("model.weights.h5", inner), "not text in UTF-8");
        assertRefused(new Zip().store("config.json", "{}").store("model.weights.h5", inner), "class_name");
    }

    @Test
    void refusesOtherThings() throws IOException {
        Files.createDirectory(file());
        assertRefused(file(), "no model of a known format");
        Files.writeString(
                file().resolve("config.json"), "{\"class_name\": \"Sequential\", \"config\": {\"layers\": []}}");
        assertRefused(file(), "model.weights.h5");
        Files.delete(file().resolve("config.json"));
        Files.delete(file());
        for (String magic : List.of("PK\3\4", "\u0089HDF\r\n\032\n", "GGUF", "ONNX", "\u0080\002", "PK\5\6")) {
            Files.write(file(), Arrays.copyOf(magic.getBytes(StandardCharsets.ISO_8859_1), 3000));
            assertThat(catchThrowable(() -> Model.load(file().toString()))).isInstanceOf(ModelFormatException.class);
            assertThat(catchThrowable(() -> small().loadWeights(file().toString())))
                    .isInstanceOf(ModelFormatException.class);
        }
    }
}
