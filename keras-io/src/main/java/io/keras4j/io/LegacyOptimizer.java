package io.keras4j.io;

import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Group;
import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.models.Model;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of an optimizer in {@code .h5} files. Keras 3 writes its variables in order. Keras 2 wrote the number of updates and then the
 * slots, named {@code Adam/m/dense/kernel} or {@code Adam/dense/kernel/m}, for each variable or slot by slot; before it was part of
 * TensorFlow, without names that mean anything, slot by slot.
 */
final class LegacyOptimizer {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyOptimizer.class);

    /** Slots by their names in Keras 2 and the names that they have now, of which an optimizer has one. */
    private static final Map<String, List<String>> SLOTS = Map.of(
            "m", List.of("momentum"),
            "v", List.of("velocity", "norm"),
            "u", List.of("norm"),
            "vhat", List.of("velocity_hat"),
            "rms", List.of("velocity"),
            "mg", List.of("average_gradient"),
            "accum_grad", List.of("accumulated_grad"),
            "accum_var", List.of("accumulated_delta_var"));

    private LegacyOptimizer() {}

    /** Adds the state of {@code optimizer} to {@code group}. */
    static void write(Optimizer optimizer, Hdf5Writer.Group group) {
        LegacyWeights.put(group, optimizer.variables());
    }

    /**
     * Sets the state of the optimizer of {@code model} to that in {@code group}; leaves it as it is, with a warning, when it does not fit.
     *
     * @param trained the variables of the model in the order in which the optimizer had them
     * @param path what messages call the file
     */
    static void load(Model model, List<Variable> trained, Hdf5Group group, Path path) throws IOException {
        Map<String, Hdf5Dataset> saved = new LinkedHashMap<>();
        for (Hdf5Dataset dataset : LegacyWeights.datasets(group, "")) {
            saved.put(dataset.path().substring(group.path().length() + 1).replaceAll(":\\d+$", ""), dataset);
        }
        if (saved.isEmpty()) {
            return;
        }
        Map<Variable, Hdf5Dataset> found = match(model.optimizer(), trained, saved);
        String misfit = found.isEmpty()
                ? "it is for other variables"
                : found.entrySet().stream()
                        .filter(each -> !Values.shape(each.getValue())
                                .equals(each.getKey().shape()))
                        .map(each -> each.getKey().name() + " has shape "
                                + each.getKey().shape() + ", the file has " + Values.shape(each.getValue()))
                        .findFirst()
                        .orElse(null);
        if (misfit != null) {
            LOG.warn(
                    "{}: the state of the {} is left as it is: {}",
                    path,
                    model.optimizer().name(),
                    misfit);
            return;
        }
        for (Map.Entry<Variable, Hdf5Dataset> each : found.entrySet()) {
            Values.set(each.getKey(), each.getValue());
        }
    }

    private static Map<Variable, Hdf5Dataset> match(
            Optimizer optimizer, List<Variable> trainable, Map<String, Hdf5Dataset> saved) {
        String first = saved.keySet().iterator().next();
        boolean keras3 = first.endsWith("/iteration") // its first versions had no slashes in names
                || first.equals("iteration") && saved.keySet().stream().noneMatch(name -> name.contains("/"));
        if (keras3) {
            return pairs(optimizer.variables(), List.copyOf(saved.values()));
        }
        Map<String, Hdf5Dataset> slots = new LinkedHashMap<>(saved);
        Map<Variable, Hdf5Dataset> found = new LinkedHashMap<>();
        if (saved.get(first).shape().length == 0) {
            found.put(optimizer.iterationsVariable(), slots.remove(first));
        }
        for (Variable own : optimizer.variables()) {
            // products of Nadam's momenta so far
            slots.keySet().stream()
                    .filter(name -> own.name().equals("u_product")
                            && (name.endsWith("/momentum_cache") || name.endsWith("/m_schedule")))
                    .findFirst()
                    .ifPresent(name -> found.put(own, slots.remove(name)));
        }
        int place = first.equals("iteration") ? 1 : -1;
        List<String> kinds = trainable.isEmpty()
                ? List.of()
                : List.copyOf(optimizer.slots(trainable.get(0)).keySet());
        for (int i = 0; i < kinds.size(); i++) {
            String kind = kinds.get(i);
            List<Hdf5Dataset> named = new ArrayList<>();
            slots.forEach((name, dataset) -> {
                if (isKind(kind, component(name, place))) {
                    named.add(dataset);
                }
            });
            List<Hdf5Dataset> all = List.copyOf(slots.values());
            int from = Math.min(all.size(), i * trainable.size());
            List<Hdf5Dataset> block = all.subList(from, Math.min(all.size(), from + trainable.size()));
            found.putAll(pairs(
                    trainable.stream()
                            .map(variable -> optimizer.slots(variable).get(kind))
                            .toList(),
                    named.isEmpty() ? block : named));
        }
        return found;
    }

    /** What is at {@code place} of a name with slashes; -1 is the last. */
    private static String component(String name, int place) {
        String[] parts = name.split("/");
        return parts[place < 0 || place >= parts.length ? parts.length - 1 : place];
    }

    private static boolean isKind(String kind, String name) {
        return kind.equals(name) || SLOTS.getOrDefault(name, List.of()).contains(kind);
    }

    /** The variables with what is saved for them; empty when these are not as many. */
    private static Map<Variable, Hdf5Dataset> pairs(List<Variable> variables, List<Hdf5Dataset> saved) {
        Map<Variable, Hdf5Dataset> pairs = new LinkedHashMap<>();
        for (int i = 0; variables.size() == saved.size() && i < saved.size(); i++) {
            pairs.put(variables.get(i), saved.get(i));
        }
        return pairs;
    }
}
