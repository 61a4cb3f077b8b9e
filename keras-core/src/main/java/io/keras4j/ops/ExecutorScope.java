package io.keras4j.ops;

/** Holds the executor of each thread; interfaces cannot have private fields. */
final class ExecutorScope {
    static final ThreadLocal<Executor> CURRENT = new ThreadLocal<>();

    private ExecutorScope() {}
}
