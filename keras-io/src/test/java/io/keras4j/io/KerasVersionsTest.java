package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.models.Model;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that older versions of Keras saved: src/test/python/legacy_models.py. */
class KerasVersionsTest {
    @TempDir
    private Path folder;

    /** A saved model in the archive of a version, such as {@code cnn.h5} in {@code tf.keras-2.4.zip}. */
    record Saved(Path archive, String name) {
        String model() {
            return name.substring(0, name.indexOf('.'));
        }

        /** The file, with its record beside it, in {@code folder}. */
        Path unpack(Path folder) throws IOException {
            try (FileSystem zip = FileSystems.newFileSystem(archive)) {
                Files.copy(zip.getPath(model() + ".json"), folder.resolve(model() + ".json"));
                return Files.copy(zip.getPath(name), folder.resolve(name));
            }
        }

        @Override
        public String toString() {
            return archive.getFileName() + " " + name;
        }
    }

    static List<Saved> saved() throws IOException, URISyntaxException {
        Path versions = Path.of(
                KerasVersionsTest.class.getResource("/fixtures/versions").toURI());
        List<Saved> all = new ArrayList<>();
        try (Stream<Path> archives = Files.list(versions)) {
            for (Path archive : archives.sorted().toList()) {
                try (FileSystem zip = FileSystems.newFileSystem(archive);
                        Stream<Path> entries = Files.list(zip.getPath("/"))) {
                    entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.endsWith(".json"))
                            .sorted()
                            .forEach(name -> all.add(new Saved(archive, name)));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("saved")
    void trainsOnWhereKerasStopped(Saved saved) throws IOException {
        Path file = saved.unpack(folder);
        Recorded recorded = Recorded.read(folder.resolve(saved.model() + ".json"));
        Model model = Model.load(file.toString());

        recorded.checkPredictions(model);
        assertThat(model.optimizer().iterations()).isEqualTo(3);
        recorded.checkTraining(model);
    }

    @ParameterizedTest
    @MethodSource("saved")
    void savesWhatItLoaded(Saved saved) throws IOException {
        Path file = saved.unpack(folder);
        Recorded recorded = Recorded.read(folder.resolve(saved.model() + ".json"));
        Model model = Model.load(file.toString());
        for (String name : List.of("again.keras", "again.h5")) {
            String path = folder.resolve(name).toString();
            model.save(path);
            Model again = Model.load(path);

            Recorded.assertSame(again, model, 0, 0);
            recorded.checkTraining(again);
        }
    }
}
