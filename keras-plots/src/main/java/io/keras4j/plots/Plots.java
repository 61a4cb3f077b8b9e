package io.keras4j.plots;

import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.preprocessing.ConfusionMatrix;
import io.keras4j.tensor.Shape;
import io.keras4j.training.History;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pictures as PNG files, drawn without a screen. Every method also returns its picture, which the notebooks of Java kernels show when it is the
 * last expression of a cell.
 *
 * <pre>{@code
 * History history = model.fit(x, y, fit -> fit.epochs(20).validationSplit(0.2));
 * Plots.history(history, "curves.png");
 * Plots.plotModel(model, "model.png", plot -> plot.showShapes(true));
 * Plots.confusionMatrix(ConfusionMatrix.of(testY, model.predict(testX), names), "confusion.png");
 * }</pre>
 */
public final class Plots {
    private static final int COLUMNS = 2;

    private Plots() {}

    /** The curves of the loss and of each metric, of training and of validation. */
    public static BufferedImage history(History history, String png) {
        return Png.write(history(history), png);
    }

    /** The picture of {@link #history(History, String)} without a file. */
    public static BufferedImage history(History history) {
        Set<String> names = new TreeSet<>(history.history().keySet());
        names.removeIf(name -> name.startsWith("val_") && names.contains(name.substring("val_".length())));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("The history has no epochs to draw");
        }
        List<String> lossFirst = new ArrayList<>(names);
        lossFirst.sort((a, b) -> Boolean.compare(b.equals("loss"), a.equals("loss")));
        List<BufferedImage> charts = new ArrayList<>();
        for (String name : lossFirst) {
            XYChart chart = Charts.chart(name, "epoch", "");
            List<Double> training = history.get(name);
            Charts.line(chart, "training", epochs(history, training.size()), training, Charts.BLUE, false);
            List<Double> validation = history.history().get("val_" + name);
            if (validation != null) {
                Charts.line(chart, "validation", epochs(history, validation.size()), validation, Charts.ORANGE, true);
            } else {
                chart.getStyler().setLegendVisible(false);
            }
            charts.add(Charts.image(chart));
        }
        return Charts.grid(charts, COLUMNS);
    }

    /** Axes without curves: what there is to show before the first epoch. */
    public static BufferedImage empty() {
        return Charts.empty("epoch 0");
    }

    /** The numbers of epochs, from 1, for values of the last ones or, with a validation now and then, spread evenly. */
    private static List<Integer> epochs(History history, int values) {
        List<Integer> epochs = history.epochs();
        int count = epochs.size();
        return IntStream.range(0, values)
                .map(i -> values >= count ? i + 1 : epochs.get(count * (i + 1) / values - 1) + 1)
                .boxed()
                .toList();
    }

    /** The layers of a model and what connects them, as {@code model.png}. */
    public static BufferedImage plotModel(Model model) {
        return plotModel(model, "model.png");
    }

    /** The layers of a model and what connects them. */
    public static BufferedImage plotModel(Model model, String png) {
        return plotModel(model, png, plot -> {});
    }

    /**
     * The layers of a model and what connects them: <a
     * href="https://keras.io/api/utils/model_plotting_utils/">keras.utils.plot_model</a>.
     *
     * <pre>{@code
     * Plots.plotModel(model, "model.png", plot -> plot.showShapes(true).showLayerNames(true).expandNested(true));
     * }</pre>
     *
     * @throws IllegalStateException when the model is not built
     */
    public static BufferedImage plotModel(Model model, String png, Consumer<ModelPlotOptions> options) {
        ModelPlotOptions chosen = new ModelPlotOptions();
        options.accept(chosen);
        return Png.write(new ModelPlot(new ModelGraph(model, chosen.expandNested()), chosen, false).draw(), png);
    }

    /** The layers of a model in the language of <a href="https://graphviz.org">Graphviz</a>, with their names. */
    public static String modelToDot(Model model) {
        return modelToDot(model, dot -> {});
    }

    /**
     * The layers of a model in the language of <a href="https://graphviz.org">Graphviz</a>: <a
     * href="https://keras.io/api/utils/model_plotting_utils/">keras.utils.model_to_dot</a>. What {@code dot -Tsvg} makes of it looks as it
     * does in Keras.
     *
     * @throws IllegalStateException when the model is not built
     */
    public static String modelToDot(Model model, Consumer<ModelPlotOptions> options) {
        ModelPlotOptions chosen = new ModelPlotOptions().showLayerNames(true);
        options.accept(chosen);
        return new ModelDot(new ModelGraph(model, chosen.expandNested()), chosen).toString();
    }

    /** How often samples of each class were predicted to be of each class, darker for more. */
    public static BufferedImage confusionMatrix(ConfusionMatrix matrix, String png) {
        return Png.write(new ConfusionPlot(matrix).draw(), png);
    }

    /**
     * Pictures side by side.
     *
     * @param images of shape (samples, height, width), or with a last axis of 1 or 3 channels; from 0 to 255, or, if none is above 1, to 1
     * @param titles one for each picture, or null
     */
    public static BufferedImage images(INDArray images, List<String> titles, String png) {
        return Png.write(ImageGrid.of(images, titles, false), png);
    }

    /**
     * The kernels of a layer of convolutions in two dimensions as pictures, one for each filter of the first input channel, from black for the
     * least weight to white for the greatest.
     *
     * @throws IllegalArgumentException when the layer has no kernel of four axes
     */
    public static BufferedImage kernels(Layer layer, String png) {
        INDArray kernel =
                layer.weights().isEmpty() ? null : layer.weights().get(0).array();
        if (kernel == null || kernel.rank() != 4) {
            throw new IllegalArgumentException("kernels: layer \"" + layer.name()
                    + "\" has no kernel of shape (height, width, channels, filters)");
        }
        INDArray filters = kernel.permute(3, 2, 0, 1).slice(0, 1);
        return Png.write(ImageGrid.of(filters, null, true), png);
    }

    /**
     * What a layer makes of one sample, each channel as a picture.
     *
     * @param sample of the shape of the model's input, with or without an axis for samples
     * @throws IllegalArgumentException when the layer's output has not the shape (samples, height, width, channels)
     */
    public static BufferedImage featureMaps(Model model, String layer, INDArray sample, String png) {
        INDArray batch = sample.rank() == model.input().rank()
                ? sample
                : sample.reshape(Shape.of(sample.shape()).prepend(1).dims());
        INDArray output = new Model(model.input(), model.getLayer(layer).output()).predict(batch);
        if (output.rank() != 4) {
            throw new IllegalArgumentException("featureMaps: layer \"" + layer
                    + "\" gives no pictures: expected an output of shape (samples, height, width, channels), got "
                    + Shape.of(output.shape()));
        }
        return Png.write(ImageGrid.of(output.slice(0, 0).permute(2, 0, 1), null, true), png);
    }

    /** How scores depend on the number of samples that a model is trained on; see {@link LearningCurve}. */
    public static BufferedImage learningCurve(LearningCurve curve, String png) {
        XYChart chart = Charts.chart(curve.score() + " by size of the training set", "training samples", "");
        Charts.line(chart, "training", curve.sizes(), curve.training(), Charts.BLUE, false);
        Charts.line(chart, "validation", curve.sizes(), curve.validation(), Charts.ORANGE, true);
        return Png.write(Charts.image(chart), png);
    }

    /** Fills a rectangle with a frame. */
    static void box(Graphics2D graphics, int x, int y, int width, int height, Color fill, Color frame) {
        graphics.setColor(fill);
        graphics.fillRect(x, y, width, height);
        graphics.setColor(frame);
        graphics.drawRect(x, y, width, height);
    }
}
