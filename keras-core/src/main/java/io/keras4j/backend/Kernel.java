package io.keras4j.backend;

/**
 * An op bound to the arrays that it reads and writes. Its work may be cut into parts, which may run at once in several threads; all
 * parts are done before the next kernel starts. Running allocates nothing.
 */
public interface Kernel extends AutoCloseable {
    /** The number of parts. */
    default int parts() {
        return 1;
    }

    /** Called once, by the thread that starts the parts, before them. */
    default void prepare() {}

    /** Does part {@code part} of the work, from 0. */
    void run(int part);

    /** Called once, by the thread that starts the parts, after all of them are done. */
    default void finish() {}

    /** Does all the work in this thread. */
    default void runAll() {
        prepare();
        for (int part = 0; part < parts(); part++) {
            run(part);
        }
        finish();
    }

    /** Frees what the kernel holds outside the Java heap, now rather than when the garbage collector finds it. */
    @Override
    default void close() {}
}
