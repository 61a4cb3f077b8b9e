package io.keras4j.models;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The file formats on the class path. */
final class ModelFormats {
    private ModelFormats() {}

    static ModelFormat forModel(Path path) {
        return find(path, "model", format -> format.handlesModel(path));
    }

    static ModelFormat forWeights(Path path) {
        return find(path, "weights", format -> format.handlesWeights(path));
    }

    private static ModelFormat find(Path path, String what, Predicate<ModelFormat> handles) {
        List<ModelFormat> formats = ServiceLoader.load(ModelFormat.class, ModelFormats.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (formats.isEmpty()) {
            throw new IllegalStateException("No file format is on the class path; add io.keras4j:keras-io to it");
        }
        return formats.stream()
                .filter(handles)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No known " + what + " format for " + path
                        + "; known formats: "
                        + formats.stream().map(ModelFormat::name).collect(Collectors.joining(", "))));
    }
}
