package io.keras4j.io.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Links and attributes of objects that have many of them, in the newer form: a heap of messages, and a tree that tells where in the heap
 * each one is.
 */
final class DenseStorage {
    private static final int LINKS_BY_NAME = 5;
    private static final int ATTRIBUTES_BY_NAME = 8;
    private static final int HEAP_ID_SIZE_OF_ATTRIBUTES = 8;
    /** Each level multiplies what a tree can hold. */
    private static final int MAX_DEPTH = 32;

    private final Storage storage;
    private final FractalHeap heap;
    private final List<Cursor> messages = new ArrayList<>();
    private int nodeSize;
    private int recordSize;
    private int type;

    private DenseStorage(Storage storage, long heap) throws IOException {
        this.storage = storage;
        this.heap = new FractalHeap(storage, heap);
    }

    /** The link messages that a link info message leads to. */
    static List<Cursor> links(Storage storage, Cursor info) throws IOException {
        info.version("link info", 0, 0);
        info.skip((info.u8() & 0x01) == 0 ? 0 : 8);
        return messages(storage, info.address(), info.address(), LINKS_BY_NAME);
    }

    /** The attribute messages that an attribute info message leads to. */
    static List<Cursor> attributes(Storage storage, Cursor info) throws IOException {
        info.version("attribute info", 0, 0);
        info.skip((info.u8() & 0x01) == 0 ? 0 : 2);
        return messages(storage, info.address(), info.address(), ATTRIBUTES_BY_NAME);
    }

    private static List<Cursor> messages(Storage storage, long heap, long tree, int type) throws IOException {
        if (heap == Cursor.UNDEFINED || tree == Cursor.UNDEFINED) {
            return List.of();
        }
        DenseStorage dense = new DenseStorage(storage, heap);
        dense.readTree(tree, type);
        return dense.messages;
    }

    private void readTree(long address, int expectedType) throws IOException {
        Cursor header = storage.checked(address, 22L + storage.offsetSize() + storage.lengthSize());
        header.expect("BTHD");
        header.version("tree", 0, 0);
        type = header.u8();
        if (type != expectedType) {
            throw new Hdf5Exception("a tree of links or attributes is a tree of something else");
        }
        nodeSize = (int) header.u32();
        recordSize = header.u16();
        int depth = header.u16();
        if (depth > MAX_DEPTH) {
            throw new Hdf5Exception("a tree of links or attributes has " + depth + " levels");
        }
        header.skip(2);
        long root = header.address();
        int records = header.u16();
        if (nodeSize < 10 + recordSize || recordSize < HEAP_ID_SIZE_OF_ATTRIBUTES) {
            throw new Hdf5Exception("the nodes of a tree of links or attributes have no sensible size");
        }
        if (root != Cursor.UNDEFINED) {
            readNode(root, depth, records);
        }
    }

    private void readNode(long address, int level, int records) throws IOException {
        int countSize = 0;
        int totalSize = 0;
        if (level > 0) {
            long most = (nodeSize - 10) / recordSize;
            countSize = bytesFor(most);
            long total = most;
            for (int below = 1; below < level; below++) {
                int pointer = storage.offsetSize() + countSize + (below > 1 ? bytesFor(total) : 0);
                long here = (nodeSize - 10 - pointer) / (recordSize + pointer);
                total = Math.min((here + 1) * total + here, Long.MAX_VALUE >> 20);
            }
            totalSize = level > 1 ? bytesFor(total) : 0;
        }
        int pointers = level == 0 ? 0 : (records + 1) * (storage.offsetSize() + countSize + totalSize);
        Cursor node = storage.checked(address, 10L + (long) records * recordSize + pointers);
        node.expect(level == 0 ? "BTLF" : "BTIN");
        node.version("tree node", 0, 0);
        node.skip(1);
        for (int i = 0; i < records; i++) {
            messages.add(heap.object(id(node.part(recordSize))));
        }
        for (int i = 0; level > 0 && i <= records; i++) {
            long child = node.address();
            int count = (int) node.unsigned(countSize);
            node.skip(totalSize);
            readNode(child, level - 1, count);
        }
    }

    private Cursor id(Cursor entry) throws Hdf5Exception {
        return type == LINKS_BY_NAME ? entry.skip(4) : entry.part(HEAP_ID_SIZE_OF_ATTRIBUTES);
    }

    private static int bytesFor(long limit) {
        return (63 - Long.numberOfLeadingZeros(limit)) / 8 + 1;
    }
}
