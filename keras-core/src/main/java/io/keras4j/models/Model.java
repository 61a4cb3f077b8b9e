package io.keras4j.models;

import io.keras4j.engine.FluentLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Layers grouped into one with methods for training: <a href="https://keras.io/api/models/model/">keras.Model</a>. */
public class Model extends FluentLayer<Model> {
    /** A model whose subclass computes with {@code call}. */
    protected Model() {}

    // ---- Files

    /** Saves this model as a file that {@link #load} and Python Keras open, {@code .keras}. */
    public void save(String path) {
        save(path, options -> {});
    }

    /**
     * Saves this model.
     *
     * @throws IllegalArgumentException when no format is known for the path, or the file exists and is not to be overwritten
     */
    public void save(String path, Consumer<SaveOptions> options) {
        SaveOptions chosen = new SaveOptions();
        options.accept(chosen);
        ModelFormat format = ModelFormats.forModel(Path.of(path));
        checkOverwrite(path, chosen);
        inFile(() -> format.save(this, Path.of(path), chosen));
    }

    /** The model in the file {@code path}, compiled as it was when saved. */
    public static Model load(String path) {
        return load(path, options -> {});
    }

    /**
     * The model in the file {@code path}.
     *
     * @throws IllegalArgumentException when the file does not exist or is of no known format
     */
    public static Model load(String path, Consumer<LoadOptions> options) {
        LoadOptions chosen = new LoadOptions();
        options.accept(chosen);
        checkExists(path);
        Model[] loaded = new Model[1];
        inFile(() -> loaded[0] = ModelFormats.forModel(Path.of(path)).load(Path.of(path), chosen));
        return loaded[0];
    }

    /** Saves the weights as a file {@code *.weights.h5}. */
    public void saveWeights(String path) {
        saveWeights(path, options -> {});
    }

    /** Saves the weights. */
    public void saveWeights(String path, Consumer<SaveOptions> options) {
        SaveOptions chosen = new SaveOptions();
        options.accept(chosen);
        ModelFormat format = ModelFormats.forWeights(Path.of(path));
        checkOverwrite(path, chosen);
        inFile(() -> format.saveWeights(this, Path.of(path), chosen));
    }

    /** Sets the weights to those in the file {@code path}. */
    public void loadWeights(String path) {
        loadWeights(path, options -> {});
    }

    /**
     * Sets the weights to those in the file {@code path}.
     *
     * @throws IllegalStateException when this model is not built yet
     * @throws IllegalArgumentException when the file does not fit this model
     */
    public void loadWeights(String path, Consumer<LoadOptions> options) {
        LoadOptions chosen = new LoadOptions();
        options.accept(chosen);
        checkExists(path);
        if (!isBuilt()) {
            throw new IllegalStateException("Model \"" + name()
                    + "\" has no weights yet, so none can be loaded: begin it with an Input, or build it first");
        }
        inFile(() -> ModelFormats.forWeights(Path.of(path)).loadWeights(this, Path.of(path), chosen));
    }

    private static void checkOverwrite(String path, SaveOptions options) {
        if (!options.overwrite() && Files.exists(Path.of(path))) {
            throw new IllegalArgumentException("The file " + path + " exists, and overwrite is false");
        }
    }

    private static void checkExists(String path) {
        if (!Files.exists(Path.of(path))) {
            throw new IllegalArgumentException("There is no file " + path);
        }
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private static void inFile(FileWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
