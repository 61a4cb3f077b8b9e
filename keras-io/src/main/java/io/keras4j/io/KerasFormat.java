package io.keras4j.io;

import io.keras4j.config.Json;
import io.keras4j.config.Sharing;
import io.keras4j.engine.Layer;
import io.keras4j.io.hdf5.ByteSource;
import io.keras4j.io.hdf5.Hdf5;
import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.io.migration.Migration;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import io.keras4j.models.ModelContents;
import io.keras4j.models.ModelFormat;
import io.keras4j.models.SaveOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keras 3's format: a configuration, weights, and what wrote them. How these parts are kept together is left to subclasses. */
abstract class KerasFormat implements ModelFormat {
    static final String METADATA = "metadata.json";
    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.weights.h5";
    /** The version of Keras whose format this is. */
    static final String KERAS_VERSION = "3.15.0";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss");
    private static final long MAX_JSON = 64L << 20;

    /** The parts in {@code path}. */
    abstract ModelEntries open(Path path) throws IOException;

    /** Writes the parts, in this order. */
    abstract void write(Path path, Map<String, byte[]> texts, Hdf5Writer weights, Map<String, byte[]> assets)
            throws IOException;

    @Override
    public void save(Model model, Path path, SaveOptions options) throws IOException {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("keras_version", KERAS_VERSION);
        metadata.put("date_saved", LocalDateTime.now().format(DATE));
        Map<String, byte[]> texts = new LinkedHashMap<>();
        texts.put(METADATA, json(metadata));
        texts.put(CONFIG, json(Sharing.writing(() -> Layer.KIND.envelope(model))));
        write(path, texts, Weights.file(model, options.includeOptimizer()), Assets.of(model));
    }

    private static byte[] json(Object value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Model load(Path path, LoadOptions options) throws IOException {
        try (ModelEntries entries = Reading.of(path, null, () -> open(path))) {
            Object config = Reading.of(path, CONFIG, () -> Json.read(entries.read(CONFIG, MAX_JSON)));
            ByteSource weights = Reading.of(path, WEIGHTS, () -> entries.source(WEIGHTS));
            String version = version(entries, path);
            Model model =
                    ModelConfig.make(() -> Migration.toKeras3(config, version), path, CONFIG, options, weights.size());
            load(model, path, weights, options);
            Assets.load(model, entries, path);
            return model;
        }
    }

    @Override
    public ModelContents inspect(Path path) throws IOException {
        try (ModelEntries entries = Reading.of(path, null, () -> open(path))) {
            Object config = Reading.of(path, CONFIG, () -> Json.read(entries.read(CONFIG, MAX_JSON)));
            String version = version(entries, path);
            return Reading.of(
                    path,
                    WEIGHTS,
                    () -> Contents.of(
                            path,
                            version,
                            Migration.toKeras3(config, version),
                            Contents.byClass(),
                            SavedGroups.of(Hdf5.open(entries.source(WEIGHTS))).datasets(),
                            weight -> weight(path, weight)));
        }
    }

    private INDArray weight(Path path, String name) throws IOException {
        try (ModelEntries entries = Reading.of(path, null, () -> open(path))) {
            return Reading.of(
                    path,
                    WEIGHTS,
                    () -> Values.read(SavedGroups.of(Hdf5.open(entries.source(WEIGHTS)))
                            .datasets()
                            .get(name)));
        }
    }

    private static String version(ModelEntries entries, Path path) throws IOException {
        Object metadata = Reading.of(
                path,
                METADATA,
                () -> entries.names().contains(METADATA) ? Json.read(entries.read(METADATA, MAX_JSON)) : null);
        return metadata instanceof Map<?, ?> map && map.get("keras_version") instanceof String version
                ? version
                : KERAS_VERSION;
    }

    @Override
    public void loadWeights(Model model, Path path, LoadOptions options) throws IOException {
        try (ModelEntries entries = Reading.of(path, null, () -> open(path))) {
            load(model, path, Reading.of(path, WEIGHTS, () -> entries.source(WEIGHTS)), options);
        }
    }

    private static void load(Model model, Path path, ByteSource weights, LoadOptions options) throws IOException {
        Reading.of(path, WEIGHTS, () -> {
            Weights.load(model, Hdf5.open(weights), options, path, WEIGHTS);
            return null;
        });
    }

    @Override
    public boolean savesWeights(Path path) {
        return false;
    }

    @Override
    public boolean loadsWeights(Path path) throws IOException {
        return loadsModel(path);
    }

    @Override
    public void saveWeights(Model model, Path path, SaveOptions options) {
        throw new UnsupportedOperationException(name() + " files hold whole models");
    }
}
