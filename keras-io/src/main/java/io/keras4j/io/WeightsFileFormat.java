package io.keras4j.io;

import io.keras4j.io.hdf5.ByteSource;
import io.keras4j.io.hdf5.Hdf5;
import io.keras4j.models.AtomicFile;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormat;
import io.keras4j.models.SaveOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code .weights.h5} files: what Keras 3's {@code save_weights} writes. */
public final class WeightsFileFormat implements ModelFormat {
    @Override
    public String name() {
        return ".weights.h5";
    }

    @Override
    public boolean savesModel(Path path, SaveOptions options) {
        return false;
    }

    @Override
    public boolean loadsModel(Path path) {
        return false;
    }

    @Override
    public boolean savesWeights(Path path) {
        return path.toString().endsWith(".weights.h5");
    }

    @Override
    public boolean loadsWeights(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return Hdf5.matches(ByteSource.of(channel, 0, channel.size()));
        }
    }

    @Override
    public void save(Model model, Path path, SaveOptions options) {
        throw holdsNoModel();
    }

    @Override
    public Model load(Path path, LoadOptions options) {
        throw holdsNoModel();
    }

    private UnsupportedOperationException holdsNoModel() {
        return new UnsupportedOperationException(name() + " files hold weights alone");
    }

    @Override
    public void saveWeights(Model model, Path path, SaveOptions options) throws IOException {
        AtomicFile.write(path, Weights.file(model, options.includeOptimizer())::writeTo);
    }

    @Override
    public void loadWeights(Model model, Path path, LoadOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            Reading.of(path, null, () -> {
                Weights.load(model, ByteSource.of(channel, 0, channel.size()), options, path, null);
                return null;
            });
        }
    }
}
