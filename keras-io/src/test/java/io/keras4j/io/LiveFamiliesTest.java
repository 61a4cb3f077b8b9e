package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The Java part of .ci/interop for all families of layers, losses, metrics and optimizers: reads what src/test/python/live_families.py has just
 * written, in every format, and writes it again.
 */
@EnabledIfSystemProperty(named = "keras4j.families", matches = ".+")
class LiveFamiliesTest {
    private static final List<String> RUNTIMES = List.of("keras", "tf_keras");

    /** The files of a model, without what tells the formats apart. */
    static Stream<Path> models() throws IOException {
        Stream.Builder<Path> models = Stream.builder();
        for (String runtime : RUNTIMES) {
            Path folder = Path.of(System.getProperty("keras4j.families")).resolve(runtime);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".json"))
                        .sorted()
                        .forEach(file -> models.add(Path.of(file.substring(0, file.length() - ".json".length()))));
            }
        }
        return models.build();
    }

    @ParameterizedTest
    @MethodSource("models")
    void readsAndWritesEveryFormat(Path files) throws IOException {
        Recorded recorded = Recorded.read(Path.of(files + ".json"));
        Model after = Model.load(files + ".after.keras");
        for (String format : List.of(".keras", ".h5")) {
            if (!Files.exists(Path.of(files + format))) {
                continue; // Python could not write it
            }
            Model model = Model.load(files + format);
            recorded.checkPredictions(model);
            recorded.checkTraining(model);
            Recorded.assertSame(model, after, 2e-3, 2e-5);
        }
        for (String format : List.of(".weights.h5", ".legacy.h5")) {
            Model model = Model.load(files + ".keras", load -> load.compile(false));
            model.weights().forEach(variable -> variable.array().assign(0));
            model.loadWeights(files + format);
            recorded.checkPredictions(model);
        }
        write(
                Model.load(files + ".keras"),
                recorded,
                files.resolveSibling("java").resolve(files.getFileName()));
    }

    /** Trains on, and writes the model as Python did. */
    private static void write(Model model, Recorded data, Path files) throws IOException {
        Files.createDirectories(files.getParent());
        data.train(model);
        for (String format : List.of(".keras", ".h5")) {
            model.save(files + format);
        }
        for (String format : List.of(".weights.h5", ".legacy.h5")) {
            model.saveWeights(files + format);
        }
        List<INDArray> predictions = model.predictAll(data.inputs());
        // what was written is what Java itself reads again
        assertThat(Model.load(files + ".h5").predictAll(data.inputs())).isEqualTo(predictions);
        new Recorded(data.inputs(), data.targets(), predictions, data.train(model)).write(Path.of(files + ".json"));
    }
}
