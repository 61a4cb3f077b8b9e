package io.keras4j.models;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file format for models or for weights alone. {@link Model#save}, {@link Model#load}, {@link Model#saveWeights} and
 * {@link Model#loadWeights} ask the formats that {@link java.util.ServiceLoader} finds for one that handles the path; the formats of Keras
 * come with keras-io.
 *
 * <p>The configuration of a model is {@code Layer.KIND.envelope(model)}, which includes its {@code build_config} and, when it is compiled,
 * {@code compile_config}; {@code Layer.KIND.get(envelope)} makes an equal model, built and compiled again if the envelope says so.
 */
public interface ModelFormat {
    /** What messages call this format, such as {@code .keras}. */
    String name();

    /** Whether whole models are saved to and loaded from {@code path}: by its name, or by what lies there. */
    boolean handlesModel(Path path);

    /** Whether weights alone are saved to {@code path}, or can be loaded from it. */
    boolean handlesWeights(Path path);

    /** Writes {@code model}: its configuration, weights and, when it is compiled, how, with the optimizer's state. */
    void save(Model model, Path path, SaveOptions options) throws IOException;

    /** The model in {@code path}, compiled if it was and the options do not forbid it. */
    Model load(Path path, LoadOptions options) throws IOException;

    /** Writes the weights of {@code model}. */
    void saveWeights(Model model, Path path, SaveOptions options) throws IOException;

    /** Sets the weights of {@code model}, which is built, to those in {@code path}. */
    void loadWeights(Model model, Path path, LoadOptions options) throws IOException;
}
