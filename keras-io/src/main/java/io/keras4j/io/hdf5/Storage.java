package io.keras4j.io.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The file as the structures in it address it. What is read of structures in total is limited, by the size of the file as far as it is small,
 * so that addresses that lead in circles end in an error, and soon. What datasets hold is no part of this.
 */
final class Storage {
    private static final int ROUNDS = 16;
    private static final int ALLOWANCE = 1 << 20;
    /** No model has more structures: the rest of a large file is numbers. */
    private static final long MAX_BUDGET = 1 << 29;
    /** What a read costs beside its bytes. */
    private static final int READ = 64;

    private final ByteSource source;
    private int offsetSize = 8;
    private int lengthSize = 8;
    private long budget;

    Storage(ByteSource source) {
        this.source = source;
        this.budget = Math.min(MAX_BUDGET, source.size() * ROUNDS) + ALLOWANCE;
    }

    ByteSource source() {
        return source;
    }

    int offsetSize() {
        return offsetSize;
    }

    int lengthSize() {
        return lengthSize;
    }

    void sizes(int offsets, int lengths) throws Hdf5Exception {
        if (offsets != 4 && offsets != 8 || lengths != 4 && lengths != 8) {
            throw new Hdf5Exception(
                    "offsets of " + offsets + " and lengths of " + lengths + " bytes are not supported");
        }
        offsetSize = offsets;
        lengthSize = lengths;
    }

    /** The {@code length} bytes at {@code address}, of a structure. */
    Cursor at(long address, long length) throws IOException {
        checkInside(address, length);
        budget -= length + READ;
        if (budget < 0) {
            throw new Hdf5Exception("its structures refer to each other in circles");
        }
        return new Cursor(this, bytes(address, length));
    }

    /** The {@code length} bytes at {@code address}, of a dataset. */
    byte[] bytes(long address, long length) throws IOException {
        checkInside(address, length);
        byte[] bytes = new byte[Math.toIntExact(length)];
        source.read(address, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** Like {@link #at}, where the last four bytes are the checksum of those before. */
    Cursor checked(long address, long length) throws IOException {
        if (length < 4) {
            throw new Hdf5Exception("a structure is too short for its checksum");
        }
        byte[] bytes = at(address, length).take(length);
        int stored = ByteBuffer.wrap(bytes, bytes.length - 4, 4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (stored != Checksum.of(bytes, 0, bytes.length - 4)) {
            throw new Hdf5Exception("a checksum differs, the file is damaged");
        }
        return new Cursor(this, bytes).part(length - 4);
    }

    void checkInside(long address, long length) throws Hdf5Exception {
        if (address < 0 || length < 0 || length > source.size() - address || length > Integer.MAX_VALUE - 8) {
            throw new Hdf5Exception("it is truncated or damaged: " + Long.toUnsignedString(length) + " bytes at "
                    + Long.toUnsignedString(address) + " are not inside its " + source.size() + " bytes");
        }
    }
}
