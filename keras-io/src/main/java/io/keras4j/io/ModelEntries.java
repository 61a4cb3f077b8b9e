package io.keras4j.io;

import io.keras4j.io.hdf5.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** The parts of a model in Keras 3's format: the entries of a zip file, or the files of a folder. */
interface ModelEntries extends Closeable {
    /** The names of the parts. */
    Set<String> names() throws IOException;

    /** All bytes of a part, which may not be more than {@code limit}. */
    byte[] read(String name, long limit) throws IOException;

    /** The bytes of a part, to be read until this is closed. */
    ByteSource source(String name) throws IOException;
}
