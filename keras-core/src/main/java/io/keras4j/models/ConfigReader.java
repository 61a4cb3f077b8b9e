package io.keras4j.models;

/** Makes models from JSON of any version of Keras, for {@link Model#fromJson}; comes with keras-io, found by {@link java.util.ServiceLoader}. */
public interface ConfigReader {
    /**
     * The model that {@code json} describes, with new weights.
     *
     * @throws ModelFormatException when it is not JSON, or describes what this library does not know
     */
    Model read(String json, LoadOptions options);
}
