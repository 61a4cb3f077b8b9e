package io.keras4j.io;

import io.keras4j.config.Json;
import io.keras4j.config.Sharing;
import io.keras4j.engine.Layer;
import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Exception;
import io.keras4j.io.hdf5.Hdf5Group;
import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.io.migration.LegacyConfig;
import io.keras4j.io.migration.Migration;
import io.keras4j.models.AtomicFile;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import io.keras4j.models.ModelContents;
import io.keras4j.models.ModelFormat;
import io.keras4j.models.ModelFormatException;
import io.keras4j.models.SaveOptions;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code .h5} files: whole models and weights as Keras kept them from its first version on, and Keras 3 still can. The configuration and what
 * {@code compile} was given are attributes, in JSON; see {@link LegacyWeights} for the weights.
 */
public final class LegacyFormat implements ModelFormat {
    static final String CONFIG = "model_config";
    private static final String TRAINING = "training_config";
    private static final String WEIGHTS = "model_weights";
    private static final String OPTIMIZER = "optimizer_weights";

    @Override
    public String name() {
        return ".h5";
    }

    @Override
    public boolean savesModel(Path path, SaveOptions options) {
        return isLegacy(path);
    }

    @Override
    public boolean loadsModel(Path path) throws IOException {
        return Hdf5File.matches(path, root -> root.attributes().containsKey(CONFIG));
    }

    @Override
    public boolean savesWeights(Path path) {
        return isLegacy(path);
    }

    @Override
    public boolean loadsWeights(Path path) throws IOException {
        return Hdf5File.matches(path, root -> LegacyWeights.in(root) || root.has(WEIGHTS));
    }

    private static boolean isLegacy(Path path) {
        String name = path.toString();
        return name.endsWith(".hdf5") || name.endsWith(".h5") && !name.endsWith(".weights.h5");
    }

    // ---- Reading

    @Override
    public Model load(Path path, LoadOptions options) throws IOException {
        return Hdf5File.read(path, root -> {
            Hdf5Group weights = root.group(WEIGHTS);
            if (weights == null) {
                throw new ModelFormatException(path, "it has a configuration, but no group " + WEIGHTS);
            }
            Model model = ModelConfig.make(
                    () -> Migration.toKeras3(json(root, CONFIG), json(root, TRAINING), version(root)),
                    path,
                    CONFIG,
                    options,
                    LegacyWeights.byteSize(weights));
            List<Variable> trained = LegacyWeights.load(model, weights, options, path);
            if (model.isCompiled() && root.has(OPTIMIZER)) {
                LegacyOptimizer.load(model, trained, root.group(OPTIMIZER), path);
            }
            return model;
        });
    }

    @Override
    public ModelContents inspect(Path path) throws IOException {
        return Hdf5File.read(path, root -> {
            String version = version(root);
            return Contents.of(
                    path,
                    version,
                    Migration.toKeras3(json(root, CONFIG), json(root, TRAINING), version),
                    (className, name) -> name + "/",
                    datasets(root),
                    weight -> Hdf5File.read(
                            path, again -> Values.read(datasets(again).get(weight))));
        });
    }

    /** The weights of the layers, {@code dense_1/dense_1/kernel:0}, and the variables of the optimizer. */
    private static Map<String, Hdf5Dataset> datasets(Hdf5Group root) throws IOException {
        Map<String, Hdf5Dataset> datasets = new LinkedHashMap<>();
        Hdf5Group weights = root.group(WEIGHTS);
        for (String layer : weights == null ? List.<String>of() : LegacyWeights.names(weights, LegacyWeights.LAYERS)) {
            for (Hdf5Dataset dataset : LegacyWeights.datasets(weights, layer)) {
                datasets.put(dataset.path().substring(weights.path().length() + 1), dataset);
            }
        }
        if (root.has(OPTIMIZER)) {
            for (Hdf5Dataset dataset : LegacyWeights.datasets(root.group(OPTIMIZER), "")) {
                datasets.put(dataset.path().substring(1), dataset);
            }
        }
        return datasets;
    }

    private static String version(Hdf5Group root) throws IOException {
        return String.valueOf(root.attributes().getOrDefault("keras_version", "1"));
    }

    /** The map that an attribute of {@code root} holds as JSON, null for none. */
    private static Map<?, ?> json(Hdf5Group root, String attribute) throws IOException, Json.SyntaxException {
        if (!root.attributes().containsKey(attribute)) {
            return null;
        }
        Object value = Json.read(String.valueOf(root.attributes().get(attribute)));
        if (!(value instanceof Map)) {
            throw new Hdf5Exception("the attribute " + attribute + " does not hold a map");
        }
        return (Map<?, ?>) value;
    }

    @Override
    public void loadWeights(Model model, Path path, LoadOptions options) throws IOException {
        Hdf5File.read(path, root -> {
            LegacyWeights.load(model, LegacyWeights.in(root) ? root : root.group(WEIGHTS), options, path);
            return null;
        });
    }

    // ---- Writing

    @Override
    public void save(Model model, Path path, SaveOptions options) throws IOException {
        Set<String> assets = Assets.of(model).keySet();
        if (!assets.isEmpty()) {
            throw new IllegalArgumentException(
                    "The model has parts that .h5 files cannot hold, " + assets + "; save it as a .keras file instead");
        }
        Hdf5Writer file = new Hdf5Writer();
        Map<String, Object> envelope = Sharing.writing(() -> Layer.KIND.envelope(model));
        Hdf5Writer.Group root = file.root();
        root.attribute("keras_version", KerasFormat.KERAS_VERSION);
        root.attribute("backend", "tensorflow");
        root.attribute(CONFIG, Json.write(LegacyConfig.model(envelope)));
        LegacyWeights.write(model, root.group(WEIGHTS));
        if (options.includeOptimizer() && model.isCompiled()) {
            root.attribute(TRAINING, Json.write(LegacyConfig.training(envelope)));
            LegacyOptimizer.write(model.optimizer(), root.group(OPTIMIZER));
        }
        AtomicFile.write(path, file::writeTo);
    }

    @Override
    public void saveWeights(Model model, Path path, SaveOptions options) throws IOException {
        Hdf5Writer file = new Hdf5Writer();
        LegacyWeights.write(model, file.root());
        AtomicFile.write(path, file::writeTo);
    }
}
