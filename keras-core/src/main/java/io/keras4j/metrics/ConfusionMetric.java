package io.keras4j.metrics;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** A metric computed from counts of right and wrong decisions at thresholds. */
abstract class ConfusionMetric<S extends ConfusionMetric<S>> extends FluentMetric<S> {
    /** What is counted. */
    enum Count {
        TRUE_POSITIVES(ConfusionCounts::truePositives, "true_positives"),
        FALSE_POSITIVES(ConfusionCounts::falsePositives, "false_positives"),
        TRUE_NEGATIVES(ConfusionCounts::trueNegatives, "true_negatives"),
        FALSE_NEGATIVES(ConfusionCounts::falseNegatives, "false_negatives");

        private final Function<ConfusionCounts, Tensor> ofBatch;
        private final String variableName;

        Count(Function<ConfusionCounts, Tensor> ofBatch, String variableName) {
            this.ofBatch = ofBatch;
            this.variableName = variableName;
        }

        String variableName() {
            return variableName;
        }
    }

    private final Map<Count, Variable> variables = new EnumMap<>(Count.class);

    /** Counts {@code what} in a variable. */
    final void keep(Count what, Variable variable) {
        variables.put(what, variable);
    }

    /** Adds what a batch gives. */
    final void add(ConfusionCounts counts) {
        variables.forEach((what, variable) -> addTo(variable, what.ofBatch.apply(counts)));
    }

    /** The count so far. */
    final Tensor kept(Count what) {
        return variables.get(what).value();
    }

    /** {@code x}, or its element when it has just one. */
    static Tensor single(Tensor x) {
        return x.shape().size() == 1 ? Ops.reshape(x, Shape.scalar()) : x;
    }
}
