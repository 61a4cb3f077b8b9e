package io.keras4j.models;

/** The options of {@link Model#load} and {@link Model#loadWeights}. */
public final class LoadOptions {
    private boolean compile = true;
    private boolean safeMode = true;
    private boolean skipMismatch;
    private boolean byName;

    /** Whether a model that was compiled when it was saved is compiled again, which is the default. */
    public LoadOptions compile(boolean value) {
        compile = value;
        return this;
    }

    /** Whether configurations that could run arbitrary code are refused, which is the default. */
    public LoadOptions safeMode(boolean value) {
        safeMode = value;
        return this;
    }

    /** Whether layers whose weights differ in number or shape keep those they have, instead of an error. */
    public LoadOptions skipMismatch(boolean value) {
        skipMismatch = value;
        return this;
    }

    /** Whether weights are matched by the names of layers instead of their order: legacy {@code .h5} files only. */
    public LoadOptions byName(boolean value) {
        byName = value;
        return this;
    }

    public boolean compile() {
        return compile;
    }

    public boolean safeMode() {
        return safeMode;
    }

    public boolean skipMismatch() {
        return skipMismatch;
    }

    public boolean byName() {
        return byName;
    }
}
