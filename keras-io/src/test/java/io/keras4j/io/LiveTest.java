package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.Keras;
import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java part of .ci/interop: reads what Python Keras has just written, and writes what it reads next. */
@EnabledIfSystemProperty(named = "keras4j.interop", matches = ".+")
class LiveTest {
    private static final Map<String, Supplier<Model>> MODELS = JavaModels.all();

    private static Path folder(String name) {
        return Path.of(System.getProperty("keras4j.interop")).resolve(name);
    }

    static Collection<String> names() {
        return MODELS.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatKerasWrote(String name) throws IOException {
        Path python = folder("python");
        Recorded recorded = Recorded.read(python.resolve(name + ".json"));
        Model model = Model.load(python.resolve(name + ".keras").toString());
        Model byWeights = Model.load(python.resolve(name + ".keras").toString(), load -> load.compile(false));
        byWeights.weights().forEach(variable -> variable.array().assign(0));
        byWeights.loadWeights(python.resolve(name + ".weights.h5").toString());

        recorded.checkPredictions(model);
        recorded.checkPredictions(byWeights);
        recorded.checkTraining(model);
        Recorded.assertSame(
                model, Model.load(python.resolve(name + ".after.keras").toString()), 2e-3, 2e-5);
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesWhatKerasReads(String name) throws IOException {
        Path java = Files.createDirectories(folder("java"));
        Keras.clearSession();
        Keras.setRandomSeed(7);
        Recorded data = Recorded.read(folder("python").resolve(name + ".json"));
        Model model = MODELS.get(name).get();
        data.train(model);
        model.save(java.resolve(name + ".keras").toString());
        model.saveWeights(java.resolve(name + ".weights.h5").toString());
        Model loaded = Model.load(java.resolve(name + ".keras").toString());
        var predictions = loaded.predictAll(data.inputs());
        new Recorded(data.inputs(), data.targets(), predictions, data.train(loaded))
                .write(java.resolve(name + ".json"));
        loaded.save(java.resolve(name + ".after.keras").toString());

        assertThat(java.resolve(name + ".after.keras")).isNotEmptyFile();
    }
}
