package io.keras4j.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.config.Json;
import io.keras4j.engine.Input;
import io.keras4j.engine.LayerCall;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.layers.Add;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.Flatten;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Event files hold what Keras's hold; that TensorBoard reads them is what tensorboard_logs.py checks, on what this leaves behind. */
class TensorBoardTest {
    private static final float[][] X = new float[10][1];

    static {
        for (int i = 0; i < X.length; i++) {
            X[i][0] = i / 10f;
        }
    }

    @TempDir
    private Path folder;

    static List<Case> cases() {
        return Fixtures.cases("tensorboard");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesTheTagsAndStepsThatKerasWrites(Case fixture) throws IOException {
        Tensor input = Input.of(1);
        Tensor hidden = new Dense(3).name("a").apply(input);
        Model model = new Model(input, new Dense(1).name("b").apply(hidden)).name("net");
        model.compile("sgd", "mse", "mae");
        TensorBoard callback = new TensorBoard(folder.toString());
        fixture.map("options").forEach((key, value) -> {
            switch (key) {
                case "update_freq" -> {
                    if (value instanceof Number number) {
                        callback.updateFreq(number.intValue());
                    } else {
                        callback.updateFreq((String) value);
                    }
                }
                case "histogram_freq" -> callback.histogramFreq(((Number) value).intValue());
                case "write_images" -> callback.writeImages((Boolean) value);
                case "write_steps_per_second" -> callback.writeStepsPerSecond((Boolean) value);
                case "write_graph" -> callback.writeGraph((Boolean) value);
                default -> throw new AssertionError(key);
            }
        });

        model.fit(
                X,
                X,
                fit -> fit.epochs(3)
                        .batchSize(4)
                        .verbose(0)
                        .validationData(X, X)
                        .callbacks(callback));

        assertThat(written())
                .isEqualTo(fixture.list("written").stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList());
    }

    private List<String> written() throws IOException {
        List<String> found = new ArrayList<>();
        for (String part : List.of("train", "validation")) {
            for (byte[] event : records(folder.resolve(part))) {
                Map<Integer, Object> fields = fields(event);
                if (fields.get(5) instanceof byte[] summary) {
                    String tag = new String(
                            (byte[]) fields((byte[]) fields(summary).get(1)).get(1), StandardCharsets.UTF_8);
                    found.add(List.of(part, tag, fields.getOrDefault(2, 0L)).toString());
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /** The records of the only file in {@code part}, checked. */
    private static List<byte[]> records(Path part) throws IOException {
        List<byte[]> records = new ArrayList<>();
        Path file;
        try (Stream<Path> files = Files.list(part)) {
            file = files.reduce((a, b) -> {
                        throw new AssertionError("two files");
                    })
                    .orElseThrow();
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            while (true) {
                byte[] length = in.readNBytes(8);
                if (length.length == 0) {
                    return records;
                }
                assertThat(little(in.readNBytes(4)).getInt()).isEqualTo(masked(length));
                byte[] data = in.readNBytes((int) little(length).getLong());
                assertThat(little(in.readNBytes(4)).getInt()).isEqualTo(masked(data));
                records.add(data);
            }
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int masked(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    /** The fields of a message by number, of repeated ones the last. */
    private static Map<Integer, Object> fields(byte[] message) {
        Map<Integer, Object> fields = new TreeMap<>();
        ByteBuffer in = little(message);
        while (in.hasRemaining()) {
            long key = varint(in);
            Object value = switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getDouble();
                case 5 -> in.getFloat();
                default -> {
                    byte[] data = new byte[(int) varint(in)];
                    in.get(data);
                    yield data;
                }
            };
            fields.put((int) (key >>> 3), value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** A model with two ways through it, on pictures; what is written is left for TensorBoard's own reader. */
    @Test
    void leavesARunForTheReaderOfTensorBoard() throws IOException {
        Path logs = Path.of(System.getProperty("keras4j.tensorboard", folder.toString()));
        Keras.clearSession();
        Keras.setRandomSeed(3);
        Tensor input = Input.of(6, 6, 1);
        Tensor left = new Conv2D(4, 3).name("left").apply(input);
        Tensor right = new Conv2D(4, 3).name("right").apply(input);
        Tensor sum = new Add().name("sum").apply(List.of(left, right));
        Tensor flat = new Flatten().name("flat").apply(sum);
        Model model = new Model(input, new Dense(2).name("out").apply(flat)).name("pictures");
        model.compile("adam", "mse", "mae");
        Map<String, Map<String, List<Object>>> scalars = new LinkedHashMap<>();
        scalars.put("train", new LinkedHashMap<>());
        scalars.put("validation", new LinkedHashMap<>());
        LambdaCallback recorder = new LambdaCallback()
                .onEpochEnd((epoch, values) ->
                        values.forEach((name, value) -> scalars.get(name.startsWith("val_") ? "validation" : "train")
                                .computeIfAbsent("epoch_" + name.replaceFirst("^val_", ""), tag -> new ArrayList<>())
                                .add(List.of(epoch, value))))
                .onTrainBatchEnd((batch, values) -> values.forEach((name, value) -> {
                    List<Object> ofTag =
                            scalars.get("train").computeIfAbsent("batch_" + name, tag -> new ArrayList<>());
                    ofTag.add(List.of(ofTag.size() + 1, value));
                }));

        model.fit(
                Nd4j.linspace(-1, 1, 12 * 36).reshape(12, 6, 6, 1),
                Nd4j.linspace(0, 1, 24).reshape(12, 2),
                fit -> fit.epochs(2)
                        .batchSize(4)
                        .validationSplit(0.25)
                        .verbose(0)
                        .callbacks(
                                recorder,
                                new TensorBoard(logs.toString())
                                        .updateFreq("batch")
                                        .histogramFreq(1)
                                        .writeImages(true)));

        Map<String, Object> expected = new LinkedHashMap<>();
        Map<String, Object> weights = new LinkedHashMap<>();
        for (Variable weight : model.weights()) {
            List<Double> values = new ArrayList<>();
            for (double value : weight.array().dup('c').data().asDouble()) {
                values.add(value);
            }
            weights.put(weight.path(), values);
        }
        List<Object> graph = new ArrayList<>();
        for (LayerCall call : model.layerCalls()) {
            graph.add(List.of(
                    call.layer().name(),
                    call.inputs().stream().map(t -> t.call().layer().name()).toList()));
        }
        expected.put("class_name", model.typeName());
        expected.put("scalars", scalars);
        expected.put("weights", weights);
        expected.put("graph", graph);
        Files.writeString(logs.resolve("expected.json"), Json.write(expected));
        assertThat(graph.toString()).contains("[sum, [left, right]]");
    }

    @Test
    void vectorsOfWordsAreWrittenForTheProjector() throws IOException {
        Model model = new Sequential(Input.of(2), new Embedding(3, 2).name("words"), new Flatten(), new Dense(1));
        model.compile("sgd", "mse");
        TensorBoard callback =
                new TensorBoard(folder.toString()).embeddingsFreq(1).embeddingsMetadata(Map.of("words", "labels.tsv"));

        model.fit(new float[4][2], new float[4][1], fit -> fit.verbose(0).callbacks(callback));

        assertThat(folder.resolve("projector_config.pbtxt"))
                .hasContent("embeddings {\n"
                        + "  tensor_name: \"words\"\n"
                        + "  tensor_path: \"words.tsv\"\n"
                        + "  metadata_path: \"labels.tsv\"\n"
                        + "}");
        assertThat(Files.readAllLines(folder.resolve("words.tsv")))
                .hasSize(3)
                .allMatch(line -> line.split("\t").length == 2);
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
        Model model = new Sequential(Input.of(1), new Dense(1));
        model.compile("sgd", "mse");
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> model.fit(X, X, fit -> fit.callbacks(new TensorBoard(file.toString()))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("TensorBoard: cannot write to the folder " + file);
        assertThatThrownBy(() -> model.fit(
                        X,
                        X,
                        fit -> fit.callbacks(new TensorBoard(folder.toString()).embeddingsMetadata(Map.of("a", "b")))))
                .hasMessageContaining("names of Embedding layers");
        assertThatThrownBy(() -> new TensorBoard().profileBatch(2))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Java Flight Recorder");
        assertThatThrownBy(() -> new TensorBoard().updateFreq("often")).hasMessageContaining("\"often\"");
    }

    /** TFRecord's checksum is that of the examples in RFC 3720, rotated and shifted. */
    @Test
    void theChecksumIsCastagnolis() {
        CRC32C crc = new CRC32C();
        crc.update(new byte[32]);

        assertThat((int) crc.getValue()).isEqualTo(0x8a9136aa);
    }
}
