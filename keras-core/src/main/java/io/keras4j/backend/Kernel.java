package io.keras4j.backend;

/**
 * An op bound to the arrays that it reads and writes. Its work may be cut into parts, which may run at once in several threads; all
 * parts are done before the next kernel starts. Running allocates nothing.
 */
public interface Kernel {
    /** The number of parts. */
    default int parts() {
        return 1;
    }

    /** Does part {@code part} of the work, from 0. */
    void run(int part);

    /** Called once, by the thread that starts the parts, after all of them are done. */
    default void finish() {}

    /** Does all the work in this thread. */
    default void runAll() {
        for (int part = 0; part < parts(); part++) {
            run(part);
        }
        finish();
    }
}
