package io.keras4j.cli;

import io.keras4j.models.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model that a command reads: a file in any format of Keras, or the JSON of its architecture. */
final class ModelFile {
    private ModelFile() {}

    /** Whether {@code file} is the JSON of an architecture, by what is in it. */
    static boolean isJson(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            while (first >= 0 && Character.isWhitespace(first)) {
                first = in.read();
            }
            return first == '{';
        }
    }

    /** The model in {@code file}; one that is JSON has new weights. */
    static Model load(Path file, boolean compile) throws IOException {
        return isJson(file)
                ? Model.fromJson(Files.readString(file), load -> load.compile(compile))
                : Model.load(file.toString(), load -> load.compile(compile));
    }
}
