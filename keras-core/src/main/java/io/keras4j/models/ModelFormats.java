package io.keras4j.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The file formats on the class path. */
final class ModelFormats {
    private ModelFormats() {}

    private interface Question {
        boolean ask(ModelFormat format) throws IOException;
    }

    static ModelFormat savingModel(Path path, SaveOptions options) throws IOException {
        return byName(path, "models", format -> format.savesModel(path, options));
    }

    static ModelFormat loadingModel(Path path) throws IOException {
        return byContent(path, "model", format -> format.loadsModel(path));
    }

    static ModelFormat savingWeights(Path path) throws IOException {
        return byName(path, "weights", format -> format.savesWeights(path));
    }

    static ModelFormat loadingWeights(Path path) throws IOException {
        return byContent(path, "weights", format -> format.loadsWeights(path));
    }

    private static ModelFormat byName(Path path, String what, Question question) throws IOException {
        ModelFormat found = find(question);
        if (found == null) {
            throw new IllegalArgumentException("No format is known in which " + what + " are saved to a file named "
                    + path.getFileName() + "; the formats are " + names());
        }
        return found;
    }

    private static ModelFormat byContent(Path path, String what, Question question) throws IOException {
        ModelFormat found = find(question);
        if (found == null) {
            throw new ModelFormatException(
                    path, "it holds no " + what + " of a known format; the formats are " + names());
        }
        return found;
    }

    private static ModelFormat find(Question question) throws IOException {
        List<ModelFormat> formats = formats();
        if (formats.isEmpty()) {
            throw new IllegalStateException("No file format is on the class path; add io.keras4j:keras-io to it");
        }
        for (ModelFormat format : formats) {
            if (question.ask(format)) {
                return format;
            }
        }
        return null;
    }

    static ConfigReader configReader() {
        return ServiceLoader.load(ConfigReader.class, ModelFormats.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing that reads configurations is on the class path; add io.keras4j:keras-io to it"));
    }

    private static String names() {
        return formats().stream().map(ModelFormat::name).collect(Collectors.joining(", "));
    }

    private static List<ModelFormat> formats() {
        return ServiceLoader.load(ModelFormat.class, ModelFormats.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
