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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that older versions of Keras saved: src/test/python/legacy_models.py. */
class KerasVersionsTest {
    @TempDir
    private Path folder;

    /** A saved model in the archive of a version, such as {@code cnn.h5} in {@code tf.keras-2.4.zip}. */
    record Saved(Path archive, String name) {
        String version() {
            return archive.getFileName().toString().replace(".zip", "").replace("-", " ");
        }

        String model() {
            return name.substring(0, name.indexOf('.'));
        }

        /** TensorFlow 1, on which standalone Keras ran, may read a weight for a gradient when the same step has changed it already. */
        double tolerance() {
            return archive.getFileName().toString().matches("keras-[12].*") ? 5e-3 : 1e-4;
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
        recorded.checkTraining(model, saved.tolerance());
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
            recorded.checkTraining(again, saved.tolerance());
        }
    }

    /** The table in docs/files.md, which shows on failure what is to be put there. */
    @Test
    void docsListWhatIsRead() throws IOException, URISyntaxException {
        Map<String, Map<String, List<String>>> formats = new LinkedHashMap<>();
        Set<String> families = new LinkedHashSet<>();
        for (Saved saved : saved()) {
            Path here = Files.createTempDirectory(folder, "saved");
            Model model = Model.load(saved.unpack(here).toString(), load -> load.compile(false));
            Recorded.read(here.resolve(saved.model() + ".json")).checkPredictions(model);
            families.add(saved.model());
            formats.computeIfAbsent(saved.version(), each -> new HashMap<>())
                    .computeIfAbsent(saved.model(), each -> new ArrayList<>())
                    .add(saved.name().substring(saved.model().length()));
        }
        StringBuilder table = new StringBuilder("| saved by | " + String.join(" | ", families) + " |\n");
        table.append("| --- |").append(" --- |".repeat(families.size())).append('\n');
        formats.forEach((version, byFamily) -> {
            table.append("| ").append(version).append(" |");
            families.forEach(family -> table.append(' ')
                    .append(String.join(", ", byFamily.getOrDefault(family, List.of("-"))))
                    .append(" |"));
            table.append('\n');
        });

        assertThat(Files.readString(Path.of("../docs/files.md"))).contains(table);
    }
}
