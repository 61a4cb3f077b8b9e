package io.keras4j.models;

import io.keras4j.config.Json;
import io.keras4j.models.TextTable.Justify;
import io.keras4j.tensor.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is in a model file, without a model made of it: also of files with classes that are not known here. {@link Model#inspect} gives it.
 *
 * <pre>{@code
 * ModelContents contents = Model.inspect("theirs.keras");
 * contents.summary();
 * contents.missing();                                      // {"Theirs>Attend": {"units": 4, ...}}
 * INDArray kernel = contents.weight("layers/dense/vars/0");
 * }</pre>
 */
public final class ModelContents {
    private static final int WIDTH = 88;
    private static final int[] COLUMNS = {39, 35, 14};

    /**
     * A layer as its configuration says.
     *
     * @param name of the layer, unique in the model
     * @param className its class in Python
     * @param weights the names of its weights and of those inside it, a part of {@link ModelContents#weights}
     */
    public record SavedLayer(String name, String className, List<String> weights) {}

    /** Reads a weight from the file. */
    @FunctionalInterface
    public interface WeightReader {
        /** The weight of this name, which is among {@link ModelContents#weights}. */
        INDArray read(String name) throws IOException;
    }

    private final Path file;
    private final String kerasVersion;
    private final Map<String, Object> config;
    private final Map<String, Map<String, Object>> missing;
    private final List<SavedLayer> layers;
    private final Map<String, TensorSpec> weights;
    private final WeightReader reader;

    /** For a {@link ModelFormat}: see the methods of these names. */
    public ModelContents(
            Path file,
            String kerasVersion,
            Map<String, Object> config,
            Map<String, Map<String, Object>> missing,
            List<SavedLayer> layers,
            Map<String, TensorSpec> weights,
            WeightReader reader) {
        this.file = file;
        this.kerasVersion = kerasVersion;
        this.config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        this.missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        this.layers = List.copyOf(layers);
        this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        this.reader = reader;
    }

    /** The version of Keras that wrote the file, such as "2.15.0"; that of Keras 1 is "1", before it wrote it. */
    public String kerasVersion() {
        return kerasVersion;
    }

    /** The configuration of the model as Keras 3 would have written it, {@code class_name} and {@code config} among its keys; plain data. */
    public Map<String, Object> config() {
        return config;
    }

    /** The classes that are not known here, or are Python code, with the configuration of the first object of each. */
    public Map<String, Map<String, Object>> missing() {
        return missing;
    }

    /** The layers of the model; those inside them are not listed. None where the class of the model itself is not known. */
    public List<SavedLayer> layers() {
        return layers;
    }

    /** The shapes and dtypes of all weights and of the optimizer's variables by name: where they are in the file, such as {@code layers/dense/vars/0}. */
    public Map<String, TensorSpec> weights() {
        return weights;
    }

    /**
     * Reads the weight of this name.
     *
     * @throws IllegalArgumentException when there is none
     * @throws ModelFormatException when the file is damaged
     */
    public INDArray weight(String name) {
        if (!weights.containsKey(name)) {
            throw new IllegalArgumentException(file + " has no weight \"" + name + "\"; it has " + weights.keySet());
        }
        try {
            return reader.read(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints a table of the layers with their weights, and what is missing. */
    public void summary() {
        Summary.print(toString(), null);
    }

    /** Gives {@code printFn} a table of the layers with their weights, and what is missing. */
    public void summary(Consumer<String> printFn) {
        Summary.print(toString(), printFn);
    }

    @Override
    public String toString() {
        TextTable table =
                new TextTable(WIDTH, COLUMNS, new Justify[] {Justify.LEFT, Justify.LEFT, Justify.RIGHT}, new String[] {
                    "Layer (type)", "Weights", "Param #"
                });
        List<String> rest = new ArrayList<>(weights.keySet());
        for (SavedLayer layer : layers) {
            String unknown = isMissing(layer.className()) ? ", not known" : "";
            row(table, layer.name() + " (" + layer.className() + unknown + ")", layer.weights());
            rest.removeAll(layer.weights());
        }
        // such as those of the optimizer, and of models of a class of their own
        rest.stream()
                .collect(Collectors.groupingBy(ModelContents::owner, LinkedHashMap::new, Collectors.toList()))
                .forEach((owner, names) -> row(table, owner, names));
        Collection<String> all = weights.keySet();
        return "Model: \"" + name() + "\" (" + config.get("class_name") + "), saved by Keras " + kerasVersion + "\n"
                + table + " Total params: " + Summary.grouped(count(all)) + "\n" + describeMissing();
    }

    private String name() {
        return String.valueOf(config.get("config") instanceof Map<?, ?> own ? own.get("name") : null);
    }

    private boolean isMissing(String className) {
        return missing.containsKey(className)
                || missing.keySet().stream().anyMatch(name -> name.startsWith(className + " ("));
    }

    private static String owner(String weight) {
        String group = weight.substring(0, Math.max(0, weight.lastIndexOf('/')));
        return group.endsWith("/vars") ? group.substring(0, group.length() - "/vars".length()) : group;
    }

    private void row(TextTable table, String label, List<String> names) {
        String shapes =
                names.stream().map(name -> weights.get(name).shape().toString()).collect(Collectors.joining(", "));
        table.add(List.of(label, names.isEmpty() ? "-" : shapes, Summary.grouped(count(names))));
    }

    private long count(Collection<String> names) {
        return names.stream()
                .mapToLong(name -> weights.get(name).shape().size())
                .sum();
    }

    private String describeMissing() {
        return missing.isEmpty()
                ? ""
                : missing.entrySet().stream()
                        .map(each -> "   " + each.getKey() + " with config " + Json.write(each.getValue()) + "\n")
                        .collect(Collectors.joining("", " Not known here:\n", ""));
    }
}
