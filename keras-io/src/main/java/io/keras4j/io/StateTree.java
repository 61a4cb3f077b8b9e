package io.keras4j.io;

import io.keras4j.config.Kind;
import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a model that have variables, under the paths that Keras 3 gives them in weight files: the attributes that lead to a layer,
 * where layers in a list are named after their classes, {@code layers/dense_1}. A layer that is reached twice has the first path.
 */
final class StateTree {
    /**
     * A layer or an optimizer.
     *
     * @param path such as {@code layers/dense}; empty for the model itself
     * @param label what messages call it
     * @param saved the variables by the names of their datasets
     * @param layer the layer, null for an optimizer
     */
    record Part(String path, String name, String label, Map<String, Variable> saved, Layer layer) {
        /** The variables in the order of their datasets. */
        List<Variable> variables() {
            return List.copyOf(saved.values());
        }

        /** The names of the datasets. */
        List<String> keys() {
            return List.copyOf(saved.keySet());
        }

        /** Whether a file that has another number of variables for it is accepted all the same: that of an optimizer. */
        boolean optional() {
            return layer == null;
        }

        /** The variables that Keras 2 kept: of an optimizer, all but the learning rate. */
        List<Variable> older() {
            return optional()
                    ? variables().stream()
                            .filter(variable -> !variable.name().equals("learning_rate"))
                            .toList()
                    : variables();
        }

        /** The group of the variables. */
        String group() {
            return path.isEmpty() ? "vars" : path + "/vars";
        }
    }

    /** Attributes that begin with an underscore come last, as in Keras. */
    private static final Comparator<String> ATTRIBUTES = Comparator.comparing(
                    (String attribute) -> !attribute.equals("layers"))
            .thenComparing(attribute -> attribute.startsWith("_") ? "~" + attribute : attribute);

    private final boolean optimizers;
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Part> parts = new ArrayList<>();

    private StateTree(boolean optimizers) {
        this.optimizers = optimizers;
    }

    /** The parts of {@code model}, with its optimizer or without. */
    static List<Part> of(Model model, boolean optimizer) {
        StateTree tree = new StateTree(optimizer);
        tree.visit(model, "");
        return tree.parts;
    }

    private void visit(Layer layer, String path) {
        if (!visited.add(layer)) {
            return;
        }
        String label = layer.typeName() + " \"" + layer.name() + "\"";
        parts.add(new Part(path, layer.name(), label, layer.savedVariables(), layer));
        Map<String, List<Layer>> attributes = layer.sublayersByAttribute();
        attributes.keySet().stream().sorted(ATTRIBUTES).forEach(attribute -> {
            if (layer.isSublayerList(attribute)) {
                visitList(attributes.get(attribute), join(path, attribute));
            } else {
                attributes.get(attribute).forEach(child -> visit(child, join(path, attribute)));
            }
        });
        if (optimizers && layer instanceof Model && ((Model) layer).optimizer() != null) {
            visit(((Model) layer).optimizer(), join(path, "optimizer"));
        }
    }

    private void visit(Optimizer optimizer, String path) {
        String label = "optimizer \"" + optimizer.name() + "\"";
        Map<String, Variable> saved = new LinkedHashMap<>();
        optimizer.variables().forEach(variable -> saved.put(Integer.toString(saved.size()), variable));
        parts.add(new Part(path, optimizer.name(), label, saved, null));
        if (optimizer.innerOptimizer() != null) {
            visit(optimizer.innerOptimizer(), join(path, "inner_optimizer"));
        }
    }

    private void visitList(List<Layer> layers, String path) {
        Map<String, Integer> used = new HashMap<>();
        for (Layer layer : layers) {
            String name = Kind.snakeCase(layer.typeName());
            int count = used.merge(name, 1, Integer::sum) - 1;
            visit(layer, join(path, count == 0 ? name : name + "_" + count));
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }
}
