package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.models.Model;
import io.keras4j.models.ModelContents;
import io.keras4j.models.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with classes that are not known: those of Python Keras, with other names for some classes. */
class ModelContentsTest {
    @TempDir
    private Path folder;

    /** The fixture mlp with another class for its first layer that was registered, and another activation in the second. */
    private Path keras() throws IOException {
        Path file = folder.resolve("unknown.keras");
        Files.copy(KerasFilesTest.fixture("mlp.keras"), file);
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path config = zip.getPath("config.json");
            Files.writeString(
                    config,
                    Files.readString(config)
                            .replaceFirst(
                                    "\"class_name\": \"BatchNormalization\"(.*?)\"registered_name\": null, \"build",
                                    "\"class_name\": \"Norm\"$1\"registered_name\": \"Theirs>Norm\", \"build")
                            .replaceFirst(
                                    "\"activation\": \"[a-z]+\"",
                                    "\"activation\": {\"class_name\": \"Wave\", \"config\": {\"b\": 2}}"));
        }
        return file;
    }

    @Test
    void theErrorListsAllThatIsMissing() throws IOException {
        Path file = keras();

        assertThatThrownBy(() -> Model.load(file.toString()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Norm (registered as Theirs>Norm) with config {")
                .hasMessageContaining("Wave with config {\"b\": 2}");
    }

    @Test
    void theRestIsThereAllTheSame() throws IOException {
        Model known = Model.load(KerasFilesTest.fixture("mlp.keras").toString());
        ModelContents contents = Model.inspect(keras().toString());

        assertThat(contents.kerasVersion()).isEqualTo("3.15.0");
        assertThat(contents.config()).containsEntry("class_name", "Sequential");
        assertThat(contents.missing()).containsOnlyKeys("Norm (registered as Theirs>Norm)", "Wave");
        assertThat(contents.missing()).containsEntry("Wave", Map.of("b", 2L));
        assertThat(contents.layers()).extracting("className").contains("InputLayer", "Dense", "Norm");
        ModelContents.SavedLayer dense = contents.layers().stream()
                .filter(layer -> layer.className().equals("Dense"))
                .findFirst()
                .orElseThrow();
        assertThat(dense.weights()).containsExactly("layers/dense/vars/0", "layers/dense/vars/1");
        assertThat(contents.weight("layers/dense/vars/0"))
                .isEqualTo(known.getWeights().get(0));
        assertThat(contents.weights()).containsKey("optimizer/vars/0");
        assertThatThrownBy(() -> contents.weight("layers/other/vars/0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layers/dense/vars/0");
        assertThat(contents.toString()).contains("saved by Keras 3.15.0", "(Norm, not", "Wave with config {\"b\": 2}");
    }

    @Test
    void ofLegacyFilesToo() throws IOException {
        Model model = Model.load(KerasFilesTest.fixture("mlp.keras").toString());
        Path file = folder.resolve("unknown.h5");
        model.save(file.toString());
        String name = model.layers().stream()
                .filter(layer -> layer.typeName().equals("Dense"))
                .findFirst()
                .orElseThrow()
                .name();
        Files.writeString(
                file,
                Files.readString(file, StandardCharsets.ISO_8859_1)
                        .replaceFirst("\"class_name\": \"Dense\"", "\"class_name\": \"Thick\""),
                StandardCharsets.ISO_8859_1);
        ModelContents contents = Model.inspect(file.toString());

        assertThat(contents.missing()).containsOnlyKeys("Thick");
        List<String> weights = contents.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow()
                .weights();
        assertThat(weights).hasSize(2).allMatch(weight -> weight.startsWith(name + "/"));
        assertThat(contents.weight(weights.get(0))).isEqualTo(model.getWeights().get(0));
        assertThat(contents.weights().keySet()).anyMatch(weight -> weight.startsWith("optimizer_weights/"));
    }

    @Test
    void nothingIsMissingOfAModelThatIsKnown() {
        ModelContents contents =
                Model.inspect(KerasFilesTest.fixture("functional.keras").toString());

        assertThat(contents.missing()).isEmpty();
        assertThat(contents.toString()).doesNotContain("not known");
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        Path text = Files.writeString(folder.resolve("text.keras"), "text");

        assertThatThrownBy(() -> Model.inspect(text.toString())).isInstanceOf(ModelFormatException.class);
        assertThatThrownBy(() -> Model.inspect(folder.resolve("none").toString()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Model.inspect(KerasFilesTest.fixture("mlp.weights.h5").toString()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no model");
    }
}
