package io.keras4j.io.hdf5;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The messages that make up a group or a dataset. */
final class ObjectHeader {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int LINK = 0x06;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int ATTRIBUTE_INFO = 0x15;
    static final int SYMBOL_TABLE = 0x11;
    private static final int CONTINUATION = 0x10;
    private static final int SHARED = 0x02;

    private record Message(int type, Cursor data) {}

    private record Block(long address, long length) {}

    private final Storage storage;
    private final List<Message> messages = new ArrayList<>();
    private final Deque<Block> continuations = new ArrayDeque<>();

    private ObjectHeader(Storage storage) {
        this.storage = storage;
    }

    static ObjectHeader read(Storage storage, long address) throws IOException {
        ObjectHeader header = new ObjectHeader(storage);
        if (storage.at(address, 1).u8() == 1) {
            header.readVersion1(address);
        } else {
            header.readVersion2(address);
        }
        return header;
    }

    private void readVersion1(long address) throws IOException {
        Cursor prefix = storage.at(address, 16).skip(8);
        long size = prefix.u32();
        for (Block block = new Block(address + 16, size); block != null; block = continuations.poll()) {
            Cursor cursor = storage.at(block.address(), block.length());
            while (cursor.remaining() >= 8) {
                int type = cursor.u16();
                int length = cursor.u16();
                int flags = cursor.u8();
                cursor.skip(3);
                add(type, flags, cursor.part(length));
            }
        }
    }

    private void readVersion2(long address) throws IOException {
        Cursor prefix = storage.at(address, 6);
        prefix.expect("OHDR");
        prefix.version("object header", 2, 2);
        int flags = prefix.u8();
        int extra = ((flags & 0x20) == 0 ? 0 : 16) + ((flags & 0x10) == 0 ? 0 : 4);
        int sizeBytes = 1 << (flags & 0x03);
        long size = storage.at(address + 6 + extra, sizeBytes).unsigned(sizeBytes);
        int prefixSize = 6 + extra + sizeBytes;
        storage.checkInside(address, size);
        readMessages(storage.checked(address, prefixSize + size + 4).skip(prefixSize), flags);
        for (Block block = continuations.poll(); block != null; block = continuations.poll()) {
            Cursor cursor = storage.checked(block.address(), block.length());
            cursor.expect("OCHK");
            readMessages(cursor, flags);
        }
    }

    private void readMessages(Cursor cursor, int headerFlags) throws IOException {
        int prefix = (headerFlags & 0x04) == 0 ? 4 : 6;
        while (cursor.remaining() >= prefix) {
            int type = cursor.u8();
            int length = cursor.u16();
            int flags = cursor.u8();
            cursor.skip(prefix - 4);
            add(type, flags, cursor.part(length));
        }
    }

    private void add(int type, int flags, Cursor data) throws IOException {
        if (type == CONTINUATION) {
            continuations.add(new Block(data.address(), data.length()));
        } else {
            messages.add(new Message((flags & SHARED) == 0 ? type : -type, data));
        }
    }

    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type() == type);
    }

    /** The one message of this type. */
    Cursor one(int type, String what) throws Hdf5Exception {
        List<Cursor> found = all(type);
        if (found.size() != 1) {
            throw new Hdf5Exception("an object has " + found.size() + " " + what + ", not 1");
        }
        return found.get(0);
    }

    /** The messages of this type, in order. */
    List<Cursor> all(int type) throws Hdf5Exception {
        List<Cursor> found = new ArrayList<>();
        for (Message message : messages) {
            if (message.type() == -type) {
                throw new Hdf5Exception("it shares parts of objects, which model files do not");
            }
            if (message.type() == type) {
                found.add(message.data().copy());
            }
        }
        return found;
    }
}
