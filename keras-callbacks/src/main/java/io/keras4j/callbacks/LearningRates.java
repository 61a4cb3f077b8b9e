package io.keras4j.callbacks;

import io.keras4j.optimizers.MultiOptimizer;
import io.keras4j.optimizers.Optimizer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The optimizers that have a learning rate, by what logs call that: those inside a {@link MultiOptimizer}, else the one there is. */
final class LearningRates {
    private static final String SINGLE = "learning_rate";

    private LearningRates() {}

    static Map<String, Optimizer> of(Optimizer optimizer) {
        Optimizer inner = optimizer.innerOptimizer() == null ? optimizer : optimizer.innerOptimizer();
        Map<String, Optimizer> all = new LinkedHashMap<>();
        if (inner instanceof MultiOptimizer several) {
            several.optimizers().forEach(each -> all.put(SINGLE + "_" + each.name(), each));
        } else {
            all.put(SINGLE, inner);
        }
        return all;
    }

    /** What messages call the rate that logs call {@code name}. */
    static String text(String name) {
        return name.equals(SINGLE) ? "learning rate" : name.substring(SINGLE.length() + 1) + " learning rate";
    }

    /** Adds the learning rates to the logs. */
    static void log(Optimizer optimizer, Map<String, Double> logs) {
        of(optimizer).forEach((name, each) -> logs.put(name, each.learningRate()));
    }
}
