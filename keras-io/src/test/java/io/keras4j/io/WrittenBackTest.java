package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.models.Model;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java part of .ci/interop that writes what older versions saved, for src/test/python/written_back.py to read with Keras 3 and tf_keras. */
@EnabledIfSystemProperty(named = "keras4j.interop", matches = ".+")
class WrittenBackTest {
    /** One version for each way in which files were written. */
    private static final Set<String> VERSIONS = Set.of("keras 1.2.2", "keras 2.2.4", "tf.keras 2.15", "keras 3.15.0");

    static List<SavedModel> saved() throws IOException, URISyntaxException {
        return SavedModel.in("versions").stream()
                .filter(saved -> VERSIONS.contains(saved.version()))
                .filter(saved -> saved.format().equals(".h5"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("saved")
    void writesWhatItRead(SavedModel saved) throws IOException {
        Path folder = Path.of(System.getProperty("keras4j.interop"), "back", saved.version());
        Files.createDirectories(folder);
        Path file = saved.unpack(folder);
        Model model = Model.load(file.toString());
        Files.delete(file);
        model.save(folder.resolve(saved.model() + ".keras").toString());
        model.save(folder.resolve(saved.model() + ".h5").toString());

        assertThat(folder.resolve(saved.model() + ".keras")).isNotEmptyFile();
    }
}
