package io.keras4j.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written is read back here, and by jHDF; h5py reads it in the live check with Keras. */
class Hdf5WriterTest {
    private final Hdf5Writer writer = new Hdf5Writer();

    private byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        assertThat((long) out.size()).isEqualTo(writer.size());
        return out.toByteArray();
    }

    private static Hdf5Writer.Content floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return out -> out.write(buffer.array());
    }

    @Test
    void writesDatasetsAndAttributes() throws IOException {
        Hdf5Writer.Group vars = writer.root().group("layers/dense/vars");
        vars.attribute("name", "dense é");
        vars.dataset("0", Hdf5Writer.Elements.FLOAT32, new long[] {1, 3}, floats(1, 2, 3));
        vars.dataset(
                "1", Hdf5Writer.Elements.INT64, new long[0], out -> out.write(new byte[] {7, 0, 0, 0, 0, 0, 0, 0}));
        vars.dataset("2", Hdf5Writer.Elements.BOOLEAN, new long[] {2}, out -> out.write(new byte[] {0, 1}))
                .attribute("dtype", "bool");
        vars.dataset("3", Hdf5Writer.Elements.FLOAT32, new long[] {0}, out -> {});
        byte[] file = written();

        Hdf5Group read = Hdf5.open(ByteSource.of(file)).group("layers/dense/vars");
        assertThat(read.attributes()).containsExactly(java.util.Map.entry("name", "dense é"));
        assertThat(read.names()).containsExactly("0", "1", "2", "3");
        assertThat(read.dataset("0").shape()).containsExactly(1, 3);
        assertThat(read.dataset("0").open().readAllBytes()).endsWith(0, 0, 0x40, 0x40);
        assertThat(read.dataset("2").attributes()).containsEntry("dtype", "bool");

        try (HdfFile other = HdfFile.fromBytes(file)) {
            Group group = (Group) other.getByPath("layers/dense/vars");
            assertThat(group.getAttribute("name").getData()).isEqualTo("dense é");
            Dataset kernel = (Dataset) group.getChild("0");
            assertThat(kernel.getData()).isEqualTo(new float[][] {{1, 2, 3}});
            assertThat(((Dataset) group.getChild("1")).getData()).isEqualTo(7L);
        }
    }

    @Test
    void writesEveryType() throws IOException {
        for (Hdf5Writer.Elements type : Hdf5Writer.Elements.values()) {
            writer.root().dataset(type.name(), type, new long[] {3}, out -> out.write(new byte[3 * type.size()]));
        }
        Hdf5Group read = Hdf5.open(ByteSource.of(written()));

        assertThat(read.dataset("FLOAT16").type()).hasToString("float16");
        assertThat(read.dataset("FLOAT32").type()).hasToString("float32");
        assertThat(read.dataset("FLOAT64").type()).hasToString("float64");
        assertThat(read.dataset("INT8").type()).hasToString("integer8");
        assertThat(read.dataset("INT16").type()).hasToString("integer16");
        assertThat(read.dataset("INT32").type()).hasToString("integer32");
        assertThat(read.dataset("INT64").type()).hasToString("integer64");
        assertThat(read.dataset("UINT8").type()).hasToString("unsigned integer8");
        assertThat(read.dataset("BOOLEAN").type()).hasToString("boolean8");
        assertThat(read.dataset("OPAQUE16").type()).hasToString("opaque16");
    }

    @Test
    void writesAttributesThatOthersCannot() throws IOException {
        String large = "0123456789".repeat(20_000);
        writer.root().attribute("model_config", large);
        writer.root().attribute("weight_names", List.of());
        writer.root().attribute("layer_names", List.of("dense", "é", ""));
        byte[] file = written();

        assertThat(Hdf5.open(ByteSource.of(file)).attributes())
                .containsEntry("model_config", large)
                .containsEntry("weight_names", List.of())
                .containsEntry("layer_names", List.of("dense", "é", ""));
        try (HdfFile other = HdfFile.fromBytes(file)) {
            assertThat(other.getAttribute("model_config").getData()).isEqualTo(large);
            assertThat(other.getAttribute("layer_names").getData()).isEqualTo(new String[] {"dense", "é", ""});
        }
        assertThatThrownBy(() -> writer.root().attribute("long", Collections.nCopies(7000, "0123456789")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The attribute long takes");
    }

    @Test
    void writesLargeGroups() throws IOException {
        for (int i = 0; i < 2000; i++) {
            writer.root()
                    .group("optimizer/vars")
                    .dataset("" + i, Hdf5Writer.Elements.FLOAT32, new long[] {1}, floats(i));
        }
        Hdf5Group vars = Hdf5.open(ByteSource.of(written())).group("optimizer/vars");

        assertThat(vars.names()).hasSize(2000);
        assertThat(vars.dataset("1999").open().readAllBytes())
                .isEqualTo(new byte[] {0, (byte) 0xe0, (byte) 0xf9, 0x44});
    }

    @Test
    void refusesContentOfAnotherLength() {
        writer.root().dataset("0", Hdf5Writer.Elements.FLOAT32, new long[] {2}, floats(1));

        assertThatThrownBy(this::written).hasMessageContaining("A dataset of 8 bytes was given 4");
    }

    @Test
    void checksumIsLookup3() {
        byte[] bytes = new byte[40];
        for (int length = 0; length < bytes.length; length++) {
            bytes[length] = (byte) (length * 37);
            assertThat(Checksum.of(bytes, 0, length))
                    .isEqualTo(JenkinsLookup3HashLittle.hash(java.util.Arrays.copyOf(bytes, length)));
        }
    }
}
