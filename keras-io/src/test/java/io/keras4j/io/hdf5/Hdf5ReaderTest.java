package io.keras4j.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what h5py wrote: src/test/python/hdf5_fixtures.py. */
class Hdf5ReaderTest {
    static byte[] fixture(String name) throws IOException {
        try (InputStream in = Hdf5ReaderTest.class.getResourceAsStream("/fixtures/hdf5/" + name)) {
            return in.readAllBytes();
        }
    }

    private static Hdf5Group open(String name) throws IOException {
        return Hdf5.open(ByteSource.of(fixture(name)));
    }

    private static ByteBuffer bytes(Hdf5Dataset dataset) throws IOException {
        try (InputStream in = dataset.open()) {
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static List<Object> values(Hdf5Dataset dataset) throws IOException {
        Cursor cursor = new Cursor(null, bytes(dataset).array());
        List<Object> values = new ArrayList<>();
        while (cursor.remaining() > 0) {
            values.add(dataset.type().value(cursor, null));
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "latest.h5"})
    void readsDatasets(String file) throws IOException {
        Hdf5Group root = open(file);
        Hdf5Dataset kernel = root.dataset("layers/dense/vars/0");

        assertThat(kernel.path()).isEqualTo("/layers/dense/vars/0");
        assertThat(kernel.shape()).containsExactly(3, 4);
        assertThat(kernel.type().kind()).isEqualTo(Datatype.Kind.FLOAT);
        assertThat(kernel.type().size()).isEqualTo(4);
        ByteBuffer elements = bytes(kernel);
        for (int i = 0; i < 12; i++) {
            assertThat(elements.getFloat()).isEqualTo(i);
        }
        Hdf5Dataset count = root.dataset("/layers/dense/vars/1");
        assertThat(count.shape()).isEmpty();
        assertThat(values(count)).containsExactly(7L);
        assertThat(root.dataset("layers/dense/vars/2")).isNull();
        assertThat(root.group("layers/conv/vars")).isNull();
        assertThat(root.group("layers/dense/vars/0/deeper")).isNull();
        assertThatThrownBy(() -> root.group("layers/dense/vars/0")).hasMessageContaining("is a dataset");
        assertThatThrownBy(() -> root.dataset("layers/dense")).hasMessageContaining("is a group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "latest.h5"})
    void readsEveryType(String file) throws IOException {
        Hdf5Group types = open(file).group("types");

        for (String name : List.of("float16", "float64", "big_f4")) {
            assertThat(values(types.dataset(name))).as(name).containsExactly(1.0, 2.0, 100.0);
        }
        for (String name : List.of("int8", "int16", "int32", "uint8", "uint16", "big_i8")) {
            assertThat(values(types.dataset(name))).as(name).containsExactly(1L, 2L, 100L);
        }
        assertThat(values(types.dataset("negative"))).containsExactly(-1L, -2L);
        assertThat(values(types.dataset("bool"))).containsExactly(true, false, true);
        assertThat(types.dataset("bool").type().kind()).isEqualTo(Datatype.Kind.BOOLEAN);
        Hdf5Dataset bfloat = types.dataset("bfloat16");
        assertThat(bfloat.attributes()).containsEntry("dtype", "bfloat16");
        assertThat(bfloat.type().kind()).isEqualTo(Datatype.Kind.OPAQUE);
        ByteBuffer halves = bytes(bfloat);
        assertThat(HalfFloat.brainToFloat(halves.getShort())).isEqualTo(1.5f);
        assertThat(HalfFloat.brainToFloat(halves.getShort())).isEqualTo(-2f);
        assertThat(types.dataset("none").shape()).containsExactly(0, 3);
        assertThat(bytes(types.dataset("none")).remaining()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "latest.h5"})
    void readsAttributes(String file) throws IOException {
        Hdf5Group root = open(file);

        assertThat(root.group("layers/dense/vars").attributes()).containsEntry("name", "dense é");
        assertThat(root.group("attributes").attributes())
                .containsEntry("text", "long text ".repeat(1000))
                .containsEntry("bytes", "abc")
                .containsEntry("fixed", "fixed")
                .containsEntry("fixed_list", List.of("dense", "dense_1"))
                .containsEntry("text_list", List.of("a", "bcd", ""))
                .containsEntry("integer", 3L)
                .containsEntry("number", 1.5)
                .containsEntry("truth", true)
                .containsEntry("numbers", List.of(1.0, 2.0))
                .containsEntry("no_numbers", List.of())
                .containsEntry("empty", null)
                .hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "latest.h5"})
    void readsLargeGroups(String file) throws IOException {
        Hdf5Group many = open(file).group("many");

        assertThat(many.names()).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(many.group("group_" + i).attributes()).containsEntry("index", (long) i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "filtered"})
    void assemblesChunks(String name) throws IOException {
        ByteBuffer elements = bytes(open("chunked.h5").dataset(name));

        for (int i = 0; i < 63; i++) {
            assertThat(elements.getFloat()).isEqualTo(i);
        }
    }

    @Test
    void refusesToAllocateMoreThanTheFileHolds() throws IOException {
        Hdf5Group root = open("chunked.h5");

        assertThatThrownBy(() -> root.dataset("bomb").open()).hasMessageContaining("more than the file can hold");
        assertThatThrownBy(() -> root.dataset("unwritten").open()).hasMessageContaining("more than the file can hold");
    }

    @Test
    void refusesLinksToPathsAndFiles() throws IOException {
        Hdf5Group root = open("chunked.h5");

        assertThatThrownBy(() -> root.dataset("soft"))
                .isInstanceOf(Hdf5Exception.class)
                .hasMessageContaining("/soft is a link");
        assertThatThrownBy(() -> root.dataset("external")).hasMessageContaining("/external is a link");
    }

    @Test
    void saysWhatIsTruncated() throws IOException {
        byte[] whole = fixture("latest.h5");

        assertThatThrownBy(() -> Hdf5.open(ByteSource.of(Arrays.copyOf(whole, whole.length - 1))))
                .hasMessageContaining("truncated")
                .hasMessageContaining(String.valueOf(whole.length));
        assertThatThrownBy(() -> Hdf5.open(ByteSource.of(new byte[100]))).hasMessageContaining("not an HDF5 file");
    }

    /** Whatever bytes change, reading ends, and in values or an IOException. */
    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "latest.h5", "chunked.h5"})
    void damageNeverEndsInAnythingElse(String file) throws IOException {
        byte[] whole = fixture(file);
        Random random = new Random(42);
        for (int round = 0; round < 400; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(whole.length)] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
            }
            try {
                readAll(Hdf5.open(ByteSource.of(damaged)), 0);
            } catch (IOException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    private static void readAll(Hdf5Group group, int depth) throws IOException {
        group.attributes();
        for (String name : depth > 5 ? List.<String>of() : group.names()) {
            Hdf5Object child;
            try {
                child = group.child(name);
            } catch (IOException e) {
                continue;
            }
            if (child instanceof Hdf5Group) {
                readAll((Hdf5Group) child, depth + 1);
            } else {
                child.attributes();
                try (InputStream in = ((Hdf5Dataset) child).open()) {
                    in.readNBytes(1 << 20);
                } catch (IOException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
    }
}
