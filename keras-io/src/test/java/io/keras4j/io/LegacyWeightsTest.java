package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.models.Sequential;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights alone from the .h5 files of all versions, into models that there are already. */
class LegacyWeightsTest {
    @TempDir
    private Path folder;

    static List<SavedModel> files() throws IOException, URISyntaxException {
        return SavedModel.in("versions").stream()
                .filter(saved -> saved.format().equals(".h5"))
                .toList();
    }

    static List<SavedModel> perceptrons() throws IOException, URISyntaxException {
        return files().stream().filter(saved -> saved.model().equals("mlp")).toList();
    }

    private static void zero(Model model) {
        model.weights().forEach(variable -> variable.array().assign(0));
    }

    @ParameterizedTest
    @MethodSource("files")
    void byPositionAndByName(SavedModel saved) throws IOException {
        String file = saved.unpack(folder).toString();
        Model model = Model.load(file, load -> load.compile(false));
        List<INDArray> weights = model.getWeights();
        // the first versions gave no names to stacks within stacks
        boolean named = Model.inspect(file).layers().stream()
                .noneMatch(layer -> layer.name().equals("null"));
        for (boolean byName : named ? new boolean[] {false, true} : new boolean[] {false}) {
            zero(model);
            model.loadWeights(file, load -> load.byName(byName));

            assertThat(model.getWeights()).as("byName=" + byName).isEqualTo(weights);
        }
    }

    /** The first layers as in the files, under a name of theirs, and a last one of another size. */
    @ParameterizedTest
    @MethodSource("perceptrons")
    void butThoseThatDoNotFit(SavedModel saved) throws IOException {
        String file = saved.unpack(folder).toString();
        Model whole = Model.load(file, load -> load.compile(false));
        List<String> names = whole.layers().stream()
                .filter(layer -> !layer.weights().isEmpty())
                .map(layer -> layer.name())
                .toList();
        Model model = new Sequential(
                Input.of(4),
                new Dense(5).name(names.get(0)),
                new BatchNormalization().name("norm"),
                new Dense(4).name(names.get(2)));
        List<INDArray> before = model.getWeights();

        for (boolean byName : new boolean[] {false, true}) {
            assertThatThrownBy(() -> model.loadWeights(file, load -> load.byName(byName)))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(
                            "Dense \"" + names.get(2) + "\": kernel has shape (5, 4), the file has (5, 3)");
            assertThat(model.getWeights()).isEqualTo(before);
        }
        model.loadWeights(file, load -> load.byName(true).skipMismatch(true));
        assertThat(model.getWeights().subList(0, 2))
                .isEqualTo(whole.getWeights().subList(0, 2));
        assertThat(model.getWeights().subList(2, 6)).isEqualTo(before.subList(2, 6)); // another name
        assertThat(model.getWeights().subList(6, 8)).isEqualTo(before.subList(6, 8));

        model.loadWeights(file, load -> load.skipMismatch(true));
        assertThat(model.getWeights().subList(0, 6))
                .isEqualTo(whole.getWeights().subList(0, 6));
        assertThat(model.getWeights().subList(6, 8)).isEqualTo(before.subList(6, 8));
    }
}
