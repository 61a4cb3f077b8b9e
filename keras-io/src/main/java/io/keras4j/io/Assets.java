package io.keras4j.io;

import io.keras4j.io.StateTree.Part;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of single layers, such as vocabularies, in the folder {@code assets} of Keras 3's format: under the paths of the layers. */
final class Assets {
    private static final String FOLDER = "assets";
    private static final long MAX_ASSET = 256L << 20;

    private Assets() {}

    /** The files of the layers of {@code model} by name, the folder included. */
    static Map<String, byte[]> of(Model model) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Part part : StateTree.of(model, false)) {
            part.layer().assets().forEach((name, bytes) -> files.put(folder(part) + name, bytes));
        }
        return files;
    }

    private static String folder(Part part) {
        return part.path().isEmpty() ? FOLDER + "/" : FOLDER + "/" + part.path() + "/";
    }

    /** Gives the layers of {@code model} their files among {@code entries}. */
    static void load(Model model, ModelEntries entries, Path file) throws IOException {
        for (Part part : StateTree.of(model, false)) {
            String folder = folder(part);
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (String name : entries.names()) {
                String inner = name.startsWith(folder) ? name.substring(folder.length()) : "";
                if (!inner.isEmpty() && inner.indexOf('/') < 0) {
                    files.put(inner, Reading.of(file, name, () -> entries.read(name, MAX_ASSET)));
                }
            }
            try {
                part.layer().loadAssets(files);
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new ModelFormatException(file, folder, e.getMessage(), e);
            }
        }
    }
}
