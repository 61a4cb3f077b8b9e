package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.GlobalAveragePooling1D;
import io.keras4j.layers.StringLookup;
import io.keras4j.layers.TextVectorization;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.models.Sequential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How vocabularies are kept in files, and which are refused. */
class VocabularyFilesTest {
    private static final String ASSET = "assets/layers/text_vectorization/vocabulary.txt";

    @TempDir
    private Path folder;

    private static Model model(TextVectorization vectorization) {
        return new Sequential(
                Input.of().dtype("string"),
                vectorization,
                new Embedding(10, 2),
                new GlobalAveragePooling1D(),
                new Dense(1));
    }

    private static TextVectorization adapted() {
        TextVectorization vectorization = new TextVectorization();
        vectorization.adapt(List.of("the cat", "the Élan"));
        return vectorization;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static Map<String, String> entries(Path file) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return entries;
    }

    private void write(String name, Map<String, String> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void liesWhereKerasPutsIt() throws IOException {
        model(adapted()).save(file("model.keras"));
        Map<String, String> entries = entries(folder.resolve("model.keras"));

        assertThat(entries.keySet())
                .containsExactlyInAnyOrder(
                        "metadata.json",
                        "config.json",
                        "model.weights.h5",
                        "assets/layers/text_vectorization/_lookup_layer/vocabulary.txt",
                        ASSET);
        assertThat(new String(entries.get(ASSET).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .isEqualTo("\n[UNK]\nthe\nÉlan\ncat");
    }

    @Test
    void isReadFromFoldersToo() {
        Model model = model(adapted());
        model.save(file("model"), save -> save.zipped(false));
        Model loaded = Model.load(file("model"));

        assertThat(folder.resolve("model").resolve(ASSET)).exists();
        assertThat(loaded.predict(new String[] {"the cat", ""})).isEqualTo(model.predict(new String[] {"the cat", ""}));
    }

    @Test
    void isPartOfTheConfigurationWhenGiven() throws IOException {
        Model model = model(new TextVectorization().vocabulary("a", "b"));
        model.save(file("model.keras"));

        assertThat(entries(folder.resolve("model.keras")).keySet()).noneMatch(name -> name.startsWith("assets"));
        assertThat(Model.load(file("model.keras")).predict(new String[] {"b a"}))
                .isEqualTo(model.predict(new String[] {"b a"}));
    }

    @Test
    void isNotReadFromElsewhereInSafeMode() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the\ncat\n");
        Model model = new Sequential(Input.of().dtype("string"), new StringLookup().vocabulary("cat", "dog"));
        model.save(file("model.keras"));
        Map<String, String> entries = entries(folder.resolve("model.keras"));
        entries.computeIfPresent(
                "config.json",
                (name, config) -> config.replace("[\"cat\", \"dog\"]", "\"" + secret + "\"")
                        .replace("[\"cat\",\"dog\"]", "\"" + secret + "\""));
        assertThat(entries.get("config.json")).contains("secret.txt");
        write("hostile.keras", entries);

        assertThatThrownBy(() -> Model.load(file("hostile.keras")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("safe mode refuses")
                .hasMessageContaining("secret.txt");
        Model trusted = Model.load(file("hostile.keras"), load -> load.safeMode(false));
        assertThat(((StringLookup) trusted.getLayer(0)).getVocabulary()).containsExactly("[UNK]", "the", "cat");
        // in a program's own code it is what was asked for; the file goes with the model then
        Model own = new Sequential(Input.of().dtype("string"), new StringLookup().vocabularyFile(secret.toString()));
        own.save(file("own.keras"));
        Files.delete(secret);
        assertThat(((StringLookup) Model.load(file("own.keras")).getLayer(0)).getVocabulary())
                .containsExactly("[UNK]", "the", "cat");
    }

    @Test
    void mustFitTheModel() throws IOException {
        model(adapted()).save(file("model.keras"));
        Map<String, String> entries = entries(folder.resolve("model.keras"));
        entries.put(ASSET, "\n[UNK]\nthe\nthe");
        write("repeated.keras", entries);
        assertThatThrownBy(() -> Model.load(file("repeated.keras")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("assets/layers/text_vectorization/")
                .hasMessageContaining("do not repeat");

        entries.keySet().removeIf(name -> name.startsWith("assets"));
        write("missing.keras", entries);
        Model loaded = Model.load(file("missing.keras"));
        assertThatThrownBy(() -> loaded.predict(new String[] {"a"})).hasMessageContaining("has no vocabulary");
    }

    @Test
    void needsNoMoreMemoryThanTheFileHas() throws IOException {
        Model model = new Sequential(
                Input.of().dtype("string"),
                new TextVectorization().outputMode("tf_idf").vocabulary(List.of("a", "b"), List.of(1.0, 2.0)));
        model.save(file("model.keras"));
        Map<String, String> entries = entries(folder.resolve("model.keras"));
        entries.computeIfPresent(
                "config.json",
                (name, config) -> config.replaceAll("\"max_tokens\": ?null", "\"max_tokens\": 2000000000")
                        .replaceAll("\"pad_to_max_tokens\": ?false", "\"pad_to_max_tokens\": true"));
        write("hostile.keras", entries);

        assertThatThrownBy(() -> Model.load(file("hostile.keras")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("more weights than the file can hold");
    }

    @Test
    void needsAKerasFile() {
        assertThatThrownBy(() -> model(adapted()).save(file("model.h5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("save it as a .keras file")
                .hasMessageContaining(ASSET);
    }

    @Test
    void functionsAreFoundByTheirNames() {
        TextVectorization.registerStandardize(
                "Files", "reversed", text -> new StringBuilder(text).reverse().toString());
        TextVectorization vectorization = new TextVectorization().standardize("Files>reversed");
        vectorization.adapt(List.of("abc", "abc def"));
        assertThat(vectorization.getVocabulary()).containsExactly("", "[UNK]", "cba", "fed");
        Model model = model(vectorization);
        model.save(file("model.keras"));

        assertThat(Model.load(file("model.keras")).predict(new String[] {"def"}))
                .isEqualTo(model.predict(new String[] {"def"}));
    }
}
