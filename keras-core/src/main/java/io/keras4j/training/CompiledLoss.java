package io.keras4j.training;

import io.keras4j.data.Samples;
import io.keras4j.losses.LabelScan;
import io.keras4j.losses.Loss;
import io.keras4j.metrics.Mean;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The losses of the outputs of a model, as {@code compile} was told, and their weighted sum. */
final class CompiledLoss {
    private record Part(int output, int target, Loss loss, Double weight, Mean tracker) {}

    private final Object given;
    private final Object givenWeights;
    private final List<Part> parts = new ArrayList<>();
    private List<Shape> predictions;

    /** Checks names at once; shapes decide the rest when they are known. */
    CompiledLoss(Object given, Object givenWeights) {
        this.given = given;
        this.givenWeights = givenWeights;
        checkNames(given);
    }

    private static void checkNames(Object loss) {
        if (PerOutput.isByName(loss)) {
            ((Map<?, ?>) loss).values().forEach(CompiledLoss::checkNames);
        } else if (loss instanceof List) {
            ((List<?>) loss).forEach(CompiledLoss::checkNames);
        } else if (loss != null && !loss.equals("crossentropy") && !loss.equals("ce")) {
            Loss.KIND.get(loss);
        }
    }

    private void build(List<Tensor> targets, List<Tensor> outputs, List<String> names) {
        List<Object> losses = PerOutput.of("loss", given, names);
        List<Object> weights = weights(names);
        long needed = losses.stream().filter(Objects::nonNull).count();
        if (targets.size() != outputs.size() && targets.size() != needed) {
            throw new IllegalArgumentException("y: expected targets for the outputs " + names + ", got "
                    + targets.size() + (targets.size() == 1 ? " array" : " arrays"));
        }
        int nextTarget = 0;
        for (int i = 0; i < outputs.size(); i++) {
            if (losses.get(i) == null) {
                continue;
            }
            int target = targets.size() == outputs.size() ? i : nextTarget++;
            Loss loss = Loss.get(
                    losses.get(i), targets.get(target).shape(), outputs.get(i).shape());
            Mean tracker = needed > 1 ? new Mean().name(names.get(i) + "_loss") : null;
            parts.add(new Part(i, target, loss, (Double) weights.get(i), tracker));
        }
        predictions = outputs.stream().map(Tensor::shape).toList();
    }

    private List<Object> weights(List<String> names) {
        if (givenWeights instanceof List
                && !(given instanceof List)
                && !PerOutput.isByName(given)
                && names.size() > 1) {
            throw new IllegalArgumentException("lossWeights: expected as many as there are losses, which is 1, got "
                    + ((List<?>) givenWeights).size());
        }
        List<Object> weights = PerOutput.of("lossWeights", givenWeights, names);
        weights.replaceAll(weight -> weight == null ? null : (Object) ((Number) weight).doubleValue());
        return weights;
    }

    /** The weighted sum of the losses; on the way their trackers are updated. Null when no output has a loss. */
    Tensor compute(Batch batch, List<Tensor> outputs, List<String> names) {
        if (predictions == null) {
            build(batch.y(), outputs, names);
        }
        Tensor total = null;
        for (Part part : parts) {
            Tensor value = part.loss()
                    .apply(batch.y().get(part.target()), outputs.get(part.output()), batch.sampleWeight(part.output()));
            if (part.tracker() != null) {
                part.tracker().updateState(value, Ops.scalar(batch.size(), value.dtype()));
            }
            Tensor weighted = part.weight() == null ? value : Ops.multiply(value, part.weight());
            total = total == null ? weighted : Ops.add(total, weighted);
        }
        return total;
    }

    /** Lets the losses check the labels of all samples, once shapes are known. */
    void checkLabels(Samples samples, List<String> names) {
        for (Part part : parts) {
            try {
                part.loss().checkLabels(new LabelScan(samples.y().get(part.target())), predictions.get(part.output()));
            } catch (IllegalArgumentException e) {
                String output = names.size() > 1 ? " of output \"" + names.get(part.output()) + "\"" : "";
                throw new IllegalArgumentException("y" + output + ": " + e.getMessage(), e);
            }
        }
    }

    /** The means of the single losses, when there are several. */
    Map<String, Mean> trackers() {
        Map<String, Mean> trackers = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.tracker() != null) {
                trackers.put(part.tracker().name(), part.tracker());
            }
        }
        return trackers;
    }
}
