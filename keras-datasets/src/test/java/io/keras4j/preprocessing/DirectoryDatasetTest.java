package io.keras4j.preprocessing;

import static io.keras4j.preprocessing.Preprocessing.audioDatasetFromDirectory;
import static io.keras4j.preprocessing.Preprocessing.imageDatasetFromDirectory;
import static io.keras4j.preprocessing.Preprocessing.saveImg;
import static io.keras4j.preprocessing.Preprocessing.textDatasetFromDirectory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.config.Codecs;
import io.keras4j.config.Json;
import io.keras4j.data.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** Folders of texts and recordings, compared with what Keras makes of the same. */
class DirectoryDatasetTest {
    private static final Path FIXTURE = Path.of("src/test/resources/fixtures/directories.json");

    @TempDir
    private Path folder;

    /** The files that directories.py writes. */
    @BeforeEach
    void writeFiles() throws IOException {
        for (Map.Entry<String, Integer> each :
                Map.of("cats", 5, "birds", 6, "dogs", 4).entrySet()) {
            String name = each.getKey();
            Path directory = Files.createDirectories(folder.resolve(name));
            for (int i = 0; i < each.getValue(); i++) {
                Files.writeString(
                        directory.resolve(i + ".txt"), ("Élan " + name + " 東京 " + i * i + "\n").repeat(i % 3));
                writeWave(directory.resolve(i + ".wav"), 16, 3 + i * name.length() % 7, name.equals("birds") ? 2 : 1);
            }
        }
    }

    private static void writeWave(Path file, int bits, int samples, int channels) throws IOException {
        byte[] bytes = new byte[samples * channels * bits / 8];
        for (int i = 0; i < samples * channels && bits == 16; i++) {
            int value = i * 7919 % 65536 - 32768;
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(8000, bits, channels, bits > 8, false);
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private static List<Map<String, Object>> cases(String kind) throws Exception {
        return Codecs.list(Codecs.map())
                .decode(Codecs.map()
                        .decode(Json.read(Files.readString(FIXTURE)))
                        .get(kind));
    }

    @Test
    void textsAreReadAsKerasReadsThem() throws Exception {
        for (Map<String, Object> keras : cases("texts")) {
            Map<String, Object> arguments = Codecs.map().decode(keras.get("arguments"));
            DirectoryDataset found = textDatasetFromDirectory(folder, texts -> {
                set(texts, arguments);
                if (arguments.get("max_length") != null) {
                    texts.maxLength(((Number) arguments.get("max_length")).intValue());
                }
            });
            assertSame(found, keras);
        }
    }

    @Test
    void recordingsAreReadAsKerasReadsThem() throws Exception {
        for (Map<String, Object> keras : cases("sounds")) {
            Map<String, Object> arguments = Codecs.map().decode(keras.get("arguments"));
            DirectoryDataset found = audioDatasetFromDirectory(folder, sounds -> {
                set(sounds, arguments);
                if (arguments.get("output_sequence_length") != null) {
                    sounds.outputSequenceLength(((Number) arguments.get("output_sequence_length")).intValue());
                }
            });
            assertSame(found, keras);
        }
    }

    private static void set(DirectoryOptions<?> options, Map<String, Object> arguments) {
        options.verbose(false);
        options.shuffle(!Boolean.FALSE.equals(arguments.get("shuffle")));
        options.batchSize((int) ImageCases.number(arguments, "batch_size", 32));
        if (arguments.containsKey("label_mode")) {
            options.labelMode((String) arguments.get("label_mode"));
        }
        if (arguments.get("seed") != null) {
            options.seed((int) ImageCases.number(arguments, "seed", 0));
        }
        if (arguments.get("subset") != null) {
            options.validationSplit(ImageCases.number(arguments, "validation_split", 0));
            options.subset((String) arguments.get("subset"));
        }
        if (arguments.get("class_names") != null) {
            options.classNames(Codecs.list(Codecs.string())
                    .decode(arguments.get("class_names"))
                    .toArray(String[]::new));
        }
    }

    private void assertSame(DirectoryDataset found, Map<String, Object> keras) {
        String what = keras.get("arguments").toString();
        List<?> files = (List<?>) keras.get("files");
        List<?> batches = (List<?>) keras.get("batches");
        Object classes = keras.get("classes") == null ? List.of() : keras.get("classes");
        List<DirectoryDataset> parts = new ArrayList<>(List.of(found));
        if (found.validation() != null) {
            parts.add(found.validation());
        }
        assertThat(parts).as(what).hasSameSizeAs(files);
        for (int i = 0; i < parts.size(); i++) {
            DirectoryDataset part = parts.get(i);
            assertThat(part.classNames()).as(what).isEqualTo(classes);
            assertThat(part.filePaths().stream()
                            .map(path -> folder.relativize(path).toString())
                            .toList())
                    .as("files with %s", what)
                    .isEqualTo(files.get(i));
            if (batches.get(i) != null) {
                assertBatches(part, Codecs.list(Codecs.map()).decode(batches.get(i)), what);
            }
        }
    }

    private static void assertBatches(DirectoryDataset part, List<Map<String, Object>> keras, String what) {
        List<Samples> batches = new ArrayList<>();
        part.dataset().forEach(batches::add);
        assertThat(batches).as(what).hasSameSizeAs(keras);
        for (int i = 0; i < batches.size(); i++) {
            Samples batch = batches.get(i);
            if (keras.get(i).get("x") instanceof List<?> texts) {
                assertThat(Arrays.asList(batch.strings().get(0).strings()))
                        .as(what)
                        .isEqualTo(texts);
            } else {
                ImageCases.assertPixels(
                        batch.x().get(0), ImageCases.array(keras.get(i).get("x")), 0, what);
            }
            if (keras.get(i).get("y") == null) {
                assertThat(batch.y()).as(what).isEmpty();
            } else {
                ImageCases.assertPixels(
                        batch.y().get(0), ImageCases.array(keras.get(i).get("y")), 0, what);
            }
        }
    }

    @Test
    void bothPartsOfImagesAreThoseOfEachAlone() {
        for (int i = 0; i < 5; i++) {
            saveImg(
                    folder.resolve("cats").resolve(i + ".png"),
                    Nd4j.ones(2, 2, 3).mul(i),
                    null,
                    null,
                    false);
        }
        Consumer<ImageDirectoryOptions> common =
                o -> o.imageSize(2, 2).validationSplit(0.4).seed(3).verbose(false);
        DirectoryDataset both = imageDatasetFromDirectory(folder, common.andThen(o -> o.subset("both")));
        DirectoryDataset training = imageDatasetFromDirectory(folder, common.andThen(o -> o.subset("training")));
        DirectoryDataset validation = imageDatasetFromDirectory(folder, common.andThen(o -> o.subset("validation")));

        assertThat(both.filePaths()).isEqualTo(training.filePaths()).hasSize(3);
        assertThat(both.validation().filePaths())
                .isEqualTo(validation.filePaths())
                .hasSize(2);
        assertThat(training.validation()).isNull();
    }

    @Test
    void cutTextsEndWithAWholeCharacter() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "aé東😀");
        List<String> cut = new ArrayList<>();
        for (int length = 0; length <= 11; length++) {
            int bytes = length;
            DirectoryDataset texts = textDatasetFromDirectory(
                    folder, o -> o.labels(null).shuffle(false).maxLength(bytes).verbose(false));
            cut.add(texts.dataset().iterator().next().strings().get(0).string(0));
        }
        assertThat(cut).containsExactly("", "a", "a", "aé", "aé", "aé", "aé東", "aé東", "aé東", "aé東", "aé東😀", "aé東😀");
    }

    @Test
    void saysWhatIsWrongWithTextsAndRecordings() throws IOException {
        Path wrong = Files.createDirectories(folder.resolve("wrong"));
        Consumer<AudioDirectoryOptions> plain =
                o -> o.labels(null).shuffle(false).verbose(false);
        assertThatThrownBy(() ->
                        textDatasetFromDirectory(wrong, o -> o.labels(null).verbose(false)))
                .hasMessageContaining("No texts were found")
                .hasMessageContaining("[.txt]");
        assertThatThrownBy(() -> textDatasetFromDirectory(folder, o -> o.maxLength(-1)))
                .hasMessageContaining("received -1");
        assertThatThrownBy(() -> audioDatasetFromDirectory(folder, o -> o.ragged(true)))
                .hasMessageContaining("outputSequenceLength");
        assertThatThrownBy(() -> audioDatasetFromDirectory(folder, o -> o.samplingRate(0)))
                .hasMessageContaining("received 0");
        assertThatThrownBy(() -> audioDatasetFromDirectory(folder, o -> o.outputSequenceLength(0)))
                .hasMessageContaining("received 0");
        assertThatThrownBy(() -> audioDatasetFromDirectory(folder, plain.andThen(o -> o.samplingRate(16000))))
                .hasMessageContaining("8000.0 samples per second instead of the samplingRate of 16000");
        assertThat(audioDatasetFromDirectory(folder, plain.andThen(o -> o.samplingRate(8000)))
                        .filePaths())
                .hasSize(15);

        Path sound = wrong.resolve("a.wav");
        Files.writeString(sound, "no sound");
        assertRefused(wrong, plain, "it is not a WAV file");
        writeWave(sound, 8, 5, 1);
        assertRefused(wrong, plain, "must be a WAV file of 16-bit PCM");
        writeWave(sound, 16, 50, 1);
        byte[] bytes = Files.readAllBytes(sound);
        Files.write(sound, Arrays.copyOf(bytes, bytes.length - 20));
        assertRefused(wrong, plain, "it ends after 40 of the 50 samples");
        assertThat(audioDatasetFromDirectory(wrong, plain.andThen(o -> o.outputSequenceLength(40)))
                        .dataset()
                        .iterator()
                        .next()
                        .x()
                        .get(0)
                        .shape())
                .containsExactly(1, 40, 1);
    }

    private static void assertRefused(Path folder, Consumer<AudioDirectoryOptions> options, String message) {
        DirectoryDataset sounds = audioDatasetFromDirectory(folder, options);
        assertThatThrownBy(() -> sounds.dataset().iterator().next()).hasStackTraceContaining(message);
    }
}
