package io.keras4j.io.hdf5;

import java.io.IOException;
import java.util.HashSet;

/**
 * Opens HDF5 for reading. Sizes and addresses are checked against the file before anything is allocated or followed, so that a damaged or
 * hostile file ends in an {@link Hdf5Exception} or {@link java.io.EOFException}.
 *
 * <pre>{@code
 * Hdf5Group root = Hdf5.open(ByteSource.of(channel, 0, channel.size()));
 * Hdf5Dataset kernel = root.dataset("layers/dense/vars/0");
 * }</pre>
 */
public final class Hdf5 {
    private static final long SIGNATURE = 0x0a1a0a0d46444889L;

    private Hdf5() {}

    /** Whether {@code source} begins as HDF5 does. */
    public static boolean matches(ByteSource source) throws IOException {
        return source.size() >= 8 && new Storage(source).at(0, 8).unsigned(8) == SIGNATURE;
    }

    /** The root group of the file in {@code source}. */
    public static Hdf5Group open(ByteSource source) throws IOException {
        if (!matches(source)) {
            throw new Hdf5Exception("it is not an HDF5 file");
        }
        Storage storage = new Storage(source);
        long root = storage.at(8, 1).u8() < 2 ? oldSuperblock(storage) : superblock(storage);
        Hdf5Object object =
                Hdf5Group.open(new Hdf5Object.File(storage, new GlobalHeap(storage), new HashSet<>()), "/", root);
        if (!(object instanceof Hdf5Group)) {
            throw new Hdf5Exception("its root is not a group");
        }
        return (Hdf5Group) object;
    }

    private static long oldSuperblock(Storage storage) throws IOException {
        Cursor sizes = storage.at(8, 16);
        int version = sizes.u8();
        sizes.skip(4);
        storage.sizes(sizes.u8(), sizes.u8());
        int offset = storage.offsetSize();
        Cursor cursor = storage.at(24 + 4L * version, 6L * offset);
        checkBase(cursor);
        cursor.address();
        checkEnd(cursor, storage);
        cursor.address();
        cursor.address();
        return cursor.address();
    }

    private static long superblock(Storage storage) throws IOException {
        Cursor sizes = storage.at(8, 4);
        sizes.version("superblock", 2, 3);
        storage.sizes(sizes.u8(), sizes.u8());
        Cursor cursor = storage.checked(0, 12 + 4L * storage.offsetSize() + 4).skip(12);
        checkBase(cursor);
        cursor.address();
        checkEnd(cursor, storage);
        return cursor.address();
    }

    private static void checkBase(Cursor cursor) throws Hdf5Exception {
        if (cursor.address() != 0) {
            throw new Hdf5Exception("it has a user block, which model files do not");
        }
    }

    private static void checkEnd(Cursor cursor, Storage storage) throws Hdf5Exception {
        long end = cursor.address();
        if (end < 0 || end > storage.source().size()) {
            throw new Hdf5Exception("it is truncated: it should have " + Long.toUnsignedString(end) + " bytes and has "
                    + storage.source().size());
        }
    }
}
