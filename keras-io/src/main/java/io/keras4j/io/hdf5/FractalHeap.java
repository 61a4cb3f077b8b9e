package io.keras4j.io.hdf5;

import java.io.IOException;

/** A heap whose blocks double in size from row to row; see "Fractal Heap" in HDF5's file format specification. */
final class FractalHeap {
    private static final int MAX_BITS = 48;

    private final Storage storage;
    private final int width;
    private final long startSize;
    private final int directRows;
    private final int offsetBytes;
    private final int lengthBytes;
    private final long root;
    private final int rootRows;

    FractalHeap(Storage storage, long address) throws IOException {
        this.storage = storage;
        int lengths = storage.lengthSize();
        Cursor header = storage.at(address, 22L + 12L * lengths + 3L * storage.offsetSize());
        header.expect("FRHP");
        header.version("fractal heap", 0, 0);
        header.skip(2);
        if (header.u16() != 0) {
            throw new Hdf5Exception("it has a compressed heap, which model files do not");
        }
        header.skip(1);
        long maxObject = header.u32();
        header.skip(lengths + storage.offsetSize() + lengths + storage.offsetSize() + 8L * lengths);
        width = header.u16();
        startSize = header.length();
        long maxDirect = header.length();
        offsetBytes = (header.u16() + 7) / 8;
        header.skip(2);
        root = header.address();
        rootRows = header.u16();
        if (Long.bitCount(startSize) != 1 || Long.bitCount(maxDirect) != 1 || maxDirect < startSize || width == 0) {
            throw new Hdf5Exception("the blocks of a heap have no sensible size");
        }
        directRows = log2(maxDirect) - log2(startSize) + 2;
        lengthBytes = Math.min(log2(maxDirect) / 8 + 1, log2(maxObject) / 8 + 1);
    }

    /** The object that a heap id refers to. */
    Cursor object(Cursor id) throws IOException {
        int kind = id.u8() >> 4;
        if (kind == 2) {
            throw new Hdf5Exception("it has tiny objects in a heap, which model files do not");
        }
        if (kind != 0) {
            throw new Hdf5Exception("it has huge objects in a heap, which model files do not");
        }
        long offset = id.unsigned(offsetBytes);
        long length = id.unsigned(lengthBytes);
        return storage.at(rootRows == 0 ? root + offset : locate(root, rootRows, offset), length);
    }

    /** Where in the file the byte at {@code offset} of the space of an indirect block is. */
    private long locate(long block, int rows, long offset) throws IOException {
        long rest = offset;
        for (int row = 0; row < rows && row + log2(startSize) + log2(width) < MAX_BITS; row++) {
            long size = row < 2 ? startSize : startSize << (row - 1);
            if (rest < size * width) {
                long column = rest / size;
                long within = rest % size;
                long child = child(block, row, column);
                if (child == Cursor.UNDEFINED) {
                    break;
                }
                return row < directRows
                        ? child + within
                        : locate(child, log2(size) - log2(startSize * width) + 1, within);
            }
            rest -= size * width;
        }
        throw new Hdf5Exception("a heap does not have an object that is referred to");
    }

    private long child(long block, int row, long column) throws IOException {
        long header = 5 + storage.offsetSize() + offsetBytes;
        storage.at(block, header).expect("FHIB");
        return storage.at(block + header + (row * (long) width + column) * storage.offsetSize(), storage.offsetSize())
                .address();
    }

    private static int log2(long value) {
        return 63 - Long.numberOfLeadingZeros(value);
    }
}
