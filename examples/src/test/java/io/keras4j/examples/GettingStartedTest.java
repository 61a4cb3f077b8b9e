package io.keras4j.examples;

import static io.keras4j.models.Model.inputs;
import static io.keras4j.models.Model.outputs;
import static io.keras4j.preprocessing.Preprocessing.imageDatasetFromDirectory;
import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.datasets.Iris;
import io.keras4j.datasets.Table;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.initializers.HeNormal;
import io.keras4j.layers.CategoryEncoding;
import io.keras4j.layers.Concatenate;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Discretization;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.layers.LSTM;
import io.keras4j.layers.RandomFlip;
import io.keras4j.layers.RandomRotation;
import io.keras4j.layers.RandomZoom;
import io.keras4j.layers.Rescaling;
import io.keras4j.layers.StringLookup;
import io.keras4j.layers.TextVectorization;
import io.keras4j.losses.MeanSquaredError;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.optimizers.Adam;
import io.keras4j.optimizers.SGD;
import io.keras4j.preprocessing.DirectoryDataset;
import io.keras4j.preprocessing.ImageDataGenerator;
import io.keras4j.preprocessing.Preprocessing;
import io.keras4j.preprocessing.StandardScaler;
import io.keras4j.regularizers.L2;
import io.keras4j.tensor.Tensor;
import io.keras4j.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The programs of docs/getting-started.md: {@link DocumentationTest} checks that what the guide shows is here, this that it works. */
class GettingStartedTest {
    private static final int SAMPLES = 64;

    @Test
    void trainsAndUsesAModel() {
        Keras.setRandomSeed(0);
        Table iris = Iris.load();
        var split = trainTestSplit(iris.x(), iris.y(), s -> s.stratify(iris.y()).seed(1));
        var scaler = new StandardScaler();
        INDArray trainX = scaler.fitTransform(split.trainX());
        INDArray testX = scaler.transform(split.testX());

        var model = new Sequential(Input.of(4), new Dense(16).activation("relu"), new Dense(3).activation("softmax"));
        model.compile(new Adam(0.01), "sparse_categorical_crossentropy", "accuracy");

        History history = model.fit(
                trainX,
                split.trainY(),
                fit -> fit.epochs(30).batchSize(16).validationSplit(0.1).verbose(2));
        Map<String, Double> scores = model.evaluate(testX, split.testY());
        INDArray probabilities = model.predict(testX);

        assertThat(history.get("val_loss")).hasSize(30);
        assertThat(scores.get("accuracy")).isGreaterThan(0.8);
        assertThat(probabilities.shape()).containsExactly(38, 3);
    }

    @Test
    void startsWithStrings() {
        Keras.setRandomSeed(0);
        String[] reviews = {"a wonderful film", "wonderful", "a dull film", "dull and long", "so wonderful", "so dull"};
        int[] likes = {1, 1, 0, 0, 1, 0};

        var vectorization = new TextVectorization().maxTokens(1000).outputSequenceLength(8);
        vectorization.adapt(reviews);

        var model = new Sequential(
                Input.of().dtype("string"),
                vectorization,
                new Embedding(1000, 16).maskZero(true),
                new LSTM(16),
                new Dense(1).activation("sigmoid"));
        model.compile("adam", "binary_crossentropy", "accuracy");
        model.fit(reviews, likes, fit -> fit.epochs(20));
        model.predict(new String[] {"a wonderful film"});

        assertThat(model.evaluate(reviews, likes).get("accuracy")).isGreaterThan(0.6);
    }

    @Test
    void encodesCategories() {
        StringLookup colours = new StringLookup().vocabulary("red", "green", "blue");
        INDArray numbers = colours.apply("green", "black");
        INDArray vectors = new CategoryEncoding(4).outputMode("one_hot").apply(numbers);

        Discretization ages = new Discretization().numBins(3);
        ages.adapt(Nd4j.createFromArray(21f, 35f, 40f, 58f, 63f));
        INDArray bins = ages.apply(Nd4j.createFromArray(18f, 70f));

        assertThat(numbers.toLongVector()).containsExactly(2, 0);
        assertThat(vectors.toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 0, 1, 0}, {1, 0, 0, 0}});
        assertThat(bins.toIntVector()).containsExactly(0, 2);
    }

    @Test
    void takesJavaArrays() {
        float[][] x = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
        int[] y = {0, 1, 1, 0};

        var xor = new Sequential(Input.of(2), new Dense(8).activation("tanh"), new Dense(1).activation("sigmoid"));
        xor.compile(new Adam(0.1), "binary_crossentropy", "accuracy");
        xor.fit(x, y, fit -> fit.epochs(200).verbose(0));
        float[][] probabilities = xor.predict(x).toFloatMatrix();

        assertThat(probabilities[1][0]).isGreaterThan(0.5f);
        assertThat(probabilities[3][0]).isLessThan(0.5f);
    }

    @Test
    void describesModelsWithSeveralInputsAndOutputs() {
        Tensor image = Input.of(64).name("image");
        Tensor text = Input.of(16).name("text");
        Tensor features =
                new Concatenate().apply(new Dense(32).activation("relu").apply(image), text);
        Tensor price = new Dense(1).name("price").apply(features);
        Tensor kind = new Dense(3).activation("softmax").name("kind").apply(features);
        var model = new Model(inputs(image, text), outputs(price, kind));

        model.compile(c -> c.optimizer("adam")
                .loss(Map.of("price", "mse", "kind", "sparse_categorical_crossentropy"))
                .lossWeights(Map.of("price", 0.5, "kind", 1.0))
                .metrics(Map.of("kind", "accuracy")));

        INDArray images = Nd4j.rand(SAMPLES, 64);
        INDArray texts = Nd4j.rand(SAMPLES, 16);
        INDArray prices = Nd4j.rand(SAMPLES, 1);
        INDArray kinds = Nd4j.zeros(SAMPLES);
        History history = model.fit(List.of(images, texts), List.of(prices, kinds), fit -> fit.verbose(0));
        model.fit(
                Map.of("image", images, "text", texts), Map.of("price", prices, "kind", kinds), fit -> fit.verbose(0));
        List<INDArray> predictions = model.predictAll(List.of(images, texts));

        assertThat(history.history()).containsKeys("loss", "price_loss", "kind_loss", "kind_accuracy");
        assertThat(predictions).hasSize(2);
    }

    @Test
    void cutsModelsOutOfModels() {
        Tensor x = Input.of(784);
        Tensor code = new Dense(32).activation("relu").name("code").apply(x);
        var autoencoder = new Model(x, new Dense(784).activation("sigmoid").apply(code));
        var encoder = new Model(x, code);
        var same = new Model(autoencoder.inputs(), autoencoder.getLayer("code").output());

        INDArray images = Nd4j.rand(3, 784);
        assertThat(same.predict(images)).isEqualTo(encoder.predict(images));
    }

    @Test
    void takesNamesAndObjects() {
        var plain = new Dense(64).kernelInitializer("he_normal").kernelRegularizer("l2");
        var detailed = new Dense(64).kernelInitializer(new HeNormal().seed(7)).kernelRegularizer(new L2(1e-4));

        var model = new Sequential(Input.of(8), plain, detailed);
        model.compile(new SGD(0.01).momentum(0.9).nesterov(true), new MeanSquaredError(), "mae");
        assertThat(model.countParams()).isEqualTo(8 * 64 + 64 + 64 * 64 + 64);
    }

    @Test
    void callsCallbacks() {
        var model = new Sequential(Input.of(4), new Dense(1).activation("sigmoid"));
        model.compile("adam", "binary_crossentropy", "accuracy");
        History history = model.fit(
                Nd4j.rand(SAMPLES, 4),
                Nd4j.zeros(SAMPLES, 1),
                fit -> fit.epochs(500).callbacks(new StopAtAccuracy(0.9)).verbose(0));
        assertThat(history.get("accuracy").size()).isLessThan(500);
    }

    @Test
    void takesLayersOfOnesOwn() {
        Layer.KIND.register("my_package", Scale.class, Scale::new);

        var model = new Sequential(Input.of(3), new Scale().start(2).name("twice"));
        INDArray y = model.predict(new float[][] {{1, 2, 3}});

        assertThat(y.toFloatVector()).containsExactly(2, 4, 6);
        assertThat(model.countParams()).isEqualTo(3);
    }

    @Test
    void takesTrainingStepsOfOnesOwn() {
        var model = new Residual();
        model.compile("adam", "mse");
        History history = model.fit(
                Nd4j.rand(SAMPLES, 8),
                Nd4j.zeros(SAMPLES, 1),
                fit -> fit.epochs(20).verbose(0));
        assertThat(history.last("loss")).isLessThan(history.get("loss").get(0));
    }

    @Test
    void trainsInALoopOfOnesOwn() {
        INDArray features = Nd4j.rand(SAMPLES, 8);
        INDArray targets = features.sum(true, 1);
        var model = new Sequential(Input.of(8), new Dense(16).activation("relu"), new Dense(1));
        var optimizer = new Adam(0.01);
        var mse = new MeanSquaredError();

        Tensor x = Tensor.of(features);
        Tensor y = Tensor.of(targets);
        Tensor loss = null;
        for (int step = 0; step < 100; step++) {
            try (var tape = new GradientTape()) {
                loss = mse.apply(y, model.apply(x, true));
                List<Tensor> gradients = tape.gradient(loss, model.trainableWeights());
                optimizer.apply(gradients, model.trainableWeights());
            }
        }
        assertThat(loss.value().getDouble(0)).isLessThan(1);
    }

    @Test
    void computesEagerly() {
        Tensor x = Tensor.of(Nd4j.createFromArray(1f, 2f, 3f));
        try (var tape = new GradientTape()) {
            Tensor y = Ops.sum(Ops.square(x));
            Tensor gradient = tape.gradientOf(y, List.of(x)).get(0);
            System.out.println(gradient.value()); // [2, 4, 6]

            assertThat(gradient.value().toFloatVector()).containsExactly(2, 4, 6);
        }

        var dropout = new Dropout(0.5);
        Tensor kept = dropout.apply(x);
        Tensor dropped = dropout.apply(x, true);

        assertThat(kept.value().sumNumber().doubleValue()).isCloseTo(6, within(1e-6));
        assertThat(dropped.value()).isNotEqualTo(x.value());
    }

    @Test
    void learnsFromFoldersOfImages(@TempDir Path folder) throws IOException {
        for (String name : List.of("dark", "light")) {
            Path directory = Files.createDirectory(folder.resolve(name));
            for (int i = 0; i < 20; i++) {
                INDArray image = Nd4j.rand(10, 12, 3).mul(120).add(name.equals("dark") ? 0 : 120);
                Preprocessing.saveImg(directory.resolve(i + ".png"), image, null, null, false);
            }
        }
        Keras.setRandomSeed(0);
        DirectoryDataset train = imageDatasetFromDirectory(
                folder,
                images -> images.imageSize(32, 32)
                        .batchSize(8)
                        .validationSplit(0.2)
                        .subset("training")
                        .seed(1));
        DirectoryDataset validation = imageDatasetFromDirectory(
                folder,
                images -> images.imageSize(32, 32)
                        .batchSize(8)
                        .validationSplit(0.2)
                        .subset("validation")
                        .seed(1));

        var model = new Sequential(
                Input.of(32, 32, 3),
                new RandomFlip("horizontal"),
                new RandomRotation(0.05),
                new RandomZoom(0.1),
                new Rescaling(1 / 255.0),
                new Conv2D(16, 3).activation("relu"),
                new GlobalAveragePooling2D(),
                new Dense(2).activation("softmax"));
        model.compile(new Adam(0.01), "sparse_categorical_crossentropy", "accuracy");
        History history = model.fit(train.dataset(), fit -> fit.epochs(10).validationData(validation.dataset()));

        assertThat(train.classNames()).containsExactly("dark", "light");
        assertThat(history.last("val_accuracy")).isGreaterThan(0.8);

        var generator = new ImageDataGenerator()
                .rotationRange(20)
                .zoomRange(0.2)
                .brightnessRange(0.9, 1.1)
                .horizontalFlip(true);
        model.fit(
                generator.flowFromDirectory(
                        folder, flow -> flow.targetSize(32, 32).classMode("sparse")),
                fit -> fit.epochs(2));

        assertThat(model.evaluate(validation.dataset()).get("accuracy")).isGreaterThan(0.8);
    }
}
