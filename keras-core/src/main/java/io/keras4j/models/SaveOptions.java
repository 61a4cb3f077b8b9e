package io.keras4j.models;

/** The options of {@link Model#save} and {@link Model#saveWeights}. */
public final class SaveOptions {
    private boolean overwrite = true;
    private boolean zipped = true;
    private boolean includeOptimizer = true;

    /** Whether an existing file is replaced; by default it is, otherwise that is an error. */
    public SaveOptions overwrite(boolean value) {
        overwrite = value;
        return this;
    }

    /** Whether a {@code .keras} model is one file (the default) or a directory. */
    public SaveOptions zipped(boolean value) {
        zipped = value;
        return this;
    }

    /** Whether the optimizer's state is saved too; by default it is. */
    public SaveOptions includeOptimizer(boolean value) {
        includeOptimizer = value;
        return this;
    }

    public boolean overwrite() {
        return overwrite;
    }

    public boolean zipped() {
        return zipped;
    }

    public boolean includeOptimizer() {
        return includeOptimizer;
    }
}
