package io.keras4j.backend.loops;

import io.keras4j.tensor.Shape;

/**
 * Where an operand's element for position i of a loop lies: rows of {@code inner} elements, each repeated {@code run} times, {@code outer}
 * of them, and from the start again: at {@code i / (inner·run) % outer · inner + i % inner}. A bias has one row; what a sum along the
 * last axis left has rows of one element; what a sum over an image left has a row for each image, repeated for each pixel.
 */
record Access(long inner, long run, long outer) {
    /** How an operand of shape {@code operand} is broadcast to {@code loop}; null when it is in more places than this describes. */
    static Access of(Shape operand, Shape loop) {
        int extra = loop.rank() - operand.rank();
        long[] sizes = {1, 1, 1}; // inner, run, outer
        int stage = 0;
        for (int axis = loop.rank() - 1; axis >= 0; axis--) {
            long size = loop.dim(axis);
            if (size == 1) {
                continue;
            }
            boolean matches = axis >= extra && operand.dim(axis - extra) == size;
            if (stage == 0 && !matches) {
                stage = 1;
            } else if (stage == 1 && matches) {
                stage = 2;
            } else if (stage == 2 && !matches) {
                stage = 3;
            } else if (stage == 3 && matches) {
                return null;
            }
            if (stage < 3) {
                sizes[stage] *= size;
            }
        }
        return sizes[2] == 1 ? new Access(sizes[0], 1, 1) : new Access(sizes[0], sizes[1], sizes[2]);
    }

    long count() {
        return inner * outer;
    }

    boolean isScalar() {
        return count() == 1;
    }

    /** Whether every position has an element of its own, given the number of positions. */
    boolean isFull(long positions) {
        return run == 1 && count() == positions;
    }

    /** Whether the elements simply repeat. */
    boolean isPeriodic() {
        return outer == 1;
    }

    /** The element for position {@code i}. */
    long index(long i) {
        return i / (inner * run) % outer * inner + i % inner;
    }
}
