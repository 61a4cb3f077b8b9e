package io.keras4j.io;

import io.keras4j.config.Json;
import io.keras4j.io.hdf5.ByteSource;
import io.keras4j.io.hdf5.Hdf5;
import io.keras4j.io.hdf5.Hdf5Group;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files for as long as something is read from them. */
final class Hdf5File {
    private Hdf5File() {}

    /** Reads something from the root of an HDF5 file. */
    @FunctionalInterface
    interface Body<T> {
        T read(Hdf5Group root) throws IOException, Json.SyntaxException;
    }

    /** What {@code body} reads from the HDF5 file {@code path}. */
    static <T> T read(Path path, Body<T> body) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return Reading.of(path, null, () -> body.read(Hdf5.open(ByteSource.of(channel, 0, channel.size()))));
        }
    }

    /** Whether {@code path} is an HDF5 file of which {@code test} is true. */
    static boolean matches(Path path, Body<Boolean> test) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (!Hdf5.matches(ByteSource.of(channel, 0, channel.size()))) {
                return false;
            }
        }
        return read(path, test);
    }
}
