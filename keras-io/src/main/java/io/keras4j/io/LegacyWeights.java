package io.keras4j.io;

import io.keras4j.engine.Layer;
import io.keras4j.io.LegacyArrays.Saved;
import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Exception;
import io.keras4j.io.hdf5.Hdf5Group;
import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights of a model in the layout of {@code .h5} files: a group for each layer of the model, {@code layer_names} saying in which order,
 * with the weights of the layer and of all inside it, {@code weight_names} saying in which order: those that can be trained first.
 */
final class LegacyWeights {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyWeights.class);

    static final String LAYERS = "layer_names";
    static final String WEIGHTS = "weight_names";
    private static final String TOP_LEVEL = "top_level_model_weights";

    /** What compressed weights may be, as a multiple of the bytes of the file. */
    private static final long MAX_EXPANSION = 100;

    /** What Keras lets an attribute take. */
    private static final int MAX_ATTRIBUTE = 64512;

    private final Model model;
    private final Hdf5Group file;
    private final Map<Variable, Saved> found = new LinkedHashMap<>();
    private final LegacyArrays arrays;
    private final List<String> misfits = new ArrayList<>();

    private LegacyWeights(Model model, Hdf5Group file) throws IOException {
        this.model = model;
        this.file = file;
        this.arrays = new LegacyArrays(file);
    }

    /** Whether {@code group} holds weights in this layout. */
    static boolean in(Hdf5Group group) throws IOException {
        return group.attributes().containsKey(LAYERS) || group.attributes().containsKey(LAYERS + 0);
    }

    /** The bytes of all weights in {@code group}. */
    static long byteSize(Hdf5Group group) throws IOException {
        Set<Hdf5Dataset> counted = new HashSet<>(); // a hostile file names one many times
        long size = 0;
        long expansion = 1;
        for (String layer : names(group, LAYERS)) {
            for (Hdf5Dataset dataset : datasets(group, layer)) {
                size += counted.add(dataset) ? dataset.byteSize() : 0;
                expansion = dataset.isCompressed() ? MAX_EXPANSION : expansion;
            }
        }
        return Math.min(size, group.fileSize() * expansion);
    }

    /** The weights of {@code model} in the order of this layout. */
    static List<Variable> ordered(Layer layer) {
        List<Variable> ordered = new ArrayList<>(layer.trainableWeights());
        ordered.addAll(layer.nonTrainableWeights());
        return ordered;
    }

    // ---- Reading

    /**
     * Sets the weights of {@code model} to those in {@code group}; changes nothing when they do not fit.
     *
     * @param path what messages call the file
     * @return the weights that training changes, in the order that an optimizer had them in
     */
    static List<Variable> load(Model model, Hdf5Group group, LoadOptions options, Path path) throws IOException {
        LegacyWeights weights = new LegacyWeights(model, group);
        if (options.byName()) {
            weights.matchByName();
        } else {
            weights.matchByPosition();
        }
        weights.matchTopLevel();
        if (!weights.misfits.isEmpty()) {
            String message = "its weights do not fit the model: " + String.join("; ", weights.misfits);
            if (!options.skipMismatch()) {
                throw new ModelFormatException(path, message);
            }
            LOG.warn("{}: {}", path, message);
        }
        for (Map.Entry<Variable, Saved> each : weights.found.entrySet()) {
            each.getValue().source().copyTo(each.getKey());
        }
        return weights.trained();
    }

    /** Keras 1 sorted them by name. */
    private List<Variable> trained() {
        List<Variable> trained = new ArrayList<>(model.trainableWeights());
        if (arrays.ofKeras1() && found.keySet().containsAll(trained)) {
            trained.sort(Comparator.comparing(variable -> {
                String place = found.get(variable).place();
                return place.substring(place.lastIndexOf('/') + 1);
            }));
        }
        return trained;
    }

    private void matchByName() throws IOException {
        List<Layer> layers = new ArrayList<>(model.layers());
        if (arrays.ofKeras1()) {
            // which wrote the layers of stacks within stacks one by one
            flattened(model).stream().filter(layer -> !layers.contains(layer)).forEach(layers::add);
        }
        for (String name : names(file, LAYERS)) {
            for (Layer layer : layers) {
                if (layer.name().equals(name)) {
                    match(layer, name);
                }
            }
        }
    }

    private void matchByPosition() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : names(file, LAYERS)) {
            if (!datasets(file, name).isEmpty()) {
                names.add(name);
            }
        }
        List<Layer> layers = withWeights(model.layers());
        if (layers.size() != names.size()) {
            // Keras 1 wrote the layers of stacks within stacks one by one
            List<Layer> single = withWeights(flattened(model));
            layers = single.size() == names.size() ? single : layers;
        }
        if (layers.size() != names.size()) {
            misfits.add("the model has " + layers.size() + " layers with weights, the file has " + names.size());
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            match(layers.get(i), names.get(i));
        }
    }

    private static List<Layer> withWeights(List<Layer> layers) {
        return layers.stream().filter(layer -> !layer.weights().isEmpty()).toList();
    }

    private static List<Layer> flattened(Model model) {
        List<Layer> flattened = new ArrayList<>();
        for (Layer layer : model.layers()) {
            flattened.addAll(layer instanceof Model inner ? flattened(inner) : List.of(layer));
        }
        return flattened;
    }

    private void matchTopLevel() throws IOException {
        if (file.has(TOP_LEVEL) && !model.ownVariables().isEmpty()) {
            match("the model itself", model.ownVariables(), saved(TOP_LEVEL));
        }
    }

    private void match(Layer layer, String name) throws IOException {
        String label = layer.typeName() + " \"" + layer.name() + "\"";
        match(label, ordered(layer), arrays.of(layer, saved(name)));
    }

    private List<Saved> saved(String name) throws IOException {
        return datasets(file, name).stream().map(Saved::of).toList();
    }

    private void match(String label, List<Variable> variables, List<Saved> saved) {
        if (variables.size() != saved.size()) {
            misfits.add(label + " has " + variables.size() + " weights, the file has " + saved.size());
            return;
        }
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            if (saved.get(i).shape().equals(variable.shape())) {
                found.put(variable, saved.get(i));
            } else {
                misfits.add(label + ": " + variable.name() + " has shape " + variable.shape() + ", the file has "
                        + saved.get(i).shape() + " in " + saved.get(i).place());
            }
        }
    }

    /** The datasets of the group {@code name} in {@code parent}, in order. */
    static List<Hdf5Dataset> datasets(Hdf5Group parent, String name) throws IOException {
        Hdf5Group group = parent.group(name);
        if (group == null) {
            throw new Hdf5Exception("it has no group " + parent.path() + "/" + name);
        }
        List<Hdf5Dataset> datasets = new ArrayList<>();
        for (String weight : names(group, WEIGHTS)) {
            Hdf5Dataset dataset = group.dataset(weight);
            if (dataset == null) {
                throw new Hdf5Exception("it has no dataset " + group.path() + "/" + weight);
            }
            datasets.add(dataset);
        }
        return datasets;
    }

    /** The texts in the attribute {@code key}, which is cut into {@code key0}, {@code key1} and so on where it is long. */
    static List<String> names(Hdf5Group group, String key) throws IOException {
        Map<String, Object> attributes = group.attributes();
        List<Object> names = new ArrayList<>();
        if (attributes.containsKey(key)) {
            addAll(attributes.get(key), names);
        } else {
            for (int i = 0; attributes.containsKey(key + i); i++) {
                addAll(attributes.get(key + i), names);
            }
        }
        return names.stream().map(String::valueOf).toList();
    }

    private static void addAll(Object attribute, List<Object> names) {
        if (attribute instanceof List<?> list) {
            names.addAll(list);
        }
    }

    // ---- Writing

    /** Adds the weights of {@code model} to {@code group}. */
    static void write(Model model, Hdf5Writer.Group group) {
        putNames(group, LAYERS, model.layers().stream().map(Layer::name).toList());
        group.attribute("backend", "tensorflow"); // the convention that kernels are kept in, the only one left
        group.attribute("keras_version", KerasFormat.KERAS_VERSION);
        model.layers().forEach(layer -> put(group.group(layer.name()), ordered(layer)));
        put(group.group(TOP_LEVEL), model.ownVariables());
    }

    /** Adds {@code variables} to {@code group}, under their paths. */
    static void put(Hdf5Writer.Group group, List<Variable> variables) {
        Map<String, Variable> byName = new LinkedHashMap<>();
        for (Variable variable : variables) {
            String name = variable.path();
            for (int i = 1; byName.containsKey(name); i++) {
                name = variable.path() + "_" + i;
            }
            byName.put(name, variable);
        }
        putNames(group, WEIGHTS, List.copyOf(byName.keySet()));
        byName.forEach((name, variable) -> {
            int end = name.lastIndexOf('/');
            Values.put(group.group(name.substring(0, end + 1)), name.substring(end + 1), variable.array());
        });
    }

    /** Sets the attribute {@code key}, in as many parts as HDF5's limit demands. */
    private static void putNames(Hdf5Writer.Group group, String key, List<String> names) {
        int longest = names.stream()
                .mapToInt(name -> name.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(1);
        int most = Math.max(1, MAX_ATTRIBUTE / Math.max(1, longest));
        if (names.size() <= most) {
            group.attribute(key, names);
            return;
        }
        for (int i = 0; i * most < names.size(); i++) {
            group.attribute(key + i, names.subList(i * most, Math.min(names.size(), (i + 1) * most)));
        }
    }
}
