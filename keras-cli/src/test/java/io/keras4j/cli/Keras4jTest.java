package io.keras4j.cli;

import static io.keras4j.models.Model.inputs;
import static io.keras4j.models.Model.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.datasets.Npy;
import io.keras4j.datasets.Npz;
import io.keras4j.engine.Input;
import io.keras4j.layers.Add;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The program as it is called, on files. */
class Keras4jTest {
    @TempDir
    Path folder;

    private final Model model = new Sequential(
                    Input.of(3), new Dense(4).activation("relu").name("hidden"), new Dense(2).name("out"))
            .name("small");
    private final INDArray x = Nd4j.linspace(-1, 1, 15).castTo(DataType.FLOAT).reshape(5, 3);
    private Path file;

    @BeforeEach
    void save() {
        file = folder.resolve("small.keras");
        model.compile("adam", "mse");
        model.save(file.toString());
    }

    private Model two() {
        Tensor left = Input.of(3).name("left");
        Tensor right = Input.of(3).name("right");
        Tensor both = new Add().apply(new Dense(3).apply(left), right);
        return new Model(inputs(left, right), outputs(both, new Dense(1).apply(both)));
    }

    // ---- The program

    @Test
    void helpsAndTellsItsVersion() {
        Program help = Program.run("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("summary", "convert", "predict", "verify", "plot", "generate-completion");
        assertThat(help.err()).isEmpty();
        for (String command : List.of("summary", "convert", "predict", "verify", "plot")) {
            Program commandHelp = Program.run(command, "--help");
            assertThat(commandHelp.status()).isZero();
            assertThat(commandHelp.out()).contains("Usage: keras4j " + command).contains("--stacktrace");
        }
        assertThat(Program.run("--version").out()).matches("keras4j \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void refusesWrongCallsWithStatus2AndAHint() {
        for (Program wrong : List.of(
                Program.run(),
                Program.run("sumary", file),
                Program.run("summary"),
                Program.run("summary", file, "--wide"),
                Program.run("predict", file),
                Program.run("predict", file, "-i", "x.npy", "-o", "y.npy", "--batch-size", "many"),
                Program.run("convert", file),
                Program.run("convert", file, folder.resolve("small.zip")),
                Program.run("verify", "--tolerance", "x", file))) {
            assertThat(wrong.status()).as(wrong.toString()).isEqualTo(2);
            assertThat(wrong.out()).isEmpty();
            assertThat(wrong.err())
                    .startsWith("keras4j")
                    .contains("Try 'keras4j")
                    .hasLineCount(2);
        }
        assertThat(Program.run("convert", file, "small.zip").err())
                .contains("must end with one of .weights.h5, .keras, .h5, .onnx, .json, got small.zip");
    }

    @Test
    void tellsFailuresInOneLineWithStatus1() throws IOException {
        Path text = Files.writeString(folder.resolve("text.keras"), "no model");
        for (String command : List.of("summary", "verify")) {
            Program missing = Program.run(command, folder.resolve("none.keras"));
            assertThat(missing.status()).isEqualTo(1);
            assertThat(missing.out() + missing.err()).contains("none.keras").hasLineCount(1);
        }
        Program damaged = Program.run("summary", text);
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.err())
                .startsWith("keras4j summary: Cannot read " + text)
                .hasLineCount(1);
        assertThat(Program.run("summary", "--stacktrace", text).err()).contains("\tat io.keras4j.");
    }

    @Test
    void generatesCompletionForShells() {
        assertThat(Program.run("generate-completion").out()).contains("complete -F _complete_keras4j");
    }

    // ---- summary

    @Test
    void summaryPrintsTheTable() {
        Program summary = Program.run("summary", file);
        assertThat(summary.status()).isZero();
        assertThat(summary.out()).contains("Model: \"small\"", "hidden (Dense)", "(None, 4)", "Trainable params: 26");
        assertThat(Program.run("summary", "--show-trainable", "--line-length", "100", file)
                        .out())
                .contains("Trainable");
    }

    // ---- plot

    @Test
    void plotDrawsTheModel() throws IOException {
        Path withShapes = folder.resolve("shapes.png");
        Path without = folder.resolve("plain.png");

        assertThat(Program.run("plot", file, withShapes)).isEqualTo(new Program(0, "", ""));
        assertThat(Program.run("plot", "--no-shapes", file, without)).isEqualTo(new Program(0, "", ""));

        assertThat(ImageIO.read(withShapes.toFile()).getHeight())
                .isGreaterThan(ImageIO.read(without.toFile()).getHeight());
        Path dot = folder.resolve("model.dot");
        assertThat(Program.run("plot", "--expand-nested", file, dot)).isEqualTo(new Program(0, "", ""));
        assertThat(dot).content().startsWith("digraph G {").contains("Output shape");
        Program wrong = Program.run("plot", file, folder.resolve("model.svg"));
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("must end with .png or .dot, got model.svg");
    }

    // ---- convert

    @Test
    void convertWritesTheFormatOfTheName() {
        Path keras = folder.resolve("again.keras");
        Path weights = folder.resolve("small.weights.h5");
        Path json = folder.resolve("small.json");
        Path onnx = folder.resolve("small.onnx");
        Path h5 = folder.resolve("small.h5");
        for (Path target : List.of(keras, weights, json, onnx, h5)) {
            assertThat(Program.run("convert", file, target)).isEqualTo(new Program(0, "", ""));
        }
        Model again = Model.load(keras.toString());
        assertThat(again.predict(x)).isEqualTo(model.predict(x));
        assertThat(again.isCompiled()).isTrue();
        again.weights().forEach(weight -> weight.array().assign(0));
        again.loadWeights(weights.toString());
        assertThat(again.predict(x)).isEqualTo(model.predict(x));
        assertThat(Model.load(h5.toString()).predict(x)).isEqualTo(model.predict(x));
        assertThat(onnx).binaryContent().startsWith(8, 8, 18, 7, 'k', 'e', 'r', 'a', 's', '4', 'j');
        assertThat(json).content().startsWith("{").contains("\"class_name\": \"Sequential\"", "\"hidden\"");
    }

    @Test
    void convertLeavesOutCompilationWhereAskedTo() {
        Path target = folder.resolve("plain.keras");
        assertThat(Program.run("convert", "--no-compile", file, target).status())
                .isZero();
        assertThat(Model.load(target.toString()).isCompiled()).isFalse();
    }

    // ---- predict

    @Test
    void predictWritesTheOutputs() throws IOException {
        Path input = folder.resolve("x.npy");
        Npy.save(input, x);
        Path npz = folder.resolve("y.npz");
        Path npy = folder.resolve("y.npy");
        assertThat(Program.run("predict", file, "--input", input, "--output", npz))
                .isEqualTo(new Program(0, "", ""));
        assertThat(Program.run("predict", file, "-i", input, "-o", npy, "--batch-size", 2)
                        .status())
                .isZero();
        assertThat(Npz.load(npz)).isEqualTo(Map.of("out0", model.predict(x)));
        assertThat(Npy.load(npy).equalsWithEps(model.predict(x), 1e-6)).isTrue();
    }

    @Test
    void predictTakesInputsByNameOrInTheirOrder() throws IOException {
        Model two = two();
        two.save(file.toString());
        INDArray other = x.mul(3);
        List<INDArray> expected = two.predictAll(List.of(x, other));
        Path input = folder.resolve("x.npz");
        Path output = folder.resolve("y.npz");

        Npz.save(input, ordered("right", other, "left", x));
        assertThat(Program.run("predict", file, "-i", input, "-o", output).status())
                .isZero();
        assertThat(Npz.load(output)).isEqualTo(Map.of("out0", expected.get(0), "out1", expected.get(1)));

        Npz.save(input, ordered("b", x, "a", other));
        assertThat(Program.run("predict", file, "-i", input, "-o", output).status())
                .isZero();
        assertThat(Npz.load(output)).isEqualTo(Map.of("out0", expected.get(0), "out1", expected.get(1)));

        Npz.save(input, ordered("left", x, "a", other));
        assertThat(Program.run("predict", file, "-i", input, "-o", output).err())
                .contains("expected a map with the keys [left, right], got the keys [a, left]");
        assertThat(Program.run("predict", file, "-i", input, "-o", folder.resolve("y.npy"))
                        .err())
                .contains("y.npy can hold one array, the model has 2 outputs");
    }

    private static Map<String, INDArray> ordered(String first, INDArray a, String second, INDArray b) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put(first, a);
        arrays.put(second, b);
        return arrays;
    }

    // ---- verify

    private Path reference(Path model, INDArray in, INDArray out) throws IOException {
        Path reference = Path.of(model + ".ref.npz");
        Npz.save(reference, ordered("in0", in, "out0", out));
        return reference;
    }

    @Test
    void verifyComparesWithTheReference() throws IOException {
        INDArray y = model.predict(x);
        Path reference = reference(file, x, y);
        Program same = Program.run("verify", file, reference);
        assertThat(same.status()).isZero();
        assertThat(same.out()).matches("ok {6}\\S+small.keras  absolute 0.00e\\+00  relative 0.00e\\+00\\R");

        INDArray off = y.dup();
        double largest = y.amaxNumber().doubleValue();
        off.putScalar(0, 0, y.getDouble(0, 0) + (y.getDouble(0, 0) > 0 ? -0.01 : 0.01) * largest);
        reference(file, x, off);
        Program different = Program.run("verify", file, reference);
        assertThat(different.status()).isEqualTo(1);
        assertThat(different.out()).startsWith("FAILED").contains("above 1.0E-5");
        assertThat(Program.run("verify", "--tolerance", "0.02", file, reference).status())
                .isZero();
    }

    @Test
    void verifyFailsOnNanAndOnOtherShapes() throws IOException {
        INDArray y = model.predict(x);
        INDArray nan = y.dup();
        nan.putScalar(0, 0, Double.NaN);
        Path reference = reference(file, x, nan);
        assertThat(Program.run("verify", file, reference).out())
                .startsWith("FAILED")
                .contains("absolute Infinity");
        reference(file, x, y.reshape(2, 5));
        assertThat(Program.run("verify", file, reference).out())
                .contains("output 0 has the shape (5, 2), in the reference (2, 5)");
        Npz.save(reference, Map.of("x", x));
        assertThat(Program.run("verify", file, reference).out())
                .contains("should hold the arrays in0, in1, ... and out0, out1, ..., it holds [x]");
    }

    @Test
    void verifyLooksAtAllFilesOfFoldersWhateverIsWrongWithOne() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Path damaged = Files.writeString(inner.resolve("damaged.keras"), "no model");
        Path good = inner.resolve("good.keras");
        model.save(good.toString());
        model.save(inner.resolve("without-reference.keras").toString());
        reference(damaged, x, model.predict(x));
        reference(good, x, model.predict(x));
        reference(inner.resolve("missing.keras"), x, model.predict(x));
        Program all = Program.run("verify", folder);
        assertThat(all.status()).isEqualTo(1);
        assertThat(all.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("FAILED").contains("Cannot read " + damaged),
                        line -> assertThat(line).startsWith("ok").contains("good.keras"),
                        line -> assertThat(line).startsWith("FAILED").contains("There is no file", "missing.keras"),
                        line -> assertThat(line).isEqualTo("1 of 3 agree, 2 failed"));
        assertThat(Program.run("verify", good).status()).isZero();
        assertThat(Program.run("verify", Files.createDirectories(folder.resolve("empty")))
                        .err())
                .contains("There is no reference FILE.ref.npz in");
    }

    // ---- JSON, and classes that are not known

    @Test
    void convertsArchitecturesWithWeightsBesideThem() throws IOException {
        Path json = folder.resolve("small.json");
        Path weights = folder.resolve("small.weights.h5");
        Path again = folder.resolve("again.keras");
        assertThat(Program.run("convert", file, json).status()).isZero();
        assertThat(Program.run("convert", file, weights).status()).isZero();

        assertThat(Program.run("summary", json).out())
                .isEqualTo(Program.run("summary", json).out())
                .contains("hidden");
        assertThat(Program.run("convert", json, again, "--weights", weights).status())
                .isZero();
        assertThat(Model.load(again.toString()).getWeights()).isEqualTo(model.getWeights());
        Program without = Program.run("convert", json, again);
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("small.json holds no weights");
        assertThat(Program.run("convert", json, folder.resolve("copy.json")).status())
                .isZero();
        assertThat(Files.readString(folder.resolve("copy.json"))).isEqualTo(Files.readString(json));
    }

    @Test
    void convertsWithWeightsByName() {
        Model other = new Sequential(Input.of(3), new Dense(4).name("hidden"), new Dense(5).name("head"));
        other.saveWeights(folder.resolve("other.h5").toString());
        Path again = folder.resolve("again.keras");
        assertThat(Program.run("convert", file, again, "--weights", folder.resolve("other.h5"), "--by-name")
                        .status())
                .isZero();

        Model found = Model.load(again.toString());
        assertThat(found.getLayer("hidden").getWeights())
                .isEqualTo(other.getLayer("hidden").getWeights());
        assertThat(found.getLayer("out").getWeights())
                .isEqualTo(model.getLayer("out").getWeights());
    }

    @Test
    void summarizesWhatIsKnownOfAFileWithClassesThatAreNot() throws IOException {
        Path legacy = folder.resolve("small.h5");
        model.save(legacy.toString());
        String bytes = Files.readString(legacy, StandardCharsets.ISO_8859_1);
        Files.writeString(
                legacy,
                bytes.replaceFirst("\"class_name\": \"Dense\"", "\"class_name\": \"Thick\""),
                StandardCharsets.ISO_8859_1);
        Program summary = Program.run("summary", legacy);

        assertThat(summary.err()).isEmpty();
        assertThat(summary.status()).isZero();
        assertThat(summary.out())
                .contains("hidden (Thick, not known)", "out (Dense)", "(3, 4), (4,)", "(4, 2), (2,)", "Not known here:")
                .contains("Thick with config {\"name\": \"hidden\"");
    }
}
