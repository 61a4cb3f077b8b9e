package io.keras4j.io;

import io.keras4j.config.Json;
import io.keras4j.io.hdf5.Hdf5Exception;
import io.keras4j.models.ModelFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Turns what goes wrong while a file is read into a {@link ModelFormatException} that names the file and the part of it. */
final class Reading {
    private Reading() {}

    /** Reads something. */
    @FunctionalInterface
    interface Body<T> {
        T get() throws IOException, Json.SyntaxException;
    }

    /** What {@code body} reads from {@code entry} of {@code file}; an entry of null stands for the whole file. */
    static <T> T of(Path file, String entry, Body<T> body) throws IOException {
        try {
            return body.get();
        } catch (ModelFormatException e) {
            throw e;
        } catch (Hdf5Exception
                | EOFException
                | ZipException
                | Json.SyntaxException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw new ModelFormatException(file, entry, e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ModelFormatException(file, entry, "it is not as Keras writes it (" + e + ")", e);
        }
    }
}
