package io.keras4j.backend;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that share the work of kernels with the thread that runs a plan. Parts are claimed one by one, so a worker that the system
 * does not run holds nobody up unless it is in the middle of a part. Waiting is short spinning, then yielding, then sleep: next to other
 * busy threads the cores are given away, and an idle library takes no time at all. One plan at a time has the workers; others that run
 * at the same time do their work alone, on their own threads.
 *
 * <p>The property {@code io.keras4j.threads} sets the number of threads, the caller's included; the default is the number of processors.
 */
public final class Workers {
    /** A kernel with the counters by which its parts are handed out. */
    public static final class Job {
        private final Kernel kernel;
        private final int parts;
        private final AtomicInteger next;
        private final AtomicInteger pending = new AtomicInteger();
        private volatile Throwable failure;

        public Job(Kernel kernel) {
            this.kernel = kernel;
            this.parts = kernel.parts();
            this.next = new AtomicInteger(parts);
        }

        private void work() {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    kernel.run(part);
                } catch (
                        Throwable e) { // whatever it is: a part that is never counted off would keep the caller waiting
                    // for ever
                    failure = e;
                } finally {
                    pending.decrementAndGet();
                }
            }
        }

        private void runAlone() {
            kernel.runAll();
        }
    }

    /** The number of threads that work on one plan. */
    public static final int THREADS = Math.max(
            1, Integer.getInteger("io.keras4j.threads", Runtime.getRuntime().availableProcessors()));

    private static final long SPIN_NANOS = 20_000;
    private static final long YIELD_NANOS = 2_000_000;
    private static final long PATIENCE_NANOS = 200_000;
    private static final long NAP_NANOS = 30_000;
    private static final Workers INSTANCE = new Workers();

    private final AtomicBoolean taken = new AtomicBoolean();
    private final Worker[] workers = new Worker[THREADS - 1];
    private volatile Job job;
    private volatile int sequence;

    private Workers() {}

    /** Runs the jobs one after another, with the workers if no other thread has them. */
    public static void run(Job[] jobs) {
        int threads = SingleThreadedNatives.enter();
        try {
            if (THREADS > 1 && INSTANCE.taken.compareAndSet(false, true)) {
                try {
                    INSTANCE.share(jobs);
                } finally {
                    INSTANCE.taken.set(false);
                }
            } else {
                for (Job each : jobs) {
                    each.runAlone();
                }
            }
        } finally {
            SingleThreadedNatives.exit(threads);
        }
    }

    private void share(Job[] jobs) {
        for (Job each : jobs) {
            if (each.parts == 1) {
                each.runAlone();
            } else {
                share(each);
            }
        }
    }

    private void share(Job shared) {
        shared.failure = null;
        shared.kernel.prepare();
        shared.pending.set(shared.parts);
        shared.next.set(
                0); // from here on parts can be claimed, also by a worker that is late from an earlier run of this job
        job = shared;
        sequence++;
        for (int i = 0; i < workers.length; i++) {
            if (workers[i] == null) {
                workers[i] = new Worker(i + 1);
                workers[i].start();
            } else if (workers[i].asleep) {
                LockSupport.unpark(workers[i]);
            }
        }
        shared.work();
        awaitParts(shared);
        Throwable failure = shared.failure;
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null) {
            throw new IllegalStateException("A kernel failed", failure);
        }
        shared.kernel.finish();
    }

    /**
     * Waits for parts that workers are in the middle of. One that takes long was probably taken off its processor by another program;
     * sleeping then leaves this thread's processor free, and the system moves the worker there.
     */
    private static void awaitParts(Job shared) {
        long start = 0;
        while (shared.pending.get() > 0) {
            long now = System.nanoTime();
            start = start == 0 ? now : start;
            if (now - start < SPIN_NANOS) {
                Thread.onSpinWait();
            } else if (now - start < PATIENCE_NANOS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(shared, NAP_NANOS);
            }
        }
    }

    private final class Worker extends Thread {
        private volatile boolean asleep;

        Worker(int number) {
            super("keras4j-worker-" + number);
            setDaemon(true);
        }

        @Override
        public void run() {
            SingleThreadedNatives.enter();
            int seen = sequence - 1;
            while (true) {
                await(seen);
                seen = sequence;
                Job current = job;
                if (current != null) {
                    current.work();
                }
            }
        }

        private void await(int seen) {
            long start = System.nanoTime();
            while (sequence == seen) {
                long waited = System.nanoTime() - start;
                if (waited < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else if (waited < YIELD_NANOS) {
                    Thread.yield();
                } else {
                    asleep = true;
                    if (sequence == seen) {
                        LockSupport.park(this);
                    }
                    asleep = false;
                }
            }
        }
    }
}
