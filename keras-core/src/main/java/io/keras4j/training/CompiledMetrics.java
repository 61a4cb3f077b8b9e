package io.keras4j.training;

import io.keras4j.losses.Loss;
import io.keras4j.metrics.Metric;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The metrics of the outputs of a model, as {@code compile} was told, under Keras's names. */
final class CompiledMetrics {
    /** What depends on the shapes of labels and predictions. */
    private static final List<String> SHORT_NAMES = Arrays.asList("accuracy", "acc");

    private record Entry(Metric metric, int output, boolean weighted) {}

    private final Object given;
    private final Object givenWeighted;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean built;

    /** Checks names at once; shapes decide the rest when they are known. */
    CompiledMetrics(Object given, Object givenWeighted) {
        this.given = given;
        this.givenWeighted = givenWeighted;
        checkNames(given);
        checkNames(givenWeighted);
    }

    private static void checkNames(Object metric) {
        if (PerOutput.isByName(metric)) {
            ((Map<?, ?>) metric).values().forEach(CompiledMetrics::checkNames);
        } else if (metric instanceof List) {
            ((List<?>) metric).forEach(CompiledMetrics::checkNames);
        } else if (metric != null && !(metric instanceof Loss) && !isShortName(metric)) {
            Metric.KIND.get(metric);
        }
    }

    private static boolean isShortName(Object metric) {
        return metric instanceof String && SHORT_NAMES.contains(((String) metric).toLowerCase(Locale.ROOT));
    }

    private void build(Batch batch, List<Tensor> outputs, List<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        add("metrics", given, false, batch, outputs, names, counts);
        add("weightedMetrics", givenWeighted, true, batch, outputs, names, counts);
        built = true;
    }

    private void add(
            String argument,
            Object value,
            boolean weighted,
            Batch batch,
            List<Tensor> outputs,
            List<String> names,
            Map<String, Integer> counts) {
        if (value == null) {
            return;
        }
        boolean single = names.size() == 1;
        List<Object> perOutput =
                single && !PerOutput.isByName(value) ? List.of(value) : PerOutput.of(argument, value, names);
        for (int i = 0; i < perOutput.size(); i++) {
            Object metrics = perOutput.get(i);
            if (metrics == null) {
                continue;
            }
            if (batch.y().size() != outputs.size()) {
                throw new IllegalArgumentException(argument + ": y must have targets for all of the outputs " + names
                        + ", got " + batch.y().size());
            }
            for (Object each : metrics instanceof List ? (List<?>) metrics : List.of(metrics)) {
                Metric metric = Metric.get(
                        each, batch.y().get(i).shape(), outputs.get(i).shape());
                String prefix = single ? "" : names.get(i) + "_";
                entries.put(uniqueName(prefix, metric.name(), weighted, counts), new Entry(metric, i, weighted));
            }
        }
    }

    /** Keras's names: with that of the output if there are several, then "weighted_", then numbers, as far as needed to be unique. */
    private static String uniqueName(String prefix, String name, boolean weighted, Map<String, Integer> counts) {
        String unique = prefix + name;
        if (weighted && counts.containsKey(unique)) {
            unique = prefix + "weighted_" + name;
        }
        int count = counts.merge(unique, 1, Integer::sum) - 1;
        return count == 0 ? unique : unique + "_" + count;
    }

    void update(Batch batch, List<Tensor> outputs, List<String> names) {
        if (!built) {
            build(batch, outputs, names);
        }
        for (Entry entry : entries.values()) {
            Tensor weights = entry.weighted() ? batch.sampleWeight(entry.output()) : null;
            entry.metric().updateState(batch.y().get(entry.output()), outputs.get(entry.output()), weights);
        }
    }

    Map<String, Metric> byName() {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        entries.forEach((name, entry) -> metrics.put(name, entry.metric()));
        return metrics;
    }
}
