package io.keras4j.io.hdf5;

import java.nio.charset.StandardCharsets;

/**
 * A name in a group.
 *
 * @param address of the object that it names; {@link Cursor#UNDEFINED} when it names a path, here or in another file
 */
record Link(String name, long address) {
    /** Reads a link message. */
    static Link read(Cursor cursor) throws Hdf5Exception {
        cursor.version("link", 1, 1);
        int flags = cursor.u8();
        int type = (flags & 0x08) == 0 ? 0 : cursor.u8();
        if ((flags & 0x04) != 0) {
            cursor.skip(8);
        }
        if ((flags & 0x10) != 0) {
            cursor.skip(1);
        }
        long length = cursor.unsigned(1 << (flags & 0x03));
        String name = new String(cursor.take(length), StandardCharsets.UTF_8);
        return new Link(name, type == 0 ? cursor.address() : Cursor.UNDEFINED);
    }
}
