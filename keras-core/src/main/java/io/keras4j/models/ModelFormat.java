package io.keras4j.models;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file format for models or for weights alone. {@link Model#save}, {@link Model#load}, {@link Model#saveWeights} and
 * {@link Model#loadWeights} ask the formats that {@link java.util.ServiceLoader} finds: where a file is written its name decides, where one is
 * read its content. The formats of Keras come with keras-io.
 *
 * <p>The configuration of a model is {@code Layer.KIND.envelope(model)}, which includes its {@code build_config} and, when it is compiled,
 * {@code compile_config}; {@code Layer.KIND.get(envelope)} makes an equal model, built and compiled again if the envelope says so.
 */
public interface ModelFormat {
    /** What messages call this format, such as {@code .keras}. */
    String name();

    /** Whether models are saved in this format to a file of this name, with these options. */
    boolean savesModel(Path path, SaveOptions options);

    /** Whether this format is that of the model in the file {@code path}, by what is in it, whatever its name. */
    boolean loadsModel(Path path) throws IOException;

    /** Whether weights are saved in this format to a file of this name. */
    boolean savesWeights(Path path);

    /** Whether this format is that of the weights in the file {@code path}, by what is in it, whatever its name. */
    boolean loadsWeights(Path path) throws IOException;

    /** Writes {@code model}: its configuration, weights and, when it is compiled, how, with the optimizer's state. */
    void save(Model model, Path path, SaveOptions options) throws IOException;

    /**
     * The model in {@code path}, compiled if it was and the options do not forbid it.
     *
     * @throws ModelFormatException when the file is damaged, or holds what this library does not know
     */
    Model load(Path path, LoadOptions options) throws IOException;

    /**
     * What is in {@code path}, whether its classes are known or not.
     *
     * @throws ModelFormatException when the file is damaged
     */
    ModelContents inspect(Path path) throws IOException;

    /** Writes the weights of {@code model}. */
    void saveWeights(Model model, Path path, SaveOptions options) throws IOException;

    /**
     * Sets the weights of {@code model}, which is built, to those in {@code path}.
     *
     * @throws ModelFormatException when the file is damaged, or does not fit the model
     */
    void loadWeights(Model model, Path path, LoadOptions options) throws IOException;
}
