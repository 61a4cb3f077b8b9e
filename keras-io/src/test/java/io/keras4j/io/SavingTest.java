package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.Json;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.io.hdf5.ByteSource;
import io.keras4j.io.hdf5.Hdf5;
import io.keras4j.io.hdf5.Hdf5Group;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.losses.FluentLoss;
import io.keras4j.models.AtomicFile;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SavingTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Model model() {
        Model model = new Sequential(
                Input.of(3), new Dense(4).name("first").activation("relu"), new BatchNormalization(), new Dense(2));
        model.compile("adam", "mse");
        return model;
    }

    private static INDArray rows() {
        return Nd4j.linspace(-1, 1, 24, org.nd4j.linalg.api.buffer.DataType.FLOAT)
                .reshape(8, 3);
    }

    private static INDArray targets() {
        return rows().get(
                        org.nd4j.linalg.indexing.NDArrayIndex.all(),
                        org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 2))
                .dup();
    }

    private static void train(Model model) {
        model.fit(rows(), targets(), fit -> fit.verbose(0).shuffle(false));
    }

    private static Map<String, Object> config(String path) throws IOException, Json.SyntaxException {
        try (ZipArchive archive = new ZipArchive(Path.of(path))) {
            return Codecs.map().decode(Json.read(archive.read("config.json", 1 << 20)));
        }
    }

    @Test
    void writesKerasLayout() throws IOException {
        Model model = model();
        train(model);
        model.save(path("model.keras"));

        try (ZipArchive archive = new ZipArchive(folder.resolve("model.keras"))) {
            assertThat(archive.names()).containsExactly("metadata.json", "config.json", "model.weights.h5");
            assertThat(new String(archive.read("metadata.json", 1000), StandardCharsets.UTF_8))
                    .matches("\\{\"keras_version\": \"3\\.\\d+\\.\\d+\", \"date_saved\": \"[-\\d]+@[:\\d]+\"}");
            Hdf5Group root = Hdf5.open(ByteSource.of(archive.read("model.weights.h5", 1 << 20)));
            assertThat(root.names()).containsExactly("layers", "optimizer", "vars");
            assertThat(root.group("layers").names()).containsExactly("batch_normalization", "dense", "dense_1");
            assertThat(root.group("layers/dense/vars").attributes()).containsEntry("name", "first");
            assertThat(root.dataset("layers/dense/vars/0").shape()).containsExactly(3, 4);
            assertThat(root.dataset("optimizer/vars/0").type()).hasToString("integer64");
            assertThat(root.group("optimizer/vars").names()).hasSize(2 + 2 * 6);
        }
    }

    @Test
    void savesAgainOverWhatWasThere() {
        Model model = model();
        model.save(path("model.keras"));
        train(model);
        model.save(path("model.keras"));

        Recorded.assertSame(Model.load(path("model.keras")), model, 0, 0);
        assertThatThrownBy(() -> model.save(path("model.keras"), save -> save.overwrite(false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exists");
    }

    @Test
    void refusesNamesOfNoFormat() {
        assertThatThrownBy(() -> model().save(path("model.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model.txt")
                .hasMessageContaining(".keras");
        assertThatThrownBy(() -> model().saveWeights(path("model.keras")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".weights.h5");
    }

    @Test
    void goesByContentWhenItReads() throws IOException {
        Model model = model();
        train(model);
        model.save(path("model.keras"));
        Files.move(folder.resolve("model.keras"), folder.resolve("model.h5"));
        model.saveWeights(path("w.weights.h5"));
        Files.move(folder.resolve("w.weights.h5"), folder.resolve("weights.keras"));

        Recorded.assertSame(Model.load(path("model.h5")), model, 0, 0);
        Model other = model();
        other.loadWeights(path("weights.keras"));
        assertThat(other.getWeights()).isEqualTo(model.getWeights());
        Model third = model();
        third.loadWeights(path("model.h5"));
        assertThat(third.getWeights()).isEqualTo(model.getWeights());
        assertThatThrownBy(() -> Model.load(path("weights.keras"))).isInstanceOf(ModelFormatException.class);
    }

    @Test
    void savesIntoFolders() {
        Model model = model();
        train(model);
        model.save(path("model"), save -> save.zipped(false));

        assertThat(folder.resolve("model")).isDirectoryContaining("glob:**/config.json");
        Recorded.assertSame(Model.load(path("model")), model, 0, 0);
    }

    @Test
    void leavesOutTheStateOfTheOptimizer() {
        Model model = model();
        train(model);
        model.save(path("model.keras"), save -> save.includeOptimizer(false));
        Model loaded = Model.load(path("model.keras"));

        assertThat(loaded.isCompiled()).isTrue();
        assertThat(loaded.optimizer().iterations()).isZero();
        assertThat(loaded.getWeights()).isEqualTo(model.getWeights());
    }

    @Test
    void restoresTheOptimizerFromWeights() {
        Model model = model();
        train(model);
        model.saveWeights(path("model.weights.h5"));
        Model other = model();
        other.loadWeights(path("model.weights.h5"));

        Recorded.assertSame(other, model, 0, 0);
        train(model);
        train(other);
        Recorded.assertSame(other, model, 0, 0);
    }

    @Test
    void saysWhichWeightsDoNotFit() {
        model().saveWeights(path("model.weights.h5"));
        Model other = new Sequential(Input.of(3), new Dense(5).name("wide"), new BatchNormalization(), new Dense(2));
        List<INDArray> before = other.getWeights();

        assertThatThrownBy(() -> other.loadWeights(path("model.weights.h5")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(
                        "Dense \"wide\": kernel has shape (3, 5), the file has (3, 4) in /layers/dense/vars/0")
                .hasMessageContaining("gamma has shape (5,), the file has (4,)");
        assertThat(other.getWeights()).isEqualTo(before);

        other.loadWeights(path("model.weights.h5"), load -> load.skipMismatch(true));
        assertThat(other.getWeights()).isEqualTo(before);
    }

    @Test
    void skipsOnlyWhatDoesNotFit() {
        Model model = model();
        model.saveWeights(path("model.weights.h5"));
        Model other = new Sequential(Input.of(3), new Dense(4), new BatchNormalization(), new Dense(7));
        INDArray kept = other.getWeights().get(6);
        other.loadWeights(path("model.weights.h5"), load -> load.skipMismatch(true));

        assertThat(other.getWeights().get(0)).isEqualTo(model.getWeights().get(0));
        assertThat(other.getWeights().get(6)).isEqualTo(kept);
    }

    @Test
    void aFailureLeavesThePreviousFile() throws IOException {
        Model model = model();
        model.save(path("model.keras"));
        byte[] before = Files.readAllBytes(folder.resolve("model.keras"));

        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("model.keras"), out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(folder.resolve("model.keras")).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("model.keras"));
        }
    }

    @Test
    void keepsLinksToFiles() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        model().save(path("real/model.keras"));
        Files.createSymbolicLink(folder.resolve("link.keras"), folder.resolve("real/model.keras"));
        Model model = model();
        model.save(path("link.keras"));

        assertThat(folder.resolve("link.keras")).isSymbolicLink();
        assertThat(Model.load(path("real/model.keras")).getWeights()).isEqualTo(model.getWeights());
    }

    @Test
    void makesTheFoldersOfThePath() {
        model().save(path("a/b/model.keras"));

        assertThat(folder.resolve("a/b/model.keras")).exists();
    }

    @Test
    void saysWhatTheSystemRefuses() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> model().save(path("file/model.keras"))).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "float16", "bfloat16", "mixed_float16"})
    void keepsDtypes(String policy) {
        Model model = new Sequential(Input.of(3), new Dense(4).dtype(policy), new Dense(2).dtype("float32"));
        model.save(path("model.keras"));
        Model loaded = Model.load(path("model.keras"));

        assertThat(loaded.getWeights()).isEqualTo(model.getWeights());
        assertThat(loaded.weights().get(0).dtype())
                .isEqualTo(model.weights().get(0).dtype());
        assertThat(loaded.getLayer(0).dtypePolicy().name()).isEqualTo(policy);
    }

    /** Multiplies by a weight, with an argument, and has sublayers in an attribute and in a list. */
    public static class Scale extends Layer {
        private final Argument<Double> start = argument("start", Codecs.number(), 1.0);
        private final Dense inner = addSublayer("inner", new Dense(3).useBias(false));
        private final List<Dense> more = addSublayers("_more", List.of(new Dense(3), new Dense(3)));
        private Variable factor;

        Scale start(double value) {
            start.set(value);
            return this;
        }

        @Override
        protected void build(Shape input) {
            factor = addWeight(
                    "factor", Shape.scalar(), new io.keras4j.initializers.Constant(start.get()), null, null, true);
        }

        @Override
        protected Tensor call(Tensor x) {
            Tensor y = inner.apply(Ops.multiply(x, factor.value()));
            for (Dense layer : more) {
                y = layer.apply(y);
            }
            return y;
        }
    }

    /** The largest error. */
    public static class Largest extends FluentLoss<Largest> {
        /** Named as Keras would. */
        public Largest() {
            super("largest");
        }

        @Override
        protected Tensor values(Tensor yTrue, Tensor yPred) {
            return Ops.max(Ops.abs(Ops.subtract(yTrue, yPred)), -1);
        }
    }

    @Test
    void savesClassesOfOnesOwn() throws IOException {
        Model model = new Sequential(Input.of(3), new Scale().start(2.0));
        model.compile("sgd", new Largest());
        assertThatThrownBy(() -> model.save(path("model.keras"))).hasMessageContaining("register");

        Layer.KIND.register("Mine", Scale.class, Scale::new);
        io.keras4j.losses.Loss.KIND.register("Mine", Largest.class, Largest::new);
        train3(model);
        model.save(path("model.keras"));
        Model loaded = Model.load(path("model.keras"));

        Recorded.assertSame(loaded, model, 0, 0);
        assertThat(StateTree.of(loaded, false).stream().map(StateTree.Part::path))
                .containsExactly(
                        "",
                        "layers/scale",
                        "layers/scale/inner",
                        "layers/scale/_more/dense",
                        "layers/scale/_more/dense_1");
        train3(model);
        train3(loaded);
        Recorded.assertSame(loaded, model, 0, 0);
    }

    private static void train3(Model model) {
        model.fit(rows(), rows(), fit -> fit.verbose(0).shuffle(false));
    }

    @Test
    void keepsOneLayerOfTwoModelsOne() throws Exception {
        Dense shared = new Dense(3).name("shared");
        Model left = new Sequential(Input.of(3), shared, new Dense(2)).name("left");
        Tensor start = Input.of(3);
        Model right = new Model(start, new Dense(2).apply(shared.apply(shared.apply(start)))).name("right");
        Tensor x = Input.of(3);
        Model model = new Model(Model.inputs(x), Model.outputs(left.apply(x), right.apply(x)));
        model.save(path("model.keras"));
        Model loaded = Model.load(path("model.keras"));

        assertThat(Json.write(config(path("model.keras")))).containsOnlyOnce("\"build_input_shape\"");
        assertThat(((Model) loaded.getLayer("left")).getLayer("shared"))
                .isSameAs(((Model) loaded.getLayer("right")).getLayer("shared"));
        Recorded.assertSame(loaded, model, 0, 0);
        assertThat(loaded.predictAll(rows())).isEqualTo(model.predictAll(rows()));
    }

    @Test
    void connectsLayersInAnyOrder() {
        Tensor x = Input.of(2);
        Tensor y = x;
        for (int i = 0; i < 200; i++) {
            y = new Dense(2).apply(y);
        }
        Model model = new Model(x, y);
        Map<String, Object> envelope = Layer.KIND.envelope(model);
        Map<String, Object> config = Codecs.map().decode(envelope.get("config"));
        List<Object> layers = new ArrayList<>((List<?>) config.get("layers"));
        Collections.reverse(layers);
        config.put("layers", layers);
        envelope.put("config", config);
        Model again = (Model) Layer.KIND.get(envelope);

        assertThat(again.layers().stream().map(Layer::name))
                .isEqualTo(model.layers().stream().map(Layer::name).toList());
    }
}
