package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.models.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Keras 3.15 saved: src/test/python/saved_models.py. */
class KerasFilesTest {
    @TempDir
    private Path folder;

    static Path fixture(String name) {
        try {
            return Path.of(
                    KerasFilesTest.class.getResource("/fixtures/models/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Model load(String name) {
        return Model.load(fixture(name).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlp",
                "cnn",
                "functional",
                "embedding",
                "nested",
                "operations",
                "text",
                "vocabulary",
                "categories",
                "bidirectional",
                "time_distributed",
                "tuned",
                "adapted",
                "int8",
                "int4"
            })
    void trainsOnWhereKerasStopped(String name) throws IOException {
        Recorded recorded = Recorded.read(fixture(name + ".json"));
        Model model = load(name + ".keras");

        recorded.checkPredictions(model);
        assertThat(model.optimizer().iterations()).isEqualTo(3);
        recorded.checkTraining(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlp",
                "cnn",
                "functional",
                "embedding",
                "nested",
                "operations",
                "text",
                "vocabulary",
                "categories",
                "bidirectional",
                "time_distributed",
                "tuned",
                "adapted",
                "int8",
                "int4"
            })
    void savesWhatItLoaded(String name) throws IOException {
        Recorded recorded = Recorded.read(fixture(name + ".json"));
        Model model = load(name + ".keras");
        String path = folder.resolve("again.keras").toString();
        model.save(path);
        Model again = Model.load(path);

        Recorded.assertSame(again, model, 0, 0);
        recorded.checkTraining(again);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "functional"})
    void loadsWeights(String name) throws IOException {
        Recorded recorded = Recorded.read(fixture(name + ".json"));
        Model model = load(name + ".keras");
        recorded.train(model);
        model.loadWeights(fixture(name + ".weights.h5").toString());

        recorded.checkPredictions(model);
        recorded.checkTraining(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adapted", "int8", "int4"})
    void otherFormatsHoldAdaptedAndQuantizedLayersToo(String name) throws IOException {
        Recorded recorded = Recorded.read(fixture(name + ".json"));
        Model model = load(name + ".keras");
        String path = folder.resolve("model.h5").toString();
        model.save(path);
        recorded.checkPredictions(Model.load(path));

        String weights = folder.resolve("model.weights.h5").toString();
        model.saveWeights(weights);
        Model other = load(name + ".keras");
        other.weights().forEach(weight -> weight.array().assign(0));
        other.loadWeights(weights);
        recorded.checkPredictions(other);
        assertThat(other.getWeights()).isEqualTo(model.getWeights());
    }

    @Test
    void loadsWithoutCompiling() throws IOException {
        Model model = Model.load(fixture("mlp.keras").toString(), load -> load.compile(false));

        assertThat(model.isCompiled()).isFalse();
        Recorded.read(fixture("mlp.json")).checkPredictions(model);
    }

    /** On Windows, groups had backslashes in their names where others are within each other. */
    @ParameterizedTest
    @ValueSource(strings = {"nested", "bidirectional"})
    void readsGroupsWithBackslashes(String name) throws IOException {
        Model model = load(name + ".keras");
        Hdf5Writer file = new Hdf5Writer();
        for (StateTree.Part part : StateTree.of(model, true)) {
            Hdf5Writer.Group group = file.root().group(part.group().replace('/', '\\'));
            for (int i = 0; i < part.variables().size(); i++) {
                Values.put(group, Integer.toString(i), part.variables().get(i).array());
            }
        }
        Path path = folder.resolve("windows.weights.h5");
        try (OutputStream out = Files.newOutputStream(path)) {
            file.writeTo(out);
        }
        Model other = load(name + ".keras");
        other.weights().forEach(variable -> variable.array().assign(0));
        other.loadWeights(path.toString());

        Recorded.assertSame(other, model, 0, 0);
    }
}
