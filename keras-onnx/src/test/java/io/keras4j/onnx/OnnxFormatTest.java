package io.keras4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.Input;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.LSTM;
import io.keras4j.layers.TextVectorization;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in exported files; that ONNX Runtime computes the same is checked by .ci/interop. */
class OnnxFormatTest {
    @TempDir
    Path folder;

    @BeforeEach
    void clear() {
        Keras.clearSession();
    }

    private OnnxFile export(Model model) throws IOException {
        Path file = folder.resolve("model.onnx");
        model.export(file.toString());
        return new OnnxFile(file);
    }

    static Collection<String> names() {
        return OnnxModels.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nodesReadWhatIsThereAndAreAllNeeded(String name) throws IOException {
        OnnxFile file = export(OnnxModels.all().get(name).get());
        Set<String> known = new HashSet<>(Set.of(""));
        Set<String> read = new HashSet<>();
        file.inputs().forEach(input -> known.add(input.replaceAll(": .*", "")));
        file.initializers()
                .forEach(tensor -> assertThat(known.add(tensor.name())).isTrue());
        for (OnnxFile.Node node : file.nodes()) {
            assertThat(known).as(node.toString()).containsAll(node.inputs());
            node.outputs().forEach(output -> assertThat(known.add(output)).isTrue());
            read.addAll(node.inputs());
        }
        file.outputs().forEach(output -> read.add(output.replaceAll(": .*", "")));
        assertThat(read)
                .containsAll(
                        file.initializers().stream().map(OnnxFile.Tensor::name).toList());
        assertThat(file.nodes()).allSatisfy(node -> assertThat(read).containsAnyElementsOf(node.outputs()));
    }

    @Test
    void statesVersionsInputsAndOutputs() throws IOException {
        OnnxFile file = export(OnnxModels.all().get("mlp").get());
        assertThat(OnnxFile.number(file.model, 1)).isEqualTo(8);
        UnknownOpset opset = new UnknownOpset(file);
        assertThat(opset.domain()).isEmpty();
        assertThat(opset.version()).isEqualTo(18);
        assertThat(file.inputs()).containsExactly("x: 1 (batch, 12)");
        assertThat(file.outputs()).containsExactly("probabilities: 1 (batch, 4)");
        assertThat(export(OnnxModels.all().get("embedding").get()).inputs())
                .allMatch(input -> input.contains(": 6 (batch, 5)"));
        assertThat(export(OnnxModels.all().get("functional").get()).outputs())
                .satisfiesExactly(
                        price -> assertThat(price).isEqualTo("price: 1 (batch, 1)"),
                        kind -> assertThat(kind).isEqualTo("kind: 1 (batch, 3)"),
                        left -> assertThat(left).isEqualTo("left_1: 1 (batch, 4)"));
    }

    private record UnknownOpset(OnnxFile file) {
        String domain() {
            return OnnxFile.text(OnnxFile.messages(file.model, 8).get(0), 1);
        }

        long version() {
            return OnnxFile.number(OnnxFile.messages(file.model, 8).get(0), 2);
        }
    }

    @Test
    void writesWeightsAsTheyAre() throws IOException {
        Model model = OnnxModels.trained(new Sequential(Input.of(3), new Dense(2)));
        OnnxFile file = export(model);
        Variable kernel = model.weights().get(0);
        OnnxFile.Tensor written = file.initializer(kernel.path());
        assertThat(written.sizes()).containsExactly(3L, 2L);
        assertThat(written.type()).isEqualTo(1);
        assertThat(written.floats())
                .hasSize(6)
                .containsExactly(boxed(kernel.array().dup('c').data().asFloat()));
        assertThat(file.nodes("MatMul").get(0).inputs()).contains(kernel.path());
    }

    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    @Test
    void transposesNeitherWeightsNorBetweenConvolutions() throws IOException {
        OnnxFile file = export(
                new Sequential(Input.of(8, 8, 3), new Conv2D(4, 3, 2).useBias(false), new Conv2D(5, 3).useBias(false)));
        assertThat(file.nodes("Conv")).hasSize(2);
        assertThat(file.nodes("Transpose").stream().map(node -> node.ints("perm")))
                .containsExactly(List.of(0L, 3L, 1L, 2L), List.of(0L, 2L, 3L, 1L));
        assertThat(file.initializers().stream().map(OnnxFile.Tensor::sizes))
                .containsExactlyInAnyOrder(List.of(4L, 3L, 3L, 2L), List.of(5L, 4L, 3L, 3L));
    }

    @Test
    void leavesTheSizeOfTheBatchOpen() throws IOException {
        OnnxFile file = export(new Sequential(Input.of(4, 5), new Flatten()));
        String sizes = file.nodes("Reshape").get(0).inputs().get(1);
        assertThat(file.initializer(sizes).longs()).containsExactly(-1L, 20L);
        assertThat(export(new Sequential(Input.of(4, 5), new LSTM(3))).nodes("Shape"))
                .hasSize(1);
    }

    @Test
    void saysRecurrentOpsWithOneNode() throws IOException {
        assertThat(export(OnnxModels.all().get("lstm").get()).nodes("LSTM")).hasSize(3);
        assertThat(export(OnnxModels.all().get("gru").get()).nodes("GRU")).hasSize(2);
    }

    // ---- Errors

    private static final class Angle extends FluentLayer<Angle> {
        @Override
        protected Tensor call(Tensor x) {
            return Ops.arctan2(x, Ops.add(x, 1));
        }
    }

    @Test
    void refusesAnOpWithoutTranslatorNamingItAndTheLayer() {
        Model model = new Sequential(Input.of(3), new Dense(2), new Angle().name("turned"));
        assertThatThrownBy(() -> export(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("turned")
                .hasMessageContaining("the op atan2 cannot be exported to ONNX");
    }

    @Test
    void refusesStringsButExportsWhatComesAfterThem() throws IOException {
        TextVectorization vectorization =
                new TextVectorization().outputSequenceLength(3).vocabulary("a", "b");
        Model model = new Sequential(Input.of().dtype("string"), vectorization, new Embedding(4, 2), new LSTM(2));
        assertThatThrownBy(() -> export(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dtype string cannot be exported");
        export(new Model(vectorization.output(), model.output()));
    }

    @Test
    void refusesSizesThatAreNotKnown() {
        Model model = new Sequential(Input.of(-1, 3).name("steps"), new LSTM(2));
        assertThatThrownBy(() -> export(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Input \"steps\"")
                .hasMessageContaining("(None, None, 3)");
    }

    private static final class Counter extends FluentLayer<Counter> {
        private Variable calls;

        @Override
        protected void build(Shape input) {
            calls = addWeight("calls", Shape.scalar(), "zeros");
        }

        @Override
        protected Tensor call(Tensor x) {
            calls.assign(Ops.add(calls.value(), 1));
            return Ops.multiply(x, calls.value());
        }
    }

    @Test
    void refusesStateThatPredictingChanges() {
        Model model = new Sequential(Input.of(3), new Counter());
        assertThatThrownBy(() -> export(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predicting changes")
                .hasMessageContaining("calls");
    }

    @Test
    void refusesOtherFormatsAndModelsThatAreNotBuilt() {
        Model model = new Sequential(Input.of(3), new Dense(2));
        assertThatThrownBy(() -> model.export("model", "tf_saved_model"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"tf_saved_model\"")
                .hasMessageContaining("[onnx]");
        assertThatThrownBy(() -> export(new Sequential(new Dense(2)))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesThePreviousFileWhereExportFails() throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "previous");
        assertThatThrownBy(() -> export(new Sequential(Input.of(3), new Angle())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).hasContent("previous");
    }
}
