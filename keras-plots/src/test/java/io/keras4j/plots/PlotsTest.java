package io.keras4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.datasets.Digits;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.layers.Add;
import io.keras4j.layers.Concatenate;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.preprocessing.ConfusionMatrix;
import io.keras4j.tensor.Tensor;
import io.keras4j.training.Callback;
import io.keras4j.training.History;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Pictures are drawn and written; -Dkeras4j.pictures=FOLDER leaves them there to be looked at. */
class PlotsTest {
    private static final INDArray X = Nd4j.linspace(-1, 1, 80).reshape(40, 2);

    @TempDir
    private Path temporary;

    private String folder;

    @BeforeEach
    void chooseFolder() {
        folder = System.getProperty("keras4j.pictures", temporary.toString());
        Keras.clearSession();
        Keras.setRandomSeed(1);
    }

    private String png(String name) {
        return Path.of(folder, name + ".png").toString();
    }

    /** That the file holds the picture, and that this is more than paper. */
    private void isDrawn(BufferedImage image, String name) throws IOException {
        BufferedImage read = ImageIO.read(new File(png(name)));
        assertThat(read.getWidth()).isEqualTo(image.getWidth());
        assertThat(read.getHeight()).isEqualTo(image.getHeight());
        Set<Integer> colours = new TreeSet<>();
        for (int x = 0; x < read.getWidth(); x += 2) {
            for (int y = 0; y < read.getHeight(); y += 2) {
                colours.add(read.getRGB(x, y));
            }
        }
        assertThat(colours).hasSizeGreaterThan(3);
    }

    private static Model small() {
        Model model = new Sequential(Input.of(2), new Dense(4).activation("relu"), new Dense(1));
        model.compile("adam", "mse", "mae");
        return model;
    }

    @Test
    void curvesOfTraining() throws IOException {
        History history = small().fit(
                        X, X.sum(1), fit -> fit.epochs(30).validationSplit(0.25).verbose(0));

        isDrawn(Plots.history(history, png("curves")), "curves");
        Files.delete(Path.of(png("curves")));
        history.plot(png("curves"));
        assertThat(Path.of(png("curves"))).isNotEmptyFile();
        assertThat(history.toHtml())
                .startsWith("<table><thead><tr><th")
                .contains(">epoch</th>", ">loss</th>", ">val_mae</th>", ">30</td>");
    }

    @Test
    void validationNowAndThenIsDrawnWhereItWas() throws IOException {
        History history = small().fit(
                        X,
                        X.sum(1),
                        fit -> fit.epochs(9)
                                .validationSplit(0.25)
                                .validationFreq(3)
                                .verbose(0));

        isDrawn(Plots.history(history, png("sparse")), "sparse");
        assertThatThrownBy(() -> Plots.history(new History(), png("none"))).hasMessageContaining("no epochs");
    }

    @Test
    void curvesWhileTraining() {
        long[] sizes = new long[3];
        PlotLosses live = new PlotLosses(png("live"));
        Callback looks = new Callback() {
            @Override
            public void onEpochBegin(int epoch, Map<String, Double> logs) {
                sizes[epoch] = new File(png("live")).length();
            }
        };

        small().fit(X, X.sum(1), fit -> fit.epochs(3).verbose(0).callbacks(live, looks));

        List<BufferedImage> pictures = new ArrayList<>();
        small().fit(X, X.sum(1), fit -> fit.epochs(2).verbose(0).callbacks(new PlotLosses(pictures::add)));

        assertThat(pictures).hasSize(3);
        assertThat(sizes[0]).isPositive(); // empty axes
        assertThat(sizes[1]).isPositive().isNotEqualTo(sizes[0]);
        String impossible = Path.of(png("live"), "inside.png").toString();
        assertThatThrownBy(() -> small().fit(X, X.sum(1), fit -> fit.verbose(0).callbacks(new PlotLosses(impossible))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(impossible);
    }

    @Test
    void modelsOfAnyTopology() throws IOException {
        Tensor image = Input.of(32, 32, 3).name("image");
        Tensor numbers = Input.of(8).name("numbers");
        Tensor stem = new Conv2D(16, 3)
                .padding("same")
                .activation("relu")
                .name("stem")
                .apply(image);
        Tensor wide = new Conv2D(16, 5).padding("same").name("wide").apply(stem);
        Tensor narrow = new Conv2D(16, 1).padding("same").name("narrow").apply(stem);
        Tensor deep = new Conv2D(16, 3).padding("same").name("deep").apply(narrow);
        Tensor sum = new Add().name("sum").apply(List.of(stem, wide, deep));
        Tensor flat = new Flatten()
                .name("flat")
                .apply(new MaxPooling2D(2).name("pool").apply(sum));
        Tensor joined = new Concatenate().name("joined").apply(List.of(flat, numbers));
        Tensor hidden = new Dense(32).activation("relu").name("hidden").apply(joined);
        Tensor price = new Dense(1).name("price").apply(hidden);
        Tensor kind = new Dense(3).activation("softmax").name("kind").apply(hidden);
        Model model = new Model(Model.inputs(image, numbers), Model.outputs(price, kind));

        BufferedImage plain = Plots.plotModel(model, png("plain"), plot -> plot.dpi(90));
        BufferedImage full = Plots.plotModel(
                model,
                png("model"),
                plot -> plot.dpi(90)
                        .showShapes(true)
                        .showLayerNames(true)
                        .showDtype(true)
                        .showLayerActivations(true)
                        .showTrainable(true));
        BufferedImage sideways = Plots.plotModel(model, png("sideways"), plot -> plot.rankdir("LR"));

        isDrawn(plain, "plain");
        isDrawn(full, "model");
        isDrawn(sideways, "sideways");
        assertThat(full.getHeight()).isGreaterThan(plain.getHeight());
        assertThat(sideways.getWidth()).isGreaterThan(sideways.getHeight());
        isDrawn(Plots.plotModel(small(), png("sequential"), plot -> plot.showShapes(true)), "sequential");
        assertThatThrownBy(() -> new ModelPlotOptions().rankdir("BT")).hasMessageContaining("\"BT\"");
    }

    @Test
    void modelsWithinModelsAndLayersThatAreUsedAgain() throws IOException {
        Tensor a = Input.of(4).name("a");
        Tensor b = Input.of(4).name("b");
        Tensor both = new Add().name("both").apply(List.of(a, b));
        Model inner = new Model(
                Model.inputs(a, b),
                Model.outputs(
                        new Dense(2).name("one").apply(both),
                        new Dense(3).name("two").apply(both)));
        Sequential core = new Sequential(Input.of(5), new Dense(5).name("c1"), new Dense(5).name("c2"));
        Sequential stack = new Sequential(Input.of(5), new Dense(5).name("s1"), core, new Dense(4).name("s2"));
        Tensor x = Input.of(4).name("x");
        Tensor y = Input.of(4).name("y");
        Dense twin = new Dense(4).name("twin");
        List<Tensor> parts = inner.applyAll(List.of(twin.apply(x), twin.apply(y)), new CallArguments());
        Tensor top = stack.apply(new Concatenate().name("joined").apply(parts));
        Dense again = new Dense(4).name("again");
        Dense between = new Dense(4).name("between");
        top = again.apply(between.apply(again.apply(twin.apply(twin.apply(top)))));
        Model model = new Model(
                Model.inputs(x, y), Model.outputs(top, new Dense(1).name("side").apply(parts.get(1))));

        for (String splines : List.of("ortho", "curved", "line")) {
            isDrawn(
                    Plots.plotModel(
                            model,
                            png("nested-" + splines),
                            plot -> plot.expandNested(true)
                                    .showLayerNames(true)
                                    .showShapes(true)
                                    .splines(splines)),
                    "nested-" + splines);
        }
        BufferedImage folded = Plots.plotModel(model, png("folded"), plot -> plot.showLayerNames(true));
        BufferedImage small = Plots.plotModel(
                model, png("small"), plot -> plot.showLayerNames(true).dpi(100));
        BufferedImage wide = Plots.plotModel(
                model,
                png("nested-wide"),
                plot -> plot.expandNested(true).showLayerNames(true).rankdir("LR"));

        assertThat(small.getWidth()).isBetween(folded.getWidth() / 2 - 1, folded.getWidth() / 2 + 1);
        assertThat(wide.getWidth()).isGreaterThan(wide.getHeight());
    }

    @Test
    void confusionOfClasses() throws IOException {
        int[] labels = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
        int[] predictions = {0, 0, 0, 1, 1, 2, 2, 2, 2, 1};
        ConfusionMatrix named = ConfusionMatrix.of(labels, predictions, List.of("setosa", "versicolor", "virginica"));
        ConfusionMatrix numbered = ConfusionMatrix.of(labels, predictions);

        isDrawn(Plots.confusionMatrix(named, png("confusion")), "confusion");
        isDrawn(Plots.confusionMatrix(numbered, png("numbers")), "numbers");
    }

    @Test
    void picturesKernelsAndFeatureMaps() throws IOException {
        INDArray data = Digits.load().x();
        INDArray images = data.get(NDArrayIndex.interval(0, 12)).dup('c').reshape(12, 8, 8);
        Model model = new Sequential(
                Input.of(8, 8, 1), new Conv2D(8, 3).name("conv"), new Flatten(), new Dense(10).name("out"));
        List<String> titles =
                IntStream.range(0, 12).mapToObj(i -> "number " + i).toList();

        isDrawn(Plots.images(images.div(16), titles, png("images")), "images");
        isDrawn(Plots.kernels(model.getLayer("conv"), png("kernels")), "kernels");
        INDArray sample = images.slice(0, 0).reshape(8, 8, 1);
        isDrawn(Plots.featureMaps(model, "conv", sample, png("features")), "features");
        assertThatThrownBy(() -> Plots.kernels(model.getLayer("out"), png("none")))
                .hasMessageContaining("\"out\"");
        assertThatThrownBy(() -> Plots.featureMaps(model, "out", sample, png("none")))
                .hasMessageContaining("(1, 10)");
        assertThatThrownBy(() -> Plots.images(Nd4j.ones(3, 3), null, png("none")))
                .hasMessageContaining("(3, 3)");
        assertThatThrownBy(() -> Plots.images(images, List.of("one"), png("none")))
                .hasMessageContaining("12 titles");
    }

    @Test
    void curvesBySizeOfTheTrainingSet() throws IOException {
        INDArray y = X.sum(1);

        LearningCurve curve = LearningCurve.of(
                PlotsTest::small, "mae", X, y, X, y, fit -> fit.epochs(5).verbose(0), 10, 30, 40);

        assertThat(curve.sizes()).containsExactly(10, 30, 40);
        assertThat(curve.training()).hasSize(3);
        isDrawn(Plots.learningCurve(curve, png("sizes")), "sizes");
        assertThatThrownBy(() -> LearningCurve.of(PlotsTest::small, "mae", X, y, X, y, fit -> fit.verbose(0), 41))
                .hasMessageContaining("40 samples");
        assertThatThrownBy(() -> LearningCurve.of(PlotsTest::small, "no", X, y, X, y, fit -> fit.verbose(0), 6))
                .hasMessageContaining("\"no\"");
    }
}
