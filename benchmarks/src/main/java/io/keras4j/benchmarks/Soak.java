package io.keras4j.benchmarks;

import io.keras4j.Keras;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.Flatten;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs for long and prints how much memory is in use, on the heap and outside: first cycles of making, training, evaluating and asking small
 * models, then threads that all ask one model. A result that differs from the first of its kind ends it with status 1.
 */
public final class Soak {
    private static final int THREADS = 8;
    private static final int SAMPLES = 48;
    private static final int LINES = 20;
    /** After so many collections that leave as much as the one before, memory has settled. */
    private static final int SETTLED = 3;

    private Soak() {}

    /** Takes the number of cycles, 10,000 by default, and of minutes of asking, 10 by default. */
    public static void main(String[] args) throws Exception {
        int cycles = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        double minutes = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        System.out.printf("%-24s %12s %14s %14s%n", "done", "heap MiB", "native MiB", "resident MiB");
        train(cycles);
        ask(minutes);
        System.out.println("No result was wrong.");
    }

    private static Map<String, Supplier<Sequential>> models() {
        return Map.of(
                "dense",
                () -> new Sequential(
                        Input.of(12), new Dense(16).activation("relu"), new Dense(3).activation("softmax")),
                "normalised",
                () -> new Sequential(
                        Input.of(12),
                        new Dense(8),
                        new BatchNormalization(),
                        new Dropout(0.2),
                        new Dense(3).activation("softmax")),
                "convolution",
                () -> new Sequential(
                        Input.of(6, 2, 1),
                        new Conv2D(4, 2).activation("relu"),
                        new Flatten(),
                        new Dense(3).activation("softmax")));
    }

    private static INDArray samples(Model model) {
        long[] shape = model.input().shape().dims();
        shape[0] = SAMPLES;
        return Nd4j.linspace(-1, 1, SAMPLES * 12).reshape(shape);
    }

    private static void train(int cycles) throws InterruptedException {
        int[] y = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            y[i] = i % 3;
        }
        Map<String, INDArray> first = new HashMap<>();
        List<Map.Entry<String, Supplier<Sequential>>> kinds = List.copyOf(models().entrySet());
        for (int cycle = 0; cycle < cycles; cycle++) {
            Map.Entry<String, Supplier<Sequential>> kind = kinds.get(cycle % kinds.size());
            Keras.clearSession();
            Keras.setRandomSeed(kind.getKey().hashCode());
            Sequential model = kind.getValue().get();
            model.compile(new Adam(0.01), "sparse_categorical_crossentropy", "accuracy");
            INDArray x = samples(model);
            model.fit(
                    x,
                    y,
                    fit -> fit.batchSize(16).epochs(2).validationSplit(0.25).verbose(0));
            model.evaluate(x, y, evaluate -> evaluate.verbose(0));
            INDArray outputs = model.predict(x);
            INDArray expected = first.putIfAbsent(kind.getKey(), outputs);
            if (expected != null && !expected.equals(outputs)) {
                fail("cycle " + cycle + " (" + kind.getKey() + ") ended with other outputs than the first");
            }
            if ((cycle + 1) % Math.max(1, cycles / LINES) == 0) {
                report((cycle + 1) + " cycles");
            }
        }
    }

    private static void ask(double minutes) throws InterruptedException, ExecutionException {
        Keras.setRandomSeed(1);
        Sequential model = models().get("convolution").get();
        INDArray x = samples(model);
        INDArray expected = model.predict(x);
        long start = System.nanoTime();
        long end = start + (long) (minutes * 60e9);
        AtomicLong answers = new AtomicLong();
        ReadWriteLock measuring = new ReentrantReadWriteLock(true);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> askers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int offset = thread;
            askers.add(pool.submit(() -> {
                for (int round = offset; System.nanoTime() < end; round++) {
                    measuring.readLock().lock();
                    ask(model, x, expected, round);
                    measuring.readLock().unlock();
                    answers.incrementAndGet();
                }
            }));
        }
        for (int line = 1; line <= LINES; line++) {
            long until = start + (end - start) / LINES * line;
            Thread.sleep(Math.max(0, (until - System.nanoTime()) / 1_000_000));
            measuring.writeLock().lock(); // what threads are just working with would count as in use
            report(answers + " predictions");
            measuring.writeLock().unlock();
        }
        for (Future<?> asker : askers) {
            asker.get();
        }
        pool.shutdown();
    }

    private static void ask(Model model, INDArray x, INDArray expected, int round) {
        int from = round % SAMPLES;
        int to = Math.min(SAMPLES, from + 1 + round % 7);
        INDArray outputs = model.predict(x.get(NDArrayIndex.interval(from, to)).dup('c'));
        INDArray wanted = expected.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
        if (!outputs.equalsWithEps(wanted, 1e-6)) {
            fail("a thread got " + outputs + ", expected " + wanted);
        }
    }

    /** What collections leave is what is in use; what is outside the heap is freed some time after the first of them. */
    private static void report(String done) throws InterruptedException {
        double least = Double.POSITIVE_INFINITY;
        for (int rounds = 0; rounds < SETTLED; rounds = heap() < 0.98 * least ? 0 : rounds + 1) {
            least = Math.min(least, heap());
            System.gc();
            Thread.sleep(200);
        }
        double mib = 1 << 20;
        System.out.printf(
                "%-24s %12.1f %14.1f %14.1f%n", done, heap() / mib, Pointer.totalBytes() / mib, residentKib() / 1024.0);
    }

    private static double heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The memory of this process in the RAM, which Linux tells; 0 elsewhere. */
    private static long residentKib() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void fail(String message) {
        System.err.println("Wrong: " + message);
        System.exit(1);
    }
}
