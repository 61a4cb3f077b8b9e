package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keras4j.config.Json;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, reading it ends in a model or in a ModelFormatException that names the file, the entry and the reason. */
class DamagedFilesTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("damaged.keras");
    }

    private static byte[] fixture() throws IOException {
        return Files.readAllBytes(KerasFilesTest.fixture("mlp.keras"));
    }

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipArchive archive = new ZipArchive(KerasFilesTest.fixture("mlp.keras"))) {
            for (String name : archive.names()) {
                entries.put(name, archive.read(name, Long.MAX_VALUE));
            }
        }
        return entries;
    }

    private void write(Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private void writeConfig(UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> entries = entries();
        String config = new String(entries.get("config.json"), StandardCharsets.UTF_8);
        String changed = change.apply(config);
        assertThat(changed).isNotEqualTo(config);
        entries.put("config.json", changed.getBytes(StandardCharsets.UTF_8));
        write(entries);
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String entry) {
        ModelFormatException[] found = new ModelFormatException[1];
        Throwable thrown = catchThrowable(() -> Model.load(file().toString()));
        assertThat(thrown).isInstanceOf(ModelFormatException.class);
        found[0] = (ModelFormatException) thrown;
        assertThat(found[0].file()).isEqualTo(file());
        assertThat(found[0].entry()).isEqualTo(entry);
        return assertThat(thrown).hasMessageContaining(file().toString());
    }

    @Test
    void readsCompressedEntries() throws IOException {
        write(entries());

        Recorded recorded = Recorded.read(KerasFilesTest.fixture("mlp.json"));
        Model model = Model.load(file().toString());
        recorded.checkPredictions(model);
        recorded.checkTraining(model);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        for (byte[] content :
                List.of(new byte[0], new byte[1000], "PK\3\4 but no more".getBytes(StandardCharsets.US_ASCII))) {
            Files.write(file(), content);
            assertRefused(null);
        }
        assertThatThrownBy(() -> Model.load(folder.resolve("missing.keras").toString()))
                .hasMessageContaining("no file");
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        byte[] whole = fixture();
        for (int length = 100; length < whole.length; length += 997) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertRefused(null).hasMessageContaining("truncated");
        }
    }

    @Test
    void noticesChangedBytes() throws IOException {
        byte[] whole = fixture();
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), changed);
            try {
                Model.load(file().toString(), load -> load.compile(false));
            } catch (ModelFormatException expected) {
                assertThat(expected.reason()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.weights.h5"})
    void refusesFilesThatLackAnEntry(String name) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.remove(name);
        write(entries);

        assertRefused(name).hasMessageContaining("no such entry").hasMessageContaining("metadata.json");
    }

    @Test
    void refusesEntriesThatExpandToMoreThanTheyHold() throws IOException {
        for (String name : List.of("config.json", "model.weights.h5")) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
                for (Map.Entry<String, byte[]> entry : entries().entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    if (entry.getKey().equals(name)) {
                        fill(zip, 300);
                    }
                    zip.closeEntry();
                }
            }
            assertRefused(name).hasMessageMatching("(?s).*(more than the|declares).*");
        }
    }

    private static void fill(OutputStream out, int mebibytes) throws IOException {
        for (int i = 0; i < mebibytes; i++) {
            out.write(new byte[1 << 20]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"layers\": [', '\"layers\": [[[', is not JSON: at character",
        "'\"class_name\": \"Sequential\"', '\"class_name\": \"Dense\"', Dense",
        "'\"units\": 16', '\"units\": 1600000000', more weights than the file can hold",
        "'\"units\": 16', '\"units\": 16000000000000000000', an integer",
        "'\"units\": 16', '\"units\": \"x\"', an integer",
        "'[null, 12]', '[null, 9223372036854775807]', more weights",
        "'\"units\": 4', '\"units\": 5', 'Dense \"dense_2\": kernel has shape (6, 5), the file has (6, 4) in /layers/dense_2/vars/0'",
        "'\"use_bias\": true', '\"use_bias\": false', 'Dense \"dense\" has 1 variables, the file has 2 in /layers/dense/vars'",
    })
    void refusesConfigurationsThatMakeNoSense(String before, String after, String reason) throws IOException {
        writeConfig(config -> config.replace(before, after));

        Throwable thrown = catchThrowable(() -> Model.load(file().toString()));
        assertThat(thrown).isInstanceOf(ModelFormatException.class).hasMessageContaining(reason);
        assertThat(((ModelFormatException) thrown).entry()).isIn("config.json", "model.weights.h5");
    }

    @Test
    void listsAllClassesThatAreMissing() throws IOException {
        writeConfig(config -> config.replace("\"class_name\": \"BatchNormalization\"", "\"class_name\": \"MyNorm\"")
                .replace(
                        "\"class_name\": \"L1\", \"config\": {\"l1\": 0.009999999776482582}, \"registered_name\": null",
                        "\"class_name\": \"Sparse\", \"config\": {\"rate\": 3}, \"registered_name\": \"mine>Sparse\""));

        assertRefused("config.json")
                .hasMessageContaining("MyNorm with config {\"name\": \"batch_normalization\"")
                .hasMessageContaining("Sparse (registered as mine>Sparse) with config {\"rate\": 3}")
                .hasMessageContaining("register");
    }

    @Test
    void refusesPythonCode() throws IOException {
        writeConfig(config -> config.replace("\"class_name\": \"Activation\"", "\"class_name\": \"Lambda\""));

        assertRefused("config.json").hasMessageContaining("Python function").hasMessageContaining("safe mode");
    }

    @Test
    void refusesConfigurationsThatAreTooDeep() throws IOException {
        writeConfig(config -> "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [".repeat(10_000));
        assertRefused("config.json").hasMessageContaining("levels deep");

        writeConfig(config -> "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"a\", \"layers\": [".repeat(120)
                + "]}}".repeat(120));
        assertThat(Model.load(file().toString()).layers()).hasSize(1);
    }

    /** Any value of the configuration is replaced by any other kind of value. */
    @Test
    void survivesConfigurationsWithOtherValues() throws Exception {
        Map<String, byte[]> entries = entries();
        Random random = new Random(11);
        Object[] values = {null, -1L, 1L << 40, 0.5, Double.NaN, "", "relu", true, List.of(), List.of(1L, 2L), Map.of()
        };
        for (int round = 0; round < 200; round++) {
            Object config = Json.read(entries().get("config.json"));
            mutate(config, random, values);
            entries.put("config.json", Json.write(config).getBytes(StandardCharsets.UTF_8));
            write(entries);
            try {
                Model.load(file().toString());
            } catch (ModelFormatException expected) {
                assertThat(expected.reason()).isNotBlank();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void mutate(Object value, Random random, Object[] values) {
        Object replacement = values[random.nextInt(values.length)];
        if (value instanceof Map && !((Map<?, ?>) value).isEmpty()) {
            Map<String, Object> map = (Map<String, Object>) value;
            String key = List.copyOf(map.keySet()).get(random.nextInt(map.size()));
            if (random.nextInt(4) == 0 || !(map.get(key) instanceof Map || map.get(key) instanceof List)) {
                map.put(key, replacement);
            } else {
                mutate(map.get(key), random, values);
            }
        } else if (value instanceof List && !((List<?>) value).isEmpty()) {
            List<Object> list = (List<Object>) value;
            int index = random.nextInt(list.size());
            if (random.nextInt(4) == 0 || !(list.get(index) instanceof Map || list.get(index) instanceof List)) {
                list.set(index, replacement);
            } else {
                mutate(list.get(index), random, values);
            }
        }
    }
}
