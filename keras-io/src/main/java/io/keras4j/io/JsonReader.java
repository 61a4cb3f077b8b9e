package io.keras4j.io;

import io.keras4j.config.Json;
import io.keras4j.io.migration.Migration;
import io.keras4j.models.ConfigReader;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What {@code to_json} of any version of Keras gives. */
public final class JsonReader implements ConfigReader {
    @Override
    public Model read(String json, LoadOptions options) {
        try {
            return ModelConfig.make(
                    () -> {
                        Object config = Json.read(json);
                        return Migration.toKeras3(config, version(config));
                    },
                    options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keras 3 names the modules of classes, older versions their own version, the first ones neither. */
    private static String version(Object config) {
        if (!(config instanceof Map<?, ?> map) || map.containsKey("module")) {
            return KerasFormat.KERAS_VERSION;
        }
        return map.get("keras_version") instanceof String version ? version : "1";
    }
}
