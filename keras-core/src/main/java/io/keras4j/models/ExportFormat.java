package io.keras4j.models;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A format in which models run elsewhere, without Keras: {@link Model#export} asks those that {@link java.util.ServiceLoader} finds. What is
 * exported computes predictions; it is not read again.
 */
public interface ExportFormat {
    /** What {@link Model#export(String, String)} calls this format, such as {@code onnx}. */
    String name();

    /**
     * Writes what {@code model} computes when it predicts.
     *
     * @throws IllegalArgumentException when the model has something that the format does not
     */
    void export(Model model, Path path) throws IOException;
}
