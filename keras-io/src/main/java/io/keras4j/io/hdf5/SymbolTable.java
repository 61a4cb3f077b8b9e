package io.keras4j.io.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The links of a group in the old form: a tree of nodes with symbols, whose names are in a heap. */
final class SymbolTable {
    private static final int SOFT_LINK = 2;

    private final Storage storage;
    private final List<Link> links = new ArrayList<>();
    private final Cursor names;

    private SymbolTable(Storage storage, long heap) throws IOException {
        this.storage = storage;
        Cursor header = storage.at(heap, 8 + 2L * storage.lengthSize() + storage.offsetSize());
        header.expect("HEAP");
        header.version("local heap", 0, 0);
        long size = header.skip(3).length();
        header.length();
        this.names = storage.at(header.address(), size);
    }

    /** The links that a symbol table message leads to. */
    static List<Link> read(Storage storage, Cursor message) throws IOException {
        long tree = message.address();
        SymbolTable table = new SymbolTable(storage, message.address());
        table.readTree(tree, -1);
        return table.links;
    }

    private void readTree(long address, int expectedLevel) throws IOException {
        int prefix = 8 + 2 * storage.offsetSize();
        Cursor cursor = storage.at(address, prefix);
        cursor.expect("TREE");
        if (cursor.u8() != 0) {
            throw new Hdf5Exception("a tree of symbols is a tree of something else");
        }
        int level = cursor.u8();
        if (expectedLevel >= 0 && level != expectedLevel) {
            throw new Hdf5Exception("the levels of a tree of symbols are out of order");
        }
        int count = cursor.u16();
        int entry = storage.lengthSize() + storage.offsetSize();
        Cursor entries = storage.at(address + prefix, (long) count * entry);
        for (int i = 0; i < count; i++) {
            entries.length();
            long child = entries.address();
            if (level > 0) {
                readTree(child, level - 1);
            } else {
                readNode(child);
            }
        }
    }

    private void readNode(long address) throws IOException {
        Cursor prefix = storage.at(address, 8);
        prefix.expect("SNOD");
        prefix.version("symbol node", 1, 1);
        int count = prefix.skip(1).u16();
        int entry = 2 * storage.offsetSize() + 24;
        Cursor entries = storage.at(address + 8, (long) count * entry);
        for (int i = 0; i < count; i++) {
            String name = names.copy().skip(entries.address()).text();
            long target = entries.address();
            boolean soft = entries.u32() == SOFT_LINK;
            entries.skip(20);
            links.add(new Link(name, soft ? Cursor.UNDEFINED : target));
        }
    }
}
