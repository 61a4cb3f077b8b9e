package io.keras4j.io;

import io.keras4j.models.AtomicFile;
import io.keras4j.models.LoadOptions;
import io.keras4j.models.Model;
import io.keras4j.models.ModelContents;
import io.keras4j.models.ModelFormat;
import io.keras4j.models.SaveOptions;
import java.io.IOException;
import java.nio.file.Path;

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
        return Hdf5File.matches(path, root -> true);
    }

    @Override
    public void save(Model model, Path path, SaveOptions options) {
        throw holdsNoModel();
    }

    @Override
    public Model load(Path path, LoadOptions options) {
        throw holdsNoModel();
    }

    @Override
    public ModelContents inspect(Path path) {
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
        Hdf5File.read(path, root -> {
            Weights.load(model, root, options, path, null);
            return null;
        });
    }
}
