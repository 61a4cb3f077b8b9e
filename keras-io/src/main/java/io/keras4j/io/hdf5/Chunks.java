package io.keras4j.io.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The elements of a dataset that is kept in blocks, which may be compressed. */
final class Chunks {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    /** Deflate makes at most 1032 bytes of one. */
    static final long MAX_EXPANSION = 1032;
    /** Blocks may lie partly outside of a dataset, but not this many times its size. */
    private static final long MAX_WORK = 64;

    private static final long FREE_WORK = 1 << 24;

    private final Hdf5Dataset dataset;
    private final Storage storage;
    private final long[] shape;
    private final int elementSize;
    private final long[] chunkShape;
    private final long tree;
    private final List<Integer> filters;
    private byte[] target;
    private long filled;
    private long work;

    Chunks(Hdf5Dataset dataset, Cursor layout) throws IOException {
        this.dataset = dataset;
        this.storage = dataset.file().storage();
        this.shape = dataset.shape();
        this.elementSize = dataset.type().size();
        if (layout.u8() != shape.length + 1) {
            throw new Hdf5Exception("the blocks of " + dataset.path() + " have other axes than it");
        }
        this.tree = layout.address();
        this.chunkShape = new long[shape.length];
        long bytes = elementSize;
        for (int i = 0; i < shape.length; i++) {
            chunkShape[i] = layout.u32();
            bytes = chunkShape[i] == 0 || bytes > Integer.MAX_VALUE / chunkShape[i] ? -1 : bytes * chunkShape[i];
            if (bytes < 0) {
                throw new Hdf5Exception("the blocks of " + dataset.path() + " have no sensible size");
            }
        }
        this.filters = filters();
    }

    private List<Integer> filters() throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (Cursor message : dataset.header().all(ObjectHeader.FILTERS)) {
            int version = message.version("filter pipeline", 1, 2);
            int count = message.u8();
            if (version == 1) {
                message.skip(6);
            }
            for (int i = 0; i < count; i++) {
                int id = message.u16();
                int nameLength = version == 1 || id >= 256 ? message.u16() : 0;
                message.skip(2);
                int values = message.u16();
                message.skip(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
                message.skip(4L * values + (version == 1 && values % 2 == 1 ? 4 : 0));
                ids.add(id);
            }
        }
        return ids;
    }

    /** All elements. */
    byte[] assemble(long size) throws IOException {
        if (size > Integer.MAX_VALUE - 8) {
            throw new Hdf5Exception(dataset.path() + " has " + size + " bytes in blocks, more than can be read");
        }
        target = new byte[(int) size];
        read(tree, -1);
        if (filled < size) {
            throw new Hdf5Exception("elements of " + dataset.path() + " are missing");
        }
        return target;
    }

    private void read(long address, int expectedLevel) throws IOException {
        int prefix = 8 + 2 * storage.offsetSize();
        Cursor cursor = storage.at(address, prefix);
        cursor.expect("TREE");
        if (cursor.u8() != 1) {
            throw new Hdf5Exception("a tree of blocks is a tree of something else");
        }
        int level = cursor.u8();
        if (expectedLevel >= 0 && level != expectedLevel) {
            throw new Hdf5Exception("the levels of a tree of blocks are out of order");
        }
        int count = cursor.u16();
        long entry = 8 + 8L * (shape.length + 1) + storage.offsetSize();
        Cursor entries = storage.at(address + prefix, count * entry);
        for (int i = 0; i < count; i++) {
            long stored = entries.u32();
            long mask = entries.u32();
            long[] offset = new long[shape.length];
            for (int axis = 0; axis < offset.length; axis++) {
                offset[axis] = entries.unsigned(8);
            }
            entries.skip(8);
            long child = entries.address();
            if (level > 0) {
                read(child, level - 1);
            } else {
                place(unfilter(storage.bytes(child, stored), mask), offset);
            }
        }
    }

    private byte[] unfilter(byte[] stored, long mask) throws IOException {
        long size = elementSize;
        for (long dim : chunkShape) {
            size *= dim;
        }
        work += size + stored.length;
        if (work > FREE_WORK && work / MAX_WORK > target.length) {
            throw new Hdf5Exception("the blocks of " + dataset.path() + " hold far more than it");
        }
        byte[] bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((mask >> i & 1) == 0) {
                bytes = unfilter(bytes, filters.get(i), (int) size);
            }
        }
        if (bytes.length != size) {
            throw new Hdf5Exception("a block of " + dataset.path() + " has " + bytes.length + " bytes, not " + size);
        }
        return bytes;
    }

    private byte[] unfilter(byte[] bytes, int filter, int size) throws IOException {
        switch (filter) {
            case DEFLATE:
                return inflate(bytes, size);
            case SHUFFLE:
                return unshuffle(bytes);
            case FLETCHER32:
                return java.util.Arrays.copyOf(bytes, Math.max(0, bytes.length - 4));
            default:
                throw new Hdf5Exception(
                        dataset.path() + " is compressed with filter " + filter + ", which is not supported");
        }
    }

    private byte[] inflate(byte[] bytes, int size) throws IOException {
        if (size / MAX_EXPANSION > bytes.length) {
            throw new Hdf5Exception("a compressed block of " + dataset.path() + " is too short for what it declares");
        }
        byte[] inflated = new byte[size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            int length = inflater.inflate(inflated);
            if (length != size) {
                throw new Hdf5Exception("a compressed block of " + dataset.path() + " is too short");
            }
            return inflated;
        } catch (DataFormatException e) {
            throw new Hdf5Exception("a compressed block of " + dataset.path() + " is damaged");
        } finally {
            inflater.end();
        }
    }

    private byte[] unshuffle(byte[] bytes) {
        int count = bytes.length / elementSize;
        byte[] ordered = bytes.clone();
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < elementSize; j++) {
                ordered[i * elementSize + j] = bytes[j * count + i];
            }
        }
        return ordered;
    }

    /** Copies the part of a block that is inside the dataset, line by line. */
    private void place(byte[] chunk, long[] offset) throws Hdf5Exception {
        int last = shape.length - 1;
        for (int axis = 0; axis <= last; axis++) {
            if (offset[axis] < 0 || offset[axis] >= shape[axis]) {
                throw new Hdf5Exception("a block of " + dataset.path() + " is outside of it");
            }
        }
        int line =
                last < 0 ? elementSize : (int) (Math.min(chunkShape[last], shape[last] - offset[last]) * elementSize);
        long[] index = new long[shape.length];
        while (true) {
            long from = 0;
            long to = 0;
            for (int axis = 0; axis <= last; axis++) {
                from = from * chunkShape[axis] + index[axis];
                to = to * shape[axis] + offset[axis] + index[axis];
            }
            System.arraycopy(chunk, (int) from * elementSize, target, (int) to * elementSize, line);
            filled += line;
            if (filled > target.length) {
                throw new Hdf5Exception("blocks of " + dataset.path() + " overlap");
            }
            int axis = last - 1;
            while (axis >= 0 && ++index[axis] == Math.min(chunkShape[axis], shape[axis] - offset[axis])) {
                index[axis--] = 0;
            }
            if (axis < 0) {
                return;
            }
        }
    }
}
