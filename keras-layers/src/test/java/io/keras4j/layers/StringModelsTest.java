package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.SGD;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import io.keras4j.training.Batch;
import io.keras4j.training.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models that take strings: in training, evaluation and prediction, in every form that data have. */
class StringModelsTest {
    private static final String[] TEXTS = {
        "good film",
        "bad film",
        "very good",
        "very bad",
        "a good long film",
        "a bad long film",
        "good",
        "bad",
        "so good so good",
        "so bad"
    };
    private static final INDArray LABELS = Nd4j.createFromArray(
            IntStream.range(0, 10).mapToObj(i -> (float) (1 - i % 2)).toArray(Float[]::new));

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(5);
    }

    private static TextVectorization vectorization() {
        TextVectorization vectorization = new TextVectorization();
        vectorization.adapt(TEXTS);
        return vectorization;
    }

    private static Model compiled(Model model) {
        model.compile(new SGD(0.5), "binary_crossentropy", "accuracy");
        return model;
    }

    private static Model model(TextVectorization vectorization) {
        return compiled(new Sequential(
                Input.of().dtype("string"),
                vectorization,
                new Embedding(20, 4),
                new GlobalAveragePooling1D(),
                new Dense(1).activation("sigmoid")));
    }

    private static void assertEqual(INDArray a, INDArray b) {
        Fixtures.assertClose(a, b, 1e-6, "prediction");
    }

    /** The same model on what the texts become. */
    private static INDArray byHand(Model model, String... texts) {
        TextVectorization vectorization = (TextVectorization) model.layers().get(0);
        Tensor x = vectorization.apply(StringTensor.of(texts));
        for (var layer : model.layers().subList(1, model.layers().size())) {
            x = layer.apply(x);
        }
        return x.value();
    }

    @Test
    void learnsFromStrings() {
        Model model = model(vectorization());
        History history =
                model.fit(TEXTS, LABELS, fit -> fit.epochs(60).batchSize(4).verbose(0));

        assertThat(history.last("loss")).isLessThan(0.2);
        assertThat(model.evaluate(TEXTS, LABELS, e -> e.verbose(0)).get("accuracy"))
                .isEqualTo(1);
        assertEqual(model.predict(new String[] {"good", "a bad film"}), byHand(model, "good", "a bad film"));
    }

    @Test
    void predictsTheSameInWhateverFormStringsAre() {
        Model model = model(vectorization());
        INDArray expected = byHand(model, TEXTS);

        assertEqual(model.predict(TEXTS), expected);
        assertEqual(model.predict(Arrays.asList(TEXTS)), expected);
        assertEqual(model.predict(StringTensor.of(TEXTS)), expected);
        assertEqual(model.predict(List.of(StringTensor.of(TEXTS))), expected);
        assertEqual(model.predict(Map.of(model.inputNames().get(0), TEXTS)), expected);
        assertEqual(model.predictOnBatch(TEXTS), expected);
        String[][] column =
                Arrays.stream(TEXTS).map(text -> new String[] {text}).toArray(String[][]::new);
        assertEqual(model.predict(column), expected);
        // batch by batch texts are filled up to the longest of their batch
        INDArray batches = model.predict(TEXTS, p -> p.batchSize(3).verbose(0));
        assertEqual(batches.getRow(9).reshape(1, 1), byHand(model, TEXTS[9]));
        assertEqual(model.predict(Dataset.of(Arrays.asList(TEXTS)).batch(10)), expected);
    }

    @Test
    void trainsTheSameFromArraysAndDatasets() {
        List<Double> losses = new ArrayList<>();
        for (boolean asDataset : new boolean[] {false, true}) {
            Keras.setRandomSeed(5);
            Model model = model(vectorization());
            History history = asDataset
                    ? model.fit(
                            Dataset.fromArrays(TEXTS, LABELS).batch(4),
                            fit -> fit.epochs(3).verbose(0))
                    : model.fit(
                            TEXTS,
                            LABELS,
                            fit -> fit.epochs(3).batchSize(4).shuffle(false).verbose(0));
            losses.add(history.last("loss"));
        }
        assertThat(losses.get(1)).isCloseTo(losses.get(0), within(1e-6));
    }

    @Test
    void trainsTheSameEagerlyAndPlanned() {
        List<Double> losses = new ArrayList<>();
        for (boolean eager : new boolean[] {false, true}) {
            Keras.setRandomSeed(5);
            Model model = model(vectorization());
            model.compile(
                    c -> c.optimizer(new SGD(0.5)).loss("binary_crossentropy").runEagerly(eager));
            losses.add(
                    model.fit(TEXTS, LABELS, fit -> fit.epochs(3).shuffle(false).verbose(0))
                            .last("loss"));
        }
        assertThat(losses.get(1)).isCloseTo(losses.get(0), within(1e-5));
    }

    @Test
    void vectorizesInADataset() {
        TextVectorization vectorization = new TextVectorization().outputSequenceLength(5);
        vectorization.adapt(Dataset.of(Arrays.asList(TEXTS)).batch(3));
        assertThat(vectorization.getVocabulary()).isEqualTo(vectorization().getVocabulary());
        Model model = compiled(new Sequential(
                Input.of(5).dtype("int64"), new Embedding(20, 4), new GlobalAveragePooling1D(), new Dense(1)));
        Dataset<Sample> samples =
                Dataset.range(10).map(i -> Sample.of(vectorization.apply(TEXTS[i.intValue()]), LABELS.getFloat(i)));

        assertThat(model.fit(samples.batch(5), fit -> fit.verbose(0)).get("loss"))
                .hasSize(1);
    }

    @Test
    void takesValidationFromStrings() {
        Model model = model(vectorization());
        History split = model.fit(TEXTS, LABELS, fit -> fit.validationSplit(0.2).verbose(0));
        History given = model.fit(
                TEXTS,
                LABELS,
                fit -> fit.validationData(TEXTS, LABELS)
                        .classWeight(Map.of(0, 2.0))
                        .verbose(0));

        assertThat(split.get("val_loss")).hasSize(1);
        assertThat(given.get("val_loss")).hasSize(1);
        assertThat(model.trainOnBatch(TEXTS, LABELS)).containsKey("loss");
        assertThat(model.testOnBatch(TEXTS, LABELS)).containsKey("loss");
    }

    @Test
    void asksForNoInput() {
        Model model = compiled(new Sequential(
                vectorization(),
                new Embedding(20, 4),
                new GlobalAveragePooling1D(),
                new Dense(1).activation("sigmoid")));
        model.fit(TEXTS, LABELS, fit -> fit.verbose(0));

        assertThat(model.input().dtype()).hasToString("string");
        assertEqual(model.predict(TEXTS), byHand(model, TEXTS));
    }

    @Test
    void nestsModels() {
        Model inner = model(vectorization());
        Model outer = compiled(new Sequential(Input.of(1).dtype("string"), inner, new Dense(1).activation("sigmoid")));
        List<INDArray> before = inner.getWeights();
        outer.fit(TEXTS, LABELS, fit -> fit.epochs(2).verbose(0));

        assertThat(inner.getWeights().get(0)).isNotEqualTo(before.get(0));
        assertThat(outer.predict(TEXTS).shape()).containsExactly(10, 1);
    }

    @Test
    void mixesStringsAndNumbers() {
        Tensor text = Input.of(1).dtype("string").name("text");
        Tensor size = Input.of(2).name("size");
        Tensor code = Input.of(1).dtype("int64").name("code");
        Discretization bins = new Discretization().binBoundaries(0.0);
        Tensor bin = bins.apply(new Dense(1).kernelInitializer("ones").apply(size));
        Tensor joined = new Concatenate()
                .apply(List.of(
                        new HashedCrossing(7).outputMode("one_hot").apply(List.of(text, code)),
                        // what is crossed here depends on numbers that layers compute
                        new HashedCrossing(5).outputMode("one_hot").apply(List.of(text, bin)),
                        new Dense(3).apply(size)));
        Model model = compiled(new Model(
                Model.inputs(text, size, code),
                new Dense(1).activation("sigmoid").apply(joined)));
        INDArray sizes = Nd4j.randn(10, 2);
        INDArray codes =
                Nd4j.createFromArray(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L).reshape(10, 1);
        Map<String, Object> data = Map.of("text", TEXTS, "size", sizes, "code", codes);
        model.fit(data, LABELS, fit -> fit.epochs(2).batchSize(4).verbose(0));
        INDArray predicted = model.predict(data);
        List<Tensor> values = List.of(StringTensor.of(TEXTS), Tensor.of(sizes), Tensor.of(codes));

        assertEqual(predicted, model.apply(values).value());
        assertEqual(model.predict(List.of(TEXTS, sizes, codes)), predicted);
    }

    /** A model with a call and a training step of its own. */
    static final class Own extends Model {
        private final TextVectorization vectorization = addSublayer("vectorization", vectorization());
        private final Embedding embedding = addSublayer("embedding", new Embedding(20, 4));
        private final Dense dense = addSublayer("dense", new Dense(1).activation("sigmoid"));

        @Override
        protected Tensor call(Tensor texts) {
            return dense.apply(new GlobalAveragePooling1D().apply(embedding.apply(vectorization.apply(texts))));
        }

        @Override
        protected Map<String, Tensor> trainStep(Batch batch) {
            try (GradientTape tape = new GradientTape()) {
                List<Tensor> predictions = applyAll(batch.x(), new CallArguments().training(true));
                Tensor loss = computeLoss(batch, predictions);
                trackLoss(batch, loss);
                optimizer().apply(tape.gradient(loss, trainableWeights()), trainableWeights());
                return computeMetrics(batch, predictions);
            }
        }
    }

    @Test
    void trainsInItsOwnWay() {
        Model model = compiled(new Own());
        History history =
                model.fit(TEXTS, LABELS, fit -> fit.epochs(80).batchSize(5).verbose(0));

        assertThat(history.last("loss")).isLessThan(0.3);
        assertThat(model.predict(TEXTS).shape()).containsExactly(10, 1);
    }

    @Test
    void takesANewVocabularyAtOnce() {
        TextVectorization vectorization = new TextVectorization().outputSequenceLength(2);
        vectorization.setVocabulary(List.of("one", "two"));
        Model model = new Sequential(Input.of().dtype("string"), vectorization);
        assertThat(model.predict(new String[] {"two one"}).toLongMatrix()).isDeepEqualTo(new long[][] {{3, 2}});
        vectorization.setVocabulary(List.of("two", "one", "three"));
        assertThat(model.predict(new String[] {"two one"}).toLongMatrix()).isDeepEqualTo(new long[][] {{2, 3}});
    }

    @Test
    void isSafeFromManyThreads() {
        Model model = model(vectorization());
        INDArray expected = byHand(model, TEXTS);
        IntStream.range(0, 40).parallel().forEach(i -> assertEqual(model.predict(TEXTS), expected));
    }

    @Test
    void givesStringsBack() {
        StringLookup names = new StringLookup().vocabulary("a", "b").invert(true);

        assertThat(names.apply(Tensor.of(Nd4j.createFromArray(2L, 1L, 0L, 9L))).strings())
                .containsExactly("b", "a", "[UNK]", "[UNK]");
        Tensor numbers = Input.of(1).dtype("int64");
        Model model = new Model(numbers, names.apply(numbers));
        assertThatThrownBy(() -> model.predict(new long[][] {{1}}))
                .hasMessageContaining("a model cannot give strings")
                .hasMessageContaining("to what predict returns");
    }

    @Test
    void refusesWhatIsNoString() {
        Model model = model(vectorization());
        String message = "expects strings for 1 of its inputs";
        assertThatThrownBy(() -> model.predict(new int[] {1, 2})).hasMessageContaining(message);
        assertThatThrownBy(() -> model.predict(Nd4j.ones(3, 1))).hasMessageContaining(message);
        assertThatThrownBy(() -> model.fit(Nd4j.ones(10, 1), LABELS)).hasMessageContaining(message);
        assertThatThrownBy(() ->
                        model.fit(Dataset.fromArrays(Nd4j.ones(10, 1), LABELS).batch(5)))
                .hasStackTraceContaining(message);
        assertThatThrownBy(() -> model.evaluate(Nd4j.ones(10, 1), LABELS)).hasMessageContaining(message);
        assertThatThrownBy(() -> model.predict(new String[] {"a", null}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x: expected strings, got null");
        assertThatThrownBy(() -> model.predict(new String[][] {{"a", "b"}, {"c"}}))
                .hasMessageContaining("equal lengths");
        assertThatThrownBy(() -> model.predict(new String[0])).hasMessageContaining("empty");
        assertThatThrownBy(() -> model.predict("a text")).hasMessageContaining("single string");
        assertThatThrownBy(() -> model.fit(new String[] {"a", "b"}, LABELS))
                .hasMessageContaining("same number of samples");
        Model numeric = compiled(new Sequential(Input.of(1), new Dense(1)));
        assertThatThrownBy(() -> numeric.predict(TEXTS)).hasMessageContaining("expects strings for 0 of its inputs");
        assertThatThrownBy(() -> new Dense(1).apply(StringTensor.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.of(Nd4j.ones(2)).strings()).hasMessageContaining("holds no strings");
        assertThatThrownBy(() -> StringTensor.of(new String[] {"a"}, Shape.of(2)))
                .hasMessageContaining("do not fit");
    }
}
