package io.keras4j.io;

import io.keras4j.engine.Layer;
import io.keras4j.io.StateTree.Part;
import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Group;
import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The variables of a model in Keras 3's layout of HDF5 files: for each part of the {@link StateTree} a group {@code vars} with its name as an
 * attribute and its variables as datasets {@code 0}, {@code 1}, ...
 */
final class Weights {
    private static final Logger LOG = LoggerFactory.getLogger(Weights.class);

    /** The number of updates and the learning rate. */
    private static final int STATE_WITHOUT_SLOTS = 2;

    private Weights() {}

    /** The file that holds the variables of {@code model}. */
    static Hdf5Writer file(Model model, boolean optimizer) {
        Hdf5Writer file = new Hdf5Writer();
        for (Part part : StateTree.of(model, optimizer)) {
            Hdf5Writer.Group group = file.root().group(part.group());
            group.attribute("name", part.name());
            Map<Variable, INDArray> values =
                    part.layer() == null ? Map.of() : part.layer().savedValues();
            part.saved()
                    .forEach(
                            (key, variable) -> Values.put(group, key, values.getOrDefault(variable, variable.array())));
        }
        return file;
    }

    /**
     * Sets the variables of {@code model} to those in {@code root}; changes nothing when they do not fit.
     *
     * @param file and {@code entry} are what messages call where that is
     */
    static void load(Model model, Hdf5Group root, LoadOptions options, Path file, String entry) throws IOException {
        SavedGroups groups = SavedGroups.of(root);
        makeSlots(model, groups);
        Map<Variable, Hdf5Dataset> found = new LinkedHashMap<>();
        List<Layer> restored = new ArrayList<>();
        List<String> misfits = new ArrayList<>();
        for (Part part : StateTree.of(model, true)) {
            List<String> reasons = new ArrayList<>();
            Map<Variable, Hdf5Dataset> matched = match(part, groups.get(part.group()), reasons);
            if (reasons.isEmpty()) {
                found.putAll(matched);
                if (part.layer() != null) {
                    restored.add(part.layer());
                }
            } else if (part.optional()) {
                // a model that was saved before it was trained has no slots
                boolean lost = count(groups.get(part.group())) > STATE_WITHOUT_SLOTS;
                LOG.atLevel(lost ? Level.WARN : Level.DEBUG)
                        .log("{}: the state of the {} is left as it is: {}", file, part.label(), reasons.get(0));
            } else {
                misfits.addAll(reasons);
            }
        }
        if (!misfits.isEmpty()) {
            String message = "its weights do not fit the model: " + String.join("; ", misfits);
            if (!options.skipMismatch()) {
                throw new ModelFormatException(file, entry, message, null);
            }
            LOG.warn("{}: {}", file, message);
        }
        for (Map.Entry<Variable, Hdf5Dataset> pair : found.entrySet()) {
            Values.set(pair.getKey(), pair.getValue());
        }
        restored.forEach(Layer::restoredVariables);
    }

    /** An optimizer that has not trained yet makes its slots if the file has some. */
    private static void makeSlots(Model model, SavedGroups groups) throws IOException {
        Optimizer optimizer = model.optimizer();
        if (optimizer != null && !optimizer.isBuilt() && count(groups.get("optimizer/vars")) > STATE_WITHOUT_SLOTS) {
            optimizer.build(model.trainableWeights());
        }
    }

    private static int count(Hdf5Group group) throws IOException {
        return group == null ? 0 : group.names().size();
    }

    private static Map<Variable, Hdf5Dataset> match(Part part, Hdf5Group group, List<String> reasons)
            throws IOException {
        Map<Variable, Hdf5Dataset> matched = new LinkedHashMap<>();
        int count = count(group);
        List<Variable> variables = count == part.older().size() ? part.older() : part.variables();
        if (part.optional() && part.variables().size() == STATE_WITHOUT_SLOTS && count > STATE_WITHOUT_SLOTS) {
            // Keras 2 made slots for a momentum of 0 too
            variables = part.older();
            count = variables.size();
        }
        if (count != variables.size()) {
            reasons.add(part.label() + " has " + variables.size() + " variables, the file has " + count + " in /"
                    + part.group());
            return matched;
        }
        for (int i = 0; i < count; i++) {
            Variable variable = variables.get(i);
            String key = part.keys().get(i);
            Hdf5Dataset dataset = group.dataset(key);
            if (dataset == null) {
                reasons.add(part.label() + ": the file has no " + group.path() + "/" + key + " for " + variable.name());
            } else if (!Values.shape(dataset).equals(variable.shape())) {
                reasons.add(part.label() + ": " + variable.name() + " has shape " + variable.shape() + ", the file has "
                        + Values.shape(dataset) + " in " + dataset.path());
            } else {
                matched.put(variable, dataset);
            }
        }
        return matched;
    }
}
