package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.engine.Input;
import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.models.Sequential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/** Whole models and weights in .h5 files: what Keras's own are covered by is in KerasVersionsTest. */
class LegacyFilesTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Model model(String second) {
        return new Sequential(
                Input.of(3),
                new Dense(4).name("first"),
                new BatchNormalization().name("norm"),
                new Dense(2).name(second));
    }

    private void write(String config, int units) throws IOException {
        Hdf5Writer file = new Hdf5Writer();
        file.root().attribute("model_config", config);
        LegacyWeights.write(
                new Sequential(Input.of(1), new Dense(units).name("dense")),
                file.root().group("model_weights"));
        try (var out = Files.newOutputStream(folder.resolve("written.h5"))) {
            file.writeTo(out);
        }
    }

    private static String dense(String more) {
        return "{\"class_name\": \"Sequential\", \"config\": [{\"class_name\": \"Dense\", \"config\": "
                + "{\"batch_input_shape\": [null, 1], \"units\": 2" + more + "}}]}";
    }

    @Test
    void setsWeightsByPosition() {
        Model model = model("second");
        model.saveWeights(path("weights.h5"));
        Model other = model("another");
        other.loadWeights(path("weights.h5"));

        assertThat(other.getWeights()).isEqualTo(model.getWeights());
    }

    @Test
    void setsWeightsByName() {
        Model model = model("second");
        model.saveWeights(path("weights.h5"));
        Model other = model("another");
        var before = other.getLayer("another").getWeights();
        other.loadWeights(path("weights.h5"), load -> load.byName(true));

        assertThat(other.getLayer("first").getWeights())
                .isEqualTo(model.getLayer("first").getWeights());
        assertThat(other.getLayer("another").getWeights()).isEqualTo(before);
    }

    @Test
    void leavesWeightsThatDoNotFit() {
        Model model = model("second");
        model.saveWeights(path("weights.h5"));
        Model other = new Sequential(
                Input.of(3), new Dense(4).name("first"), new BatchNormalization(), new Dense(5).name("second"));
        var before = other.getWeights();

        assertThatThrownBy(() -> other.loadWeights(path("weights.h5")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Dense \"second\": kernel has shape (4, 5), the file has (4, 2)");
        assertThat(other.getWeights()).isEqualTo(before);
        other.loadWeights(path("weights.h5"), load -> load.skipMismatch(true));
        assertThat(other.getLayer("first").getWeights())
                .isEqualTo(model.getLayer("first").getWeights());
        assertThat(other.getLayer("second").getWeights()).isEqualTo(before.subList(6, 8));
    }

    @Test
    void setsWeightsToThoseOfAWholeModel() {
        Model model = model("second");
        model.save(path("model.h5"));
        Model other = model("second");
        other.loadWeights(path("model.h5"));

        assertThat(other.getWeights()).isEqualTo(model.getWeights());
        assertThatThrownBy(() -> new Sequential(Input.of(3), new Dense(4)).loadWeights(path("model.h5")))
                .hasMessageContaining("the model has 1 layers with weights, the file has 3");
    }

    @Test
    void keepsTheStateOfTheOptimizerUnlessToldOtherwise() {
        Model model = model("second");
        model.compile("adam", "mse", "mae");
        model.fit(Nd4j.rand(8, 3), Nd4j.rand(8, 2), fit -> fit.verbose(0));
        model.save(path("with.h5"));
        model.save(path("without.h5"), save -> save.includeOptimizer(false));

        Recorded.assertSame(Model.load(path("with.h5")), model, 0, 0);
        assertThat(Model.load(path("without.h5")).isCompiled()).isFalse();
        assertThat(Model.load(path("with.h5"), load -> load.compile(false)).isCompiled())
                .isFalse();
    }

    @Test
    void readsFilesByTheirContent() throws IOException {
        Model model = model("second");
        model.save(path("model.h5"));
        Files.move(folder.resolve("model.h5"), folder.resolve("model.keras"));

        assertThat(Model.load(path("model.keras")).getWeights()).isEqualTo(model.getWeights());
    }

    @Test
    void writesMoreNamesThanAnAttributeHolds() {
        List<Dense> layers = IntStream.range(0, 300)
                .mapToObj(i -> new Dense(1).name("x".repeat(300) + i))
                .toList();
        Model model = new Sequential(Input.of(1));
        layers.forEach(((Sequential) model)::add);
        model.save(path("long.h5"));

        assertThat(Model.load(path("long.h5")).getWeights()).isEqualTo(model.getWeights());
    }

    @Test
    void readsBareListsOfLayers() throws IOException {
        write(dense(""), 2);

        assertThat(Model.load(path("written.h5")).predict(Nd4j.ones(3, 1)).shape())
                .containsExactly(3, 2);
    }

    @Test
    void describesModelsAsJson() {
        Model model = model("second");
        model.compile("adam", "mse");
        Model other = Model.fromJson(model.toJson());

        assertThat(other.toJson()).isEqualTo(model.toJson());
        assertThat(other.getWeights()).isNotEqualTo(model.getWeights());
        assertThat(Model.fromJson(model.toJson(), load -> load.compile(false)).isCompiled())
                .isFalse();
    }

    @Test
    void readsTheJsonOfOlderVersions() {
        Model model = Model.fromJson(dense(", \"activation\": \"hard_sigmoid\""));
        model.weights().forEach(variable -> variable.array().assign(1));

        assertThat(model.predict(Nd4j.zeros(1, 1)).getDouble(0)).isCloseTo(0.7, within(1e-6));
        assertThatThrownBy(() -> Model.fromJson("{"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("the configuration of a model")
                .hasMessageContaining("it is not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "no json | it is not JSON",
                "[1] | does not hold a map",
                "{\"class_name\": \"Sequential\", \"config\": 3} | a map, got 3",
                "{\"class_name\": \"Foo\", \"config\": {\"a\": 1}} | Foo with config {\"a\": 1}",
                "{\"class_name\": \"Model\", \"config\": {}} | not known",
                "{\"class_name\": \"Lambda\", \"config\": {\"function\": [\"4wEA\", null, null]}} | safe mode refuses"
            })
    void refusesConfigurationsThatItDoesNotUnderstand(String config, String reason) throws IOException {
        write(config, 2);

        assertThatThrownBy(() -> Model.load(path("written.h5")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("written.h5")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesMoreWeightsThanTheFileHas() throws IOException {
        write(dense("").replace("\"units\": 2", "\"units\": 2000000000"), 2);

        assertThatThrownBy(() -> Model.load(path("written.h5")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("more weights than the file can hold");
    }

    @Test
    void refusesArgumentsThatChangeWhatIsComputed() throws IOException {
        write(dense(", \"mode\": 2"), 2);

        assertThatThrownBy(() -> Model.load(path("written.h5")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("mode");
    }

    @Test
    void endsInAModelOrAnErrorWhateverIsChanged() throws IOException {
        Model model = model("second");
        model.compile("adam", "mse");
        model.save(path("model.h5"));
        byte[] whole = Files.readAllBytes(folder.resolve("model.h5"));
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            byte[] changed = round % 10 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (changed.length > 0) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(folder.resolve("changed.h5"), changed);
            try {
                Model.load(path("changed.h5"));
            } catch (ModelFormatException e) {
                assertThat(e.file()).isEqualTo(folder.resolve("changed.h5"));
            }
        }
    }
}
