package io.keras4j.examples;

import io.keras4j.callbacks.TensorBoard;
import io.keras4j.models.Model;
import io.keras4j.plots.LearningCurve;
import io.keras4j.plots.PlotLosses;
import io.keras4j.plots.Plots;
import io.keras4j.preprocessing.ConfusionMatrix;
import io.keras4j.training.History;
import io.keras4j.training.Progbar;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What docs/looking.md shows, in files of the current folder; {@link IrisPictures} and {@link DigitPictures} are what the tests run. */
final class LookingProgram {
    private LookingProgram() {}

    static void train(Model model, INDArray x, INDArray y) {
        model.summary(s -> s.showTrainable(true).expandNested(true));

        model.fit(
                x,
                y,
                fit -> fit.epochs(50)
                        .validationSplit(0.2)
                        .callbacks(new PlotLosses("curves.png"), new TensorBoard("logs")));

        History history = model.fit(x, y, fit -> fit.epochs(20).validationSplit(0.2));
        history.plot("curves.png");
    }

    static void draw(Model model, INDArray testX, INDArray testY, List<String> names, INDArray image) {
        Plots.plotModel(
                model,
                "model.png",
                plot -> plot.showShapes(true)
                        .showLayerNames(true)
                        .showDtype(true)
                        .showLayerActivations(true)
                        .showTrainable(true));
        String dot = Plots.modelToDot(model, plot -> plot.expandNested(true));
        System.out.println(dot);

        var matrix = ConfusionMatrix.of(testY, model.predict(testX), names);
        System.out.println(matrix.classificationReport());
        Plots.confusionMatrix(matrix, "confusion.png");

        Plots.images(testX, names, "images.png");
        Plots.kernels(model.getLayer("strokes"), "kernels.png");
        Plots.featureMaps(model, "strokes", image, "features.png");
    }

    static void compare(Supplier<Model> models, INDArray x, INDArray y, INDArray testX, INDArray testY) {
        var curve = LearningCurve.of(
                models, "accuracy", x, y, testX, testY, fit -> fit.epochs(40).verbose(0), 10, 20, 40, 80, 120);
        Plots.learningCurve(curve, "sizes.png");
    }

    static void count(List<String> files) {
        Progbar bar = new Progbar(files.size()).unitName("file");
        files.forEach(file -> bar.add(1, Map.of("length", (double) file.length())));
    }
}
