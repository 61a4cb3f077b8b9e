package io.keras4j.backend.loops;

import io.keras4j.tensor.Shape;

/**
 * Where an operand's element for position i of a loop lies: at {@code i / run % count}. With run 1 and as many elements as the loop has
 * positions that is i itself; with run 1 and fewer the operand repeats, as a bias does; with a longer run each element serves for some
 * positions in a row, as a sum along the last axis does.
 */
record Access(long run, long count) {
    /** How an operand of shape {@code operand} is broadcast to {@code loop}; null when not by a single run and count. */
    static Access of(Shape operand, Shape loop) {
        int extra = loop.rank() - operand.rank();
        long run = 1;
        long count = 1;
        boolean ended = false;
        for (int axis = loop.rank() - 1; axis >= 0; axis--) {
            long size = loop.dim(axis);
            if (size == 1) {
                continue;
            }
            boolean matches = axis >= extra && operand.dim(axis - extra) == size;
            if (!matches) {
                if (count == 1) {
                    run *= size;
                } else {
                    ended = true;
                }
            } else if (ended) {
                return null;
            } else {
                count *= size;
            }
        }
        return count == 1 ? new Access(1, 1) : new Access(run, count);
    }

    boolean isScalar() {
        return count == 1;
    }

    /** Whether every position has an element of its own, given the number of positions. */
    boolean isFull(long positions) {
        return run == 1 && count == positions;
    }
}
