package io.keras4j.backend.onednn;

import io.keras4j.backend.Workers;
import java.util.ArrayList;
import java.util.List;

/** How the work of a kernel is cut into parts for several threads. */
final class Parts {
    /** A range of an axis. */
    record Range(long start, long size) {}

    /** Less work than this, in floating-point operations, is not worth handing to another thread: it takes some 5 µs. */
    private static final double MIN_WORK = 5e5;

    private Parts() {}

    /**
     * {@code size} positions cut into ranges for the threads there are, each but the last a multiple of {@code unit}.
     *
     * @param work floating-point operations of it all; memory-bound work counts some ten a float
     */
    static List<Range> of(long size, long unit, double work) {
        long wanted = Math.max(1, Math.min(Workers.THREADS, (long) (work / MIN_WORK)));
        long units = (size + unit - 1) / unit;
        long count = Math.max(1, Math.min(wanted, units));
        List<Range> ranges = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long start = units * i / count * unit;
            long end = Math.min(size, units * (i + 1) / count * unit);
            ranges.add(new Range(start, end - start));
        }
        return ranges;
    }
}
