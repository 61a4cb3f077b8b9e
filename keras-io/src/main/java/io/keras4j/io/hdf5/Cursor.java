package io.keras4j.io.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the little-endian fields of one structure of the file, and not past its end. */
final class Cursor {
    /** The address that stands for none. */
    static final long UNDEFINED = -1;

    private final Storage storage;
    private final byte[] bytes;
    private final int end;
    private int position;

    Cursor(Storage storage, byte[] bytes) {
        this(storage, bytes, 0, bytes.length);
    }

    private Cursor(Storage storage, byte[] bytes, int start, int end) {
        this.storage = storage;
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    Storage storage() {
        return storage;
    }

    int remaining() {
        return end - position;
    }

    /** A cursor over the bytes that remain. */
    Cursor copy() {
        return new Cursor(storage, bytes, position, end);
    }

    /** The next {@code length} bytes as a cursor of their own. */
    Cursor part(long length) throws Hdf5Exception {
        int start = position;
        skip(length);
        return new Cursor(storage, bytes, start, position);
    }

    Cursor skip(long length) throws Hdf5Exception {
        if (length < 0 || length > remaining()) {
            throw new Hdf5Exception("a structure is shorter than its fields");
        }
        position += (int) length;
        return this;
    }

    /** The unsigned integer of the next {@code size} bytes; those of 8 bytes keep their bits. */
    long unsigned(int size) throws Hdf5Exception {
        int start = position;
        skip(size);
        long value = 0;
        for (int i = Math.min(size, 8) - 1; i >= 0; i--) {
            value = value << 8 | bytes[start + i] & 0xff;
        }
        return value;
    }

    int u8() throws Hdf5Exception {
        return (int) unsigned(1);
    }

    int u16() throws Hdf5Exception {
        return (int) unsigned(2);
    }

    long u32() throws Hdf5Exception {
        return unsigned(4);
    }

    /** A position in the file, or {@link #UNDEFINED}. */
    long address() throws Hdf5Exception {
        long value = unsigned(storage.offsetSize());
        return storage.offsetSize() == 4 && value == 0xffffffffL ? UNDEFINED : value;
    }

    /** A length of something in the file; {@link #UNDEFINED} for one that is not limited. */
    long length() throws Hdf5Exception {
        return unsigned(storage.lengthSize());
    }

    byte[] take(long length) throws Hdf5Exception {
        int start = position;
        skip(length);
        return Arrays.copyOfRange(bytes, start, position);
    }

    /** The text up to the next zero byte, which is skipped too. */
    String text() throws Hdf5Exception {
        int start = position;
        while (u8() != 0) {
            // goes on to the zero
        }
        return new String(bytes, start, position - 1 - start, StandardCharsets.UTF_8);
    }

    void expect(String signature) throws Hdf5Exception {
        String found = new String(take(signature.length()), StandardCharsets.ISO_8859_1);
        if (!found.equals(signature)) {
            throw new Hdf5Exception("a structure should begin with " + signature);
        }
    }

    int version(String structure, int from, int to) throws Hdf5Exception {
        int version = u8();
        if (version < from || version > to) {
            throw new Hdf5Exception("version " + version + " of the " + structure + " is not known");
        }
        return version;
    }
}
