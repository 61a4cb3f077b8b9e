package io.keras4j.io;

import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.models.AtomicFile;
import io.keras4j.models.SaveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Folders with Keras 3's parts of a model as files: what Keras saves with {@code zipped=False}. */
public final class KerasFolderFormat extends KerasFormat {
    @Override
    public String name() {
        return "a folder (zipped false)";
    }

    @Override
    public boolean savesModel(Path path, SaveOptions options) {
        return !options.zipped() && !path.toString().endsWith(".keras");
    }

    @Override
    public boolean loadsModel(Path path) {
        return Files.isRegularFile(path.resolve(CONFIG));
    }

    @Override
    ModelEntries open(Path path) {
        return new FolderEntries(path);
    }

    @Override
    void write(Path path, Map<String, byte[]> texts, Hdf5Writer weights, Map<String, byte[]> assets)
            throws IOException {
        Files.createDirectories(path);
        AtomicFile.write(path.resolve(WEIGHTS), weights::writeTo);
        writeAll(path, assets);
        writeAll(path, texts);
    }

    private static void writeAll(Path path, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFile.write(path.resolve(file.getKey()), out -> out.write(file.getValue()));
        }
    }
}
