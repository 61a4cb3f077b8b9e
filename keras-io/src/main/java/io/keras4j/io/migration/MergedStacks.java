package io.keras4j.io.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stacks of layers that begin with a {@code Merge} of other stacks, models or layers, as Keras 1 made models of several inputs. They become
 * functional models: an input for each that the branches have, the branches, what merges their outputs, and the layers after it.
 */
final class MergedStacks {
    private static final String INPUT_SHAPE = "batch_input_shape";

    private final List<Object> layers = new ArrayList<>();
    private final List<Object> inputs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private MergedStacks() {}

    /** Rewrites the Sequential model {@code draft}, if it begins so. */
    static void migrate(Draft draft) {
        List<Object> stack = draft.list("layers");
        if (stack.isEmpty() || !isMerge(stack.get(0))) {
            return;
        }
        MergedStacks model = new MergedStacks();
        List<String> branches = new ArrayList<>();
        Draft merge = new Draft((Map<?, ?>) stack.get(0));
        merge.list("layers").forEach(branch -> branches.add(model.branch(new Draft((Map<?, ?>) branch))));
        merge.remove("layers");
        String last = model.add(merge, branches);
        for (Object layer : stack.subList(1, stack.size())) {
            last = model.add(new Draft((Map<?, ?>) layer), List.of(last));
        }
        draft.className("Functional");
        draft.put("layers", model.layers);
        draft.put("input_layers", model.inputs);
        draft.put("output_layers", List.of(List.of(last, 0L, 0L)));
    }

    private static boolean isMerge(Object layer) {
        return Draft.isEnvelope(layer)
                && "Merge".equals(new Draft((Map<?, ?>) layer).className())
                && !new Draft((Map<?, ?>) layer).list("layers").isEmpty();
    }

    /** Adds what is merged with inputs of its own, and returns its name. */
    private String branch(Draft branch) {
        List<String> tensors = new ArrayList<>();
        for (Draft first : firstLayers(branch)) {
            Map<String, Object> config = new LinkedHashMap<>();
            String name = unique(first.get("name") + "_input");
            config.put(INPUT_SHAPE, first.get(INPUT_SHAPE));
            config.put("dtype", first.has("input_dtype") ? first.get("input_dtype") : "float32");
            config.put("name", name);
            tensors.add(add(new Draft(Draft.envelope("InputLayer", config)), List.of()));
            inputs.add(List.of(name, 0L, 0L));
        }
        return add(branch, tensors);
    }

    /** The layers in {@code branch} that say what its inputs are, in their order. */
    private static List<Draft> firstLayers(Draft branch) {
        List<Object> layers = branch.list("layers");
        if (layers.isEmpty()) {
            return List.of(branch);
        }
        List<Draft> found = new ArrayList<>();
        if (branch.has("input_layers")) {
            for (Object end : branch.list("input_layers")) {
                layers.stream()
                        .map(layer -> new Draft((Map<?, ?>) layer))
                        .filter(layer -> ((List<?>) end).get(0).equals(layer.get("name")))
                        .forEach(found::add);
            }
            return found;
        }
        Draft first = new Draft((Map<?, ?>) layers.get(0));
        if (first.has(INPUT_SHAPE)) {
            return List.of(first);
        }
        first.list("layers").forEach(inner -> found.addAll(firstLayers(new Draft((Map<?, ?>) inner))));
        return found;
    }

    /** Adds {@code layer}, called with the outputs of the layers of these names, and returns its name. */
    private String add(Draft layer, List<String> operands) {
        String name = layer.className().equals("InputLayer")
                ? (String) layer.get("name")
                : unique(String.valueOf(layer.get("name") == null ? layer.className() : layer.get("name")));
        layer.put("name", name);
        layer.extras().put("name", name);
        List<Object> tensors = new ArrayList<>();
        for (String operand : operands) {
            tensors.add(Draft.envelope("__keras_tensor__", Map.of("keras_history", List.of(operand, 0L, 0L))));
        }
        layer.extras()
                .put(
                        "inbound_nodes",
                        tensors.isEmpty()
                                ? List.of()
                                : List.of(Map.of(
                                        "args", tensors.size() == 1 ? tensors : List.of(tensors), "kwargs", Map.of())));
        layers.add(layer.toEnvelope());
        return name;
    }

    private String unique(String name) {
        String free = name;
        for (int i = 1; !names.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
