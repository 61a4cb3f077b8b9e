package io.keras4j.backend.onednn;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;

/** Things outside the Java heap that are freed together: when closed, or when their owner is collected. */
final class Natives implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Frees these things when {@code owner} is collected, unless that was done before. */
    Cleaner.Cleanable ownedBy(Object owner) {
        return CLEANER.register(owner, this);
    }

    /** Adds how to free one more thing; the last added is freed first. */
    void add(Runnable release) {
        releases.push(release);
    }

    @Override
    public void run() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }
}
