package io.keras4j.io;

import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.models.AtomicFile;
import io.keras4j.models.SaveOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** {@code .keras} files: Keras 3's parts of a model in a zip file, not compressed. */
public final class KerasFileFormat extends KerasFormat {
    @Override
    public String name() {
        return ".keras";
    }

    @Override
    public boolean savesModel(Path path, SaveOptions options) {
        return options.zipped() && path.toString().endsWith(".keras");
    }

    @Override
    public boolean loadsModel(Path path) throws IOException {
        return Files.isRegularFile(path) && ZipArchive.matches(path);
    }

    @Override
    ModelEntries open(Path path) throws IOException {
        return new ZipArchive(path);
    }

    @Override
    void write(Path path, Map<String, byte[]> texts, Hdf5Writer weights, Map<String, byte[]> assets)
            throws IOException {
        AtomicFile.write(path, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setMethod(ZipOutputStream.STORED);
            putAll(zip, texts);
            put(zip, WEIGHTS, weights.size(), weights::writeTo);
            putAll(zip, assets);
            zip.finish();
        });
    }

    private static void putAll(ZipOutputStream zip, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            put(zip, file.getKey(), file.getValue().length, target -> target.write(file.getValue()));
        }
    }

    /** Adds an entry; a zip file has its checksum before its bytes, so that is computed first. */
    private static void put(ZipOutputStream zip, String name, long size, Hdf5Writer.Content content)
            throws IOException {
        CRC32 checksum = new CRC32();
        content.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }
}
