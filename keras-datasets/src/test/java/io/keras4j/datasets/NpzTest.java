package io.keras4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Reads what NumPy wrote, and writes the same. */
class NpzTest {
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    private final Map<String, INDArray> arrays = Npz.load(FIXTURES.resolve("npz.npz"));

    @ParameterizedTest
    @CsvSource({
        "bool, BOOL",
        "int8, BYTE",
        "uint8, UBYTE",
        "int16, SHORT",
        "int32, INT",
        "int64, LONG",
        "float32, FLOAT",
        "float64, DOUBLE"
    })
    void readsEveryTypeInEveryOrder(String numpy, DataType type) {
        INDArray little = arrays.get("little_" + numpy);
        assertThat(little.dataType()).isEqualTo(type);
        assertThat(little.shape()).containsExactly(2, 3, 4);
        // The values of the same draw, as far as the type can hold them.
        INDArray exact = arrays.get("little_float64");
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    double value = exact.getDouble(i, j, k);
                    double expected = switch (numpy) {
                        case "bool" -> 1;
                        case "float64" -> value;
                        case "float32" -> (float) value;
                        case "int8" -> (byte) value;
                        case "uint8" -> (int) (Math.abs(value) * 2);
                        default -> (int) value;
                    };
                    assertThat(little.getDouble(i, j, k)).isEqualTo(expected);
                    assertThat(arrays.get("big_" + numpy).getDouble(i, j, k)).isEqualTo(little.getDouble(i, j, k));
                    assertThat(arrays.get("fortran_" + numpy).getDouble(i, j, k))
                            .isEqualTo(little.getDouble(i, j, k));
                }
            }
        }
    }

    @Test
    void readsAllRanks() {
        assertThat(arrays.get("scalar").rank()).isZero();
        assertThat(arrays.get("scalar").getFloat(0)).isEqualTo(3.5f);
        assertThat(arrays.get("vector").toLongVector()).containsExactly(0, 1, 2, 3, 4);
        assertThat(arrays.get("empty").shape()).containsExactly(0, 3);
        assertThat(arrays.get("empty").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "little_bool",
                "little_int8",
                "little_uint8",
                "little_int16",
                "little_int32",
                "little_int64",
                "little_float32",
                "little_float64",
                "scalar",
                "vector",
                "empty"
            })
    void writesTheBytesThatNumpyWrites(String name) throws IOException {
        var written = new ByteArrayOutputStream();
        Npy.save(written, arrays.get(name));
        assertThat(written.toByteArray()).isEqualTo(entry(name + ".npy"));
    }

    @Test
    void writesViewsAndFortranOrderInRowMajorOrder(@TempDir Path folder) throws IOException {
        INDArray view = arrays.get("little_float32").permute(2, 0, 1).get(NDArrayIndex.interval(1, 3));
        Path npy = folder.resolve("view.npy");
        Npy.save(npy, view);
        assertThat(Npy.load(npy)).isEqualTo(view.dup('c'));
        Path npz = folder.resolve("all.npz");
        Npz.save(npz, arrays);
        Map<String, INDArray> again = Npz.load(npz);
        assertThat(again.keySet()).containsExactlyElementsOf(arrays.keySet());
        assertThat(again).isEqualTo(arrays);
    }

    @Test
    void widensShortFloatsAndRefusesText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x.npy");
        Npy.save(file, Nd4j.createFromArray(1.5f, -2f).castTo(DataType.BFLOAT16));
        assertThat(Npy.load(file)).isEqualTo(Nd4j.createFromArray(1.5f, -2f));
        assertThatThrownBy(() -> Npy.save(file, Nd4j.create("text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Arrays of UTF8 cannot be written");
    }

    private static byte[] entry(String name) throws IOException {
        try (var zip = new ZipFile(FIXTURES.resolve("npz.npz").toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    @Test
    void refusesOtherTypesAndPickledObjects() {
        assertThatThrownBy(() -> Npz.load(FIXTURES.resolve("npz_unsupported.npz")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("npz_unsupported.npz: names has elements of type 'U1', not one of [b1, f4, f8");
        assertThatThrownBy(() -> Npz.load(FIXTURES.resolve("npz_pickled.npz")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("objects has elements of type 'O'");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> Npz.load(Path.of("no-such.npz")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no-such.npz cannot be read");
        assertThatThrownBy(() -> read(new byte[100])).hasMessage("test is not an .npz file: it holds no zip entries");
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        byte[] file = Files.readAllBytes(FIXTURES.resolve("npz_unsupported.npz"));
        byte[] small = zip("x", npy("'<f4'", "(2, 3)", new byte[24]));
        assertThat(read(small).get("x").shape()).containsExactly(2, 3);
        int directory = new String(small, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        for (int length = 0; length < directory; length++) {
            byte[] cut = Arrays.copyOf(small, length);
            assertThatThrownBy(() -> read(cut)).as("cut to %d", length).isInstanceOf(DatasetException.class);
        }
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut)).as("cut to %d", length).isInstanceOf(DatasetException.class);
        }
    }

    @Test
    void survivesDamagedBytes() throws IOException {
        byte[] small = zip("x", npy("'<f4'", "(2, 3)", new byte[24]));
        for (int i = 0; i < small.length; i++) {
            byte[] damaged = small.clone();
            damaged[i] ^= 0x55;
            try {
                read(damaged);
            } catch (DatasetException expected) {
                assertThat(expected).hasMessageContaining("test");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(500000000,)", "(9999999999,)", "(65536, 65536, 65536, 65536)", "(99999999999999999999,)"})
    void allocatesNoMoreThanTheFileHolds(String shape) {
        assertThatThrownBy(() -> read(zip("x", npy("'<f4'", shape, new byte[8]))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("test: x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(-1,)", "(2 3)", "(2,", "(1;)"})
    void refusesStrangeShapes(String shape) {
        assertThatThrownBy(() -> read(zip("x", npy("'<f4'", shape, new byte[8]))))
                .isInstanceOf(DatasetException.class);
    }

    @Test
    void refusesStructuredTypesAndLongHeaders() {
        assertThatThrownBy(() -> read(zip("x", npy("[('a', '<f4')]", "(2,)", new byte[8]))))
                .hasMessageContaining("structured data");
        assertThatThrownBy(() ->
                        read(zip("x", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1})))
                .hasMessageContaining("a header of 4294967295 bytes");
        assertThatThrownBy(() -> read(zip("x.txt", "Hello, this is text".getBytes(StandardCharsets.UTF_8))))
                .hasMessage("test: x.txt is not an array in NumPy's .npy format");
    }

    private static Map<String, INDArray> read(byte[] content) {
        return Npz.read("test", new ByteArrayInputStream(content));
    }

    static byte[] npy(String type, String shape, byte[] data) {
        String header = "{'descr': " + type + ", 'fortran_order': False, 'shape': " + shape + ", }\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(data);
        return out.toByteArray();
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name.contains(".") ? name : name + ".npy"));
            zip.write(content);
        }
        return out.toByteArray();
    }
}
