package io.keras4j.onnx;

import io.keras4j.tensor.Shape;

/**
 * Sizes of axes in a trace whose batch is of a size that nothing else has, so that what follows from it is seen: a multiple of it is that
 * many batches.
 */
final class Sizes {
    /** A prime that is larger than the axes of layers. */
    static final long BATCH = 1_000_003;

    private Sizes() {}

    /** Whether a size depends on that of the batch. */
    static boolean isDynamic(long size) {
        return size >= BATCH && size % BATCH == 0;
    }

    /** How many batches a size is that depends on it. */
    static long batches(long size) {
        return size / BATCH;
    }

    /** How many sizes of {@code shape} depend on that of the batch. */
    static long dynamic(Shape shape) {
        long count = 0;
        for (long size : shape.dims()) {
            count += isDynamic(size) ? 1 : 0;
        }
        return count;
    }

    /**
     * {@code shape}, whose sizes follow from that of the batch by multiplication alone.
     *
     * @throws IllegalArgumentException where they do not
     */
    static Shape check(Shape shape) {
        for (long size : shape.dims()) {
            if (size > BATCH && !isDynamic(size)) {
                throw new IllegalArgumentException("a tensor of shape " + shape + " with batches of " + BATCH
                        + " samples has a size that cannot be told for batches of other sizes");
            }
        }
        return shape;
    }
}
