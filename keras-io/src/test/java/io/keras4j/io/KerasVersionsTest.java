package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.models.Model;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that older versions of Keras saved: src/test/python/legacy_models.py. */
class KerasVersionsTest {
    @TempDir
    private Path folder;

    static List<SavedModel> saved() throws IOException, URISyntaxException {
        return SavedModel.in("versions");
    }

    @ParameterizedTest
    @MethodSource("saved")
    void trainsOnWhereKerasStopped(SavedModel saved) throws IOException {
        Path file = saved.unpack(folder);
        Recorded recorded = Recorded.read(folder.resolve(saved.model() + ".json"));
        Model model = Model.load(file.toString());

        recorded.checkPredictions(model);
        recorded.checkTraining(model, saved.tolerance());
    }

    @ParameterizedTest
    @MethodSource("saved")
    void savesWhatItLoaded(SavedModel saved) throws IOException {
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

    /** What Keras 3 does not take from older versions, or versions write in other ways, is in the files that are read here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch_input_shape\": [null",
                "batch_input_shape\": [8",
                "time_major",
                "score_mode",
                "groups\": 1",
                "ThresholdedReLU",
                "LocallyConnected2D",
                "keras.src.engine.functional",
                "TFOpLambda",
                "SlicingOpLambda",
                "keras.src.ops.numpy\", \"class_name\": \"Subtract",
                "output_layers\": {\"",
                "CuDNNLSTM",
                "dim_ordering\": \"th"
            })
    void theFilesHoldWhatIsSpecial(String text) throws IOException, URISyntaxException {
        boolean found = false;
        for (String fixtures : List.of("versions", "layers")) {
            for (SavedModel saved : SavedModel.in(fixtures)) {
                found = found || saved.config().contains(text);
            }
        }
        assertThat(found).isTrue();
    }

    /** The table in docs/files.md, which shows on failure what is to be put there. */
    @Test
    void docsListWhatIsRead() throws IOException, URISyntaxException {
        Map<String, Map<String, List<String>>> formats = new LinkedHashMap<>();
        Set<String> families = new LinkedHashSet<>();
        for (SavedModel saved : saved()) {
            Path here = Files.createTempDirectory(folder, "saved");
            Model model = Model.load(saved.unpack(here).toString(), load -> load.compile(false));
            Recorded.read(here.resolve(saved.model() + ".json")).checkPredictions(model);
            families.add(saved.model());
            formats.computeIfAbsent(saved.version(), each -> new HashMap<>())
                    .computeIfAbsent(saved.model(), each -> new ArrayList<>())
                    .add(saved.format());
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
