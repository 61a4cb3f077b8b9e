package io.keras4j.plots;

import io.keras4j.data.Names;
import io.keras4j.data.Samples;
import io.keras4j.models.Model;
import io.keras4j.training.FitOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How good a model becomes with how many training samples: whether more data would help.
 *
 * @param score what {@code training} and {@code validation} hold, such as "accuracy"
 * @param sizes the numbers of training samples
 */
public record LearningCurve(String score, List<Integer> sizes, List<Double> training, List<Double> validation) {
    /**
     * Trains a new model on the first samples, for each of {@code sizes}, and evaluates it on these and on validation data.
     *
     * <pre>{@code
     * LearningCurve.of(this::compiledModel, "accuracy", split.trainX(), split.trainY(), split.testX(), split.testY(),
     *     fit -> fit.epochs(30).verbose(0), 10, 20, 50, 100);
     * }</pre>
     *
     * @param models makes a compiled model
     * @param score the name of the metric
     * @param x samples in random order
     */
    public static LearningCurve of(
            Supplier<Model> models,
            String score,
            Object x,
            Object y,
            Object validationX,
            Object validationY,
            Consumer<FitOptions> options,
            int... sizes) {
        Samples all = Samples.of(x, y);
        List<Double> training = new ArrayList<>();
        List<Double> validation = new ArrayList<>();
        for (int size : sizes) {
            if (size < 1 || size > all.count()) {
                throw new IllegalArgumentException(
                        "LearningCurve: there are " + all.count() + " samples, " + size + " cannot be taken");
            }
            Model model = models.get();
            Samples ordered =
                    all.names().equals(Names.NONE) ? all : all.inOrder(model.inputNames(), model.outputNames());
            Samples part = ordered.slice(0, size);
            model.fit(part.x(), part.y(), options);
            training.add(score(model, score, part.x(), part.y()));
            validation.add(score(model, score, validationX, validationY));
        }
        return new LearningCurve(score, Arrays.stream(sizes).boxed().toList(), training, validation);
    }

    private static double score(Model model, String name, Object x, Object y) {
        var scores = model.evaluate(x, y, evaluate -> evaluate.verbose(0));
        if (!scores.containsKey(name)) {
            throw new IllegalArgumentException(
                    "LearningCurve: the model has no \"" + name + "\", only " + scores.keySet());
        }
        return scores.get(name);
    }
}
