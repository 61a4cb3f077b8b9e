package io.keras4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What cannot work is refused before anything is trained, by an error that says what was expected and what received. */
class BadInputTest {
    private final INDArray x = Nd4j.ones(10, 4);
    private final INDArray labels = Nd4j.createFromArray(0, 1, 2, 0, 1, 2, 0, 1, 2, 0);
    private final Model model = classifier("sparse_categorical_crossentropy");

    private static Model classifier(String loss) {
        Model model = new Sequential(
                        Input.of(4).name("measures"),
                        new Dense(5).activation("relu").name("hidden"),
                        new Dense(3).activation("softmax").name("kind"))
                .name("flowers");
        model.compile("adam", loss, "accuracy");
        return model;
    }

    /** Asserts the error, and that no weight has changed. */
    private void refuses(Model refusing, ThrowingCallable call, Class<? extends Exception> type, String... parts) {
        List<INDArray> before = refusing.isBuilt() ? refusing.getWeights() : List.of();
        var error = assertThatThrownBy(call).isInstanceOf(type);
        for (String part : parts) {
            error.hasMessageContaining(part);
        }
        if (refusing.isBuilt() && !before.isEmpty()) {
            assertThat(refusing.getWeights()).isEqualTo(before);
        }
    }

    private void refuses(ThrowingCallable call, String... parts) {
        refuses(model, call, IllegalArgumentException.class, parts);
    }

    private void refusesOption(Consumer<FitOptions> option, String... parts) {
        refuses(() -> model.fit(x, labels, option), parts);
    }

    @Test
    void wrongInputShape() {
        String[] expected = {"\"flowers\"", "\"measures\"", "(None, 4)", "(10, 5)"};
        refuses(() -> model.fit(Nd4j.ones(10, 5), labels), expected);
        refuses(() -> model.evaluate(Nd4j.ones(10, 5), labels), expected);
        refuses(() -> model.predict(Nd4j.ones(10, 5)), expected);
        refuses(() -> model.predict(Nd4j.ones(100, 5)), "\"measures\"", "(None, 4)");
        refuses(() -> model.fit(Nd4j.ones(10, 2, 4), labels), "(None, 4)", "(10, 2, 4)");
        refuses(() -> model.trainOnBatch(Nd4j.ones(10, 5), labels), expected);
    }

    @Test
    void wrongInputShapeOfAModelThatIsBuiltByIt() {
        Model late = new Sequential(new Dense(3).name("first"));
        late.compile("sgd", "mse");
        late.fit(x, Nd4j.ones(10, 3));
        refuses(late, () -> late.predict(Nd4j.ones(10, 6)), IllegalArgumentException.class, "(None, 4)", "(10, 6)");
    }

    @Test
    void severalInputsForOne() {
        refuses(() -> model.fit(List.of(x, x), labels), "\"flowers\" expects 1 input, got 2");
        refuses(() -> model.fit(Map.of("other", x), labels), "x", "[measures]", "[other]");
    }

    @Test
    void numbersOfSamplesThatDiffer() {
        refuses(() -> model.fit(x, Nd4j.createFromArray(0, 1)), "x has 10", "y has 2");
        refusesOption(fit -> fit.sampleWeight(new float[3]), "x has 10", "sampleWeight has 3");
        refusesOption(fit -> fit.validationData(x, new int[4]), "x has 10", "y has 4");
    }

    @Test
    void labelsOutOfRange() {
        INDArray bad = labels.dup();
        bad.putScalar(7, 3);
        refuses(() -> model.fit(x, bad), "y", "sparse_categorical_crossentropy", "from 0 to 2", "3.0");
        refuses(() -> model.evaluate(x, bad), "from 0 to 2", "3.0");
        refuses(() -> model.trainOnBatch(x, bad), "from 0 to 2");
        bad.putScalar(7, -1);
        refuses(() -> model.fit(x, bad), "-1.0");
        refuses(() -> model.fit(x, labels, fit -> fit.validationData(x, bad)), "-1.0");
        refuses(() -> model.fit(x, labels.castTo(DataType.FLOAT).add(0.5)), "0.5");
    }

    @Test
    void labelsOfTheWrongShape() {
        refuses(() -> model.fit(x, Nd4j.ones(10, 3)), "sparse_categorical_crossentropy", "(10, 3)");
        Model categorical = classifier("categorical_crossentropy");
        refuses(
                categorical,
                () -> categorical.fit(x, labels),
                IllegalArgumentException.class,
                "categorical_crossentropy",
                "(10, 3)",
                "(10,)");
        refuses(
                categorical,
                () -> categorical.fit(x, Nd4j.ones(10, 4)),
                IllegalArgumentException.class,
                "(10, 3)",
                "(10, 4)");
        Model binary = new Sequential(Input.of(4), new Dense(1).activation("sigmoid"));
        binary.compile("adam", "binary_crossentropy");
        refuses(
                binary,
                () -> binary.fit(x, Nd4j.ones(10, 2)),
                IllegalArgumentException.class,
                "binary_crossentropy",
                "(10, 1)",
                "(10, 2)");
        refuses(
                binary,
                () -> binary.fit(x, labels),
                IllegalArgumentException.class,
                "binary_crossentropy",
                "from 0 to 1",
                "2.0");
    }

    @Test
    void labelsThatAreNotNumbers() {
        INDArray bad = Nd4j.ones(10, 3);
        bad.putScalar(4, 1, Double.NaN);
        Model regression = classifier("mse");
        refuses(regression, () -> regression.fit(x, bad), IllegalArgumentException.class, "mean_squared_error", "NaN");
    }

    @Test
    void noData() {
        refuses(() -> model.fit(Nd4j.empty(DataType.FLOAT), labels), "x");
        refuses(() -> model.fit(new float[0][4], new int[0]), "x is empty");
        refuses(() -> model.fit(null, labels), "x is null");
        refuses(() -> model.predict(new float[0][4]), "x is empty");
        refuses(() -> model.fit(x, null), "y is null");
    }

    @Test
    void whatIsNoArray() {
        refuses(() -> model.fit("iris.csv", labels), "x", "single string");
        assertThatThrownBy(() -> model.fit("a b c d e f g h i j".split(" "), labels))
                .hasMessageContaining("\"flowers\" expects strings for 0 of its inputs [measures]");
        refuses(() -> model.fit(new char[10], labels), "x", "INDArray", "char[]");
        refuses(() -> model.fit(new float[][] {{1, 2, 3, 4}, {1, 2}}, new int[] {0, 1}), "x", "4 and 2");
        refuses(() -> model.fit(Nd4j.scalar(1f), labels), "x", "single number");
    }

    @Test
    void unknownNames() {
        refuses(() -> model.compile("adm", "mse"), "optimizer \"adm\"", "\"adam\"");
        refuses(() -> model.compile("adam", "mean_sqared_error"), "loss", "\"mean_squared_error\"");
        refuses(() -> model.compile("adam", "mse", "acuracy"), "metric \"acuracy\"", "nearest known");
        refuses(() -> new Dense(3).activation("rellu"), "activation", "\"relu\"");
        // and what was compiled before is still there
        assertThat(model.fit(x, labels, fit -> fit.verbose(0)).history()).containsKey("accuracy");
    }

    @Test
    void fitBeforeCompile() {
        Model fresh = new Sequential(Input.of(4), new Dense(3));
        refuses(
                fresh,
                () -> fresh.fit(x, labels),
                IllegalStateException.class,
                "must be compiled before fit",
                "compile");
        refuses(fresh, () -> fresh.evaluate(x, labels), IllegalStateException.class, "before evaluate");
        refuses(fresh, () -> fresh.trainOnBatch(x, labels), IllegalStateException.class, "before trainOnBatch");
        assertThat(fresh.predict(x).shape()).containsExactly(10, 3);
    }

    @Test
    void noLoss() {
        Model lossless = new Sequential(Input.of(4), new Dense(3));
        lossless.compile(c -> c.optimizer("sgd"));
        refuses(lossless, () -> lossless.fit(x, labels), IllegalStateException.class, "no loss to compute");
    }

    @Test
    void impossibleOptions() {
        refusesOption(fit -> fit.batchSize(0), "batchSize", "positive", "0");
        refusesOption(fit -> fit.epochs(-1), "epochs", "-1");
        refusesOption(fit -> fit.initialEpoch(-2), "initialEpoch", "-2");
        refusesOption(fit -> fit.verbose(3), "verbose", "3");
        refusesOption(fit -> fit.verbose("loud"), "verbose", "loud");
        refusesOption(fit -> fit.validationSplit(1), "validationSplit", "1.0");
        refusesOption(fit -> fit.validationSplit(-0.1), "validationSplit", "-0.1");
        refusesOption(fit -> fit.validationSplit(0.95), "validationSplit", "10 samples");
        refusesOption(fit -> fit.stepsPerEpoch(0), "stepsPerEpoch", "0");
        refusesOption(
                fit -> fit.classWeight(Map.of(1, 2.0)).sampleWeight(new float[10]), "classWeight", "sampleWeight");
        refuses(() -> model.compile(c -> c.stepsPerExecution(0)), "stepsPerExecution");
    }

    @Test
    void changingABuiltLayer() {
        Dense dense = (Dense) model.getLayer("hidden");
        refuses(model, () -> dense.activation("tanh"), IllegalStateException.class, "hidden", "activation", "built");
        refuses(model, () -> dense.name("other"), IllegalStateException.class, "hidden", "name");
        Adam adam = new Adam();
        model.compile(adam, "mse");
        model.fit(x, Nd4j.ones(10, 3));
        refuses(model, () -> adam.beta1(0.5), IllegalStateException.class, "beta_1");
    }

    @Test
    void lossesAndMetricsOfOutputsThatAreNotThere() {
        Tensor in = Input.of(4).name("in");
        Model two = new Model(
                List.of(in),
                List.of(new Dense(1).name("a").apply(in), new Dense(1).name("b").apply(in)));
        INDArray y = Nd4j.ones(10, 1);
        Class<IllegalArgumentException> type = IllegalArgumentException.class;

        two.compile(c -> c.loss(Map.of("a", "mse", "c", "mse")));
        refuses(two, () -> two.fit(x, List.of(y, y)), type, "loss", "[a, b]", "c");
        two.compile(c -> c.loss(List.of("mse")));
        refuses(two, () -> two.fit(x, List.of(y, y)), type, "loss", "[a, b]", "1");
        two.compile(c -> c.loss("mse").lossWeights(1, 2, 3));
        refuses(two, () -> two.fit(x, List.of(y, y)), type, "lossWeights");
        two.compile("sgd", "mse", "mae");
        refuses(two, () -> two.fit(x, List.of(y, y)), type, "metrics", "[a, b]", "1");
        two.compile("sgd", "mse");
        refuses(two, () -> two.fit(x, y), type, "y", "[a, b]", "1 array");
        refuses(two, () -> two.fit(x, Map.of("a", y)), type, "y", "[a, b]", "[a]");
        refuses(two, () -> two.predict(x), IllegalStateException.class, "2 outputs", "predictAll");
    }

    @Test
    void graphsThatDoNotConnect() {
        Tensor a = Input.of(2).name("a");
        Tensor b = Input.of(2).name("b");
        refuses(() -> new Model(a, new Dense(1).name("far").apply(b)), "disconnected", "b");
        refuses(() -> new Model(List.of(), a), "inputs", "empty");
        refuses(() -> new Model(a, Tensor.of(Nd4j.ones(1))), "outputs", "Input");
        Tensor h = new Dense(2).name("same").apply(a);
        refuses(() -> new Model(a, new Dense(2).name("same").apply(h)), "\"same\"", "unique");
        refuses(() -> new Sequential(new Dense(2).name("x"), new Dropout(0.1).name("x")), "\"x\"", "unique");
        refuses(() -> new Sequential(new Dense(2), Input.of(2)), "Input must be the first");
        refuses(() -> model.getLayer("hiden"), "hiden", "hidden, kind");
        refuses(() -> model.getLayer(7), "2 layers", "7");
    }
}
