package io.keras4j.graph;

import java.util.Map;
import java.util.TreeMap;

/** Hands out ranges of an arena that grows as needed, the smallest free range that fits first. Sizes count elements. */
final class FreeList {
    /** A range in use by one value or, when one was computed in the place of another, by two. */
    static final class Block {
        private final long offset;
        private final long size;
        private int owners = 1;

        private Block(long offset, long size) {
            this.offset = offset;
            this.size = size;
        }

        long offset() {
            return offset;
        }

        void retain() {
            owners++;
        }

        boolean isSingle() {
            return owners == 1;
        }

        /** Gives up one owner; true when it was the last. */
        boolean release() {
            return --owners == 0;
        }
    }

    private final long unit;
    private final TreeMap<Long, Long> free = new TreeMap<>(); // offset to size
    private long size;

    /** An arena whose ranges start at multiples of {@code unit}. */
    FreeList(long unit) {
        this.unit = unit;
    }

    Block allocate(long elements) {
        long needed = (elements + unit - 1) / unit * unit;
        Map.Entry<Long, Long> best = null;
        for (Map.Entry<Long, Long> range : free.entrySet()) {
            if (range.getValue() >= needed && (best == null || range.getValue() < best.getValue())) {
                best = range;
            }
        }
        if (best == null) {
            Map.Entry<Long, Long> last = free.lastEntry();
            boolean atEnd = last != null && last.getKey() + last.getValue() == size;
            long offset = atEnd ? last.getKey() : size;
            if (atEnd) {
                free.remove(offset);
            }
            size = offset + needed;
            return new Block(offset, needed);
        }
        long offset = best.getKey();
        long rest = best.getValue() - needed;
        free.remove(offset);
        if (rest > 0) {
            free.put(offset + needed, rest);
        }
        return new Block(offset, needed);
    }

    void free(Block block) {
        long offset = block.offset;
        long length = block.size;
        Map.Entry<Long, Long> before = free.lowerEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            offset = before.getKey();
            length += before.getValue();
        }
        Long after = free.remove(block.offset + block.size);
        if (after != null) {
            length += after;
        }
        free.put(offset, length);
    }

    /** How many elements the arena needs. */
    long size() {
        return size;
    }
}
