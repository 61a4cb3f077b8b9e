package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.config.Json;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer that older versions of Keras had, in a file that such a version wrote: src/test/python/every_layer.py. */
class EveryLayerTest {
    /** Classes that stand for no layer of their own. */
    private static final Set<String> BASES = Set.of(
            "AbstractRNNCell",
            "ConvRecurrent2D",
            "ConvRNN2D",
            "ConvLSTM2DCell",
            "Lambda", // code
            "Layer",
            "PreprocessingLayer",
            "Recurrent",
            "Wrapper");

    /** What is not here. */
    private static final Set<String> MISSING = Set.of("DenseFeatures", "RandomFourierFeatures");

    /** Layers for data before it meets a model; some are not here yet. */
    private static final Set<String> PREPROCESSING = Set.of(
            "CategoryCrossing",
            "CategoryEncoding",
            "CenterCrop",
            "Discretization",
            "HashedCrossing",
            "Hashing",
            "IntegerLookup",
            "RandomBrightness",
            "RandomContrast",
            "RandomCrop",
            "RandomFlip",
            "RandomHeight",
            "RandomRotation",
            "RandomTranslation",
            "RandomWidth",
            "RandomZoom",
            "Resizing",
            "StringLookup",
            "TextVectorization");

    @TempDir
    private Path folder;

    static List<SavedModel> saved() throws IOException, URISyntaxException {
        return SavedModel.in("layers");
    }

    @ParameterizedTest
    @MethodSource("saved")
    void predictsAsTheVersionThatSavedIt(SavedModel saved) throws IOException {
        Path file = saved.unpack(folder);
        Recorded recorded = Recorded.read(folder.resolve(saved.model() + ".json"));
        Model model = Model.load(file.toString());
        recorded.checkPredictions(model);
        for (String name : List.of("again.keras", "again.h5")) {
            String path = folder.resolve(name).toString();
            model.save(path);
            Recorded.assertSame(Model.load(path), model, 0, 0);
        }
    }

    /** A layer is in a model above, or it is one of those that are known to be missing. */
    @Test
    void nothingIsForgotten() throws IOException, URISyntaxException, Json.SyntaxException {
        Set<String> forgotten = new TreeSet<>();
        StringBuilder models = new StringBuilder();
        for (Path archive : SavedModel.archives("layers")) {
            try (FileSystem zip = FileSystems.newFileSystem(archive)) {
                Object classes = Json.read(Files.readString(zip.getPath("classes.json")));
                ((List<?>) classes).forEach(name -> forgotten.add((String) name));
            }
        }
        for (SavedModel saved : saved()) {
            models.append(saved.config());
        }
        assertThat(forgotten).hasSizeGreaterThan(100);
        forgotten.removeIf(name -> models.indexOf("\"class_name\": \"" + name + "\"") >= 0);
        forgotten.removeAll(BASES);
        forgotten.removeAll(MISSING);
        forgotten.removeAll(PREPROCESSING);

        assertThat(forgotten).isEmpty();
    }

    @Test
    void saysWhichLayersAreMissing() {
        for (String name : MISSING) {
            assertThatThrownBy(() -> Model.fromJson("{\"class_name\": \"Sequential\", \"config\": "
                            + "[{\"class_name\": \"" + name + "\", \"config\": {\"a\": 1}}]}"))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(name + " with config {\"a\": 1}");
        }
    }
}
