package io.keras4j.io.hdf5;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where text of any length is kept. */
final class GlobalHeap {
    private static final int HEADER = 16;

    private final Storage storage;
    private final Map<Long, Map<Long, byte[]>> collections = new HashMap<>();
    private long budget;

    GlobalHeap(Storage storage) {
        this.storage = storage;
        this.budget = storage.source().size();
    }

    /** The first {@code length} bytes of object {@code index} of the collection at {@code address}. */
    byte[] read(long address, long index, long length) throws IOException {
        if (length == 0) {
            return new byte[0];
        }
        Map<Long, byte[]> collection = collections.get(address);
        if (collection == null) {
            collection = load(address);
            collections.put(address, collection);
        }
        byte[] object = collection.get(index);
        if (object == null || object.length < length) {
            throw new Hdf5Exception("a text is not where it should be");
        }
        budget -= length;
        if (budget < 0) {
            throw new Hdf5Exception("it refers to the same texts over and over");
        }
        return java.util.Arrays.copyOf(object, (int) length);
    }

    private Map<Long, byte[]> load(long address) throws IOException {
        Cursor prefix = storage.at(address, 8 + storage.lengthSize());
        prefix.expect("GCOL");
        prefix.version("global heap", 1, 1);
        long size = prefix.skip(3).length();
        Cursor cursor = storage.at(address, size).skip(8 + storage.lengthSize());
        Map<Long, byte[]> objects = new HashMap<>();
        while (cursor.remaining() >= HEADER) {
            long index = cursor.u16();
            cursor.skip(6);
            long length = cursor.length();
            if (index == 0) {
                break;
            }
            objects.put(index, cursor.take(length));
            cursor.skip(Math.min(cursor.remaining(), (8 - length % 8) % 8));
        }
        return objects;
    }
}
