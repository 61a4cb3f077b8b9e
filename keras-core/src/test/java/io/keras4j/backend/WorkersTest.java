package io.keras4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    /** Counts how often each part ran, and what had happened before. */
    private static final class Counting implements Kernel {
        private final int[] runs;
        private final int[] source;
        private int prepared;
        private int finished;

        /** A kernel of {@code parts}; each adds to its count what the part of {@code before} has counted, or 1. */
        Counting(int parts, Counting before) {
            runs = new int[parts];
            source = before == null ? null : before.runs;
        }

        @Override
        public int parts() {
            return runs.length;
        }

        @Override
        public void prepare() {
            prepared++;
        }

        @Override
        public void run(int part) {
            runs[part] += source == null ? 1 : source[(part + 1) % source.length];
        }

        @Override
        public void finish() {
            finished++;
        }
    }

    private static Workers.Job[] jobs(Kernel... kernels) {
        return Arrays.stream(kernels).map(Workers.Job::new).toArray(Workers.Job[]::new);
    }

    @Test
    void runsEveryPartOnceAndOneKernelAfterTheOther() {
        Counting first = new Counting(7, null);
        Counting second = new Counting(7, first);
        Counting alone = new Counting(1, second);
        Workers.Job[] jobs = jobs(first, second, alone);
        int expectedSecond = 0;
        int expectedAlone = 0;
        for (int run = 1; run <= 1_000; run++) {
            Workers.run(jobs);
            expectedSecond += run;
            expectedAlone += expectedSecond;
            assertThat(Arrays.stream(first.runs).distinct().toArray()).containsExactly(run);
            assertThat(Arrays.stream(second.runs).distinct().toArray()).containsExactly(expectedSecond);
            assertThat(alone.runs).containsExactly(expectedAlone);
            assertThat(first.finished).isEqualTo(run);
            assertThat(first.prepared).isEqualTo(run);
        }
    }

    @Test
    void passesOnWhateverAKernelThrowsEvenACheckedException() {
        for (Throwable thrown : List.of(new IOException("checked"), new AssertionError("error"))) {
            Kernel failing = new Kernel() {
                @Override
                public int parts() {
                    return 8;
                }

                @Override
                public void run(int part) {
                    sneakyThrow(thrown);
                }
            };
            Workers.Job[] jobs = jobs(failing);
            assertThatThrownBy(() -> Workers.run(jobs)).hasRootCause(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneakyThrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void wakesUpAfterAPause() throws InterruptedException {
        Counting kernel = new Counting(5, null);
        Workers.Job[] jobs = jobs(kernel);
        for (int run = 1; run <= 5; run++) {
            Workers.run(jobs);
            assertThat(kernel.runs).containsOnly(run);
            Thread.sleep(20);
        }
    }

    @Test
    void raisesWhatAPartRaised() {
        for (int parts : new int[] {1, 8}) {
            AtomicInteger runs = new AtomicInteger();
            Kernel failing = new Kernel() {
                @Override
                public int parts() {
                    return parts;
                }

                @Override
                public void run(int part) {
                    if (runs.getAndIncrement() == 0) {
                        throw new IndexOutOfBoundsException("part " + part);
                    }
                }

                @Override
                public void finish() {
                    throw new AssertionError("finished in spite of a failure");
                }
            };
            assertThatThrownBy(() -> Workers.run(jobs(failing)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageStartingWith("part ");
        }
        // and goes on
        Counting kernel = new Counting(4, null);
        Workers.run(jobs(kernel));
        assertThat(kernel.runs).containsOnly(1);
    }

    @Test
    void plansOfSeveralThreadsDoNotDisturbEachOther() throws Exception {
        int threads = 6;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<int[]>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(pool.submit(() -> {
                Counting kernel = new Counting(9, null);
                Workers.Job[] jobs = jobs(kernel);
                start.await();
                for (int run = 0; run < 300; run++) {
                    Workers.run(jobs);
                }
                return kernel.runs;
            }));
        }
        start.countDown();
        for (Future<int[]> result : results) {
            assertThat(result.get(50, TimeUnit.SECONDS)).containsOnly(300);
        }
        pool.shutdown();
    }
}
