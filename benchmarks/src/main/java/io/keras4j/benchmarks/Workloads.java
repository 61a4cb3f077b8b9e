package io.keras4j.benchmarks;

import io.keras4j.models.Sequential;
import io.keras4j.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Times the workloads named, or all, each in a JVM of its own, and prints one line of JSON for each; see the README for what the keys
 * mean.
 */
public final class Workloads {
    /** Below this many seconds, neither warm-up nor measurement of a prediction ends. */
    private static final double ENOUGH = 1;

    private Workloads() {}

    /** Runs the workloads named. */
    public static void main(String[] names) throws IOException, InterruptedException {
        try {
            List.of(names).forEach(Workload::check);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        if (names.length == 1) {
            run(names[0]);
            return;
        }
        for (String name : names.length == 0 ? Workload.names() : List.of(names)) {
            int status = runInNewJvm(name);
            if (status != 0) {
                System.exit(status);
            }
        }
    }

    private static int runInNewJvm(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Workloads.class.getName(), name));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void run(String name) {
        Workload workload = Workload.of(name);
        Sequential model = workload.model();
        int batch = workload.batch();
        int samples = (int) workload.x().size(0);

        INDArray fewX = first(workload.x(), 4 * batch);
        INDArray fewY = first(workload.y(), 4 * batch);
        double firstFit = seconds(() -> fit(model, fewX, fewY, batch));
        double sinceStart = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;

        fit(model, workload.x(), workload.y(), batch);
        double epoch = Double.MAX_VALUE;
        double total = 0;
        for (int i = 0; i < 3 || total < 5; i++) {
            double time = seconds(() -> fit(model, workload.x(), workload.y(), batch));
            epoch = Math.min(epoch, time);
            total += time;
        }

        INDArray one = first(workload.x(), 1);
        System.out.printf(
                Locale.ROOT,
                "{\"peer\": \"keras4j\", \"workload\": \"%s\", \"params\": %d, \"batch\": %d, "
                        + "\"start_to_first_fit_s\": %.3f, \"first_fit_s\": %.3f, \"fit_ms_per_step\": %.4f, "
                        + "\"predict_b32_us_per_sample\": %.2f, \"predict_b256_us_per_sample\": %.2f, "
                        + "\"predict_one_us\": %.1f, \"call_one_us\": %.1f}%n",
                name,
                model.countParams(),
                batch,
                sinceStart,
                firstFit,
                epoch / (samples / batch) * 1e3,
                predict(workload, 32) * 1e6,
                predict(workload, 256) * 1e6,
                median(() -> model.predict(one)) * 1e6,
                median(() -> model.apply(Tensor.of(one)).value()) * 1e6);
    }

    private static void fit(Sequential model, INDArray x, INDArray y, int batch) {
        model.fit(x, y, fit -> fit.batchSize(batch).verbose(0));
    }

    /** Seconds a sample when a few batches of this size are predicted in one call. */
    private static double predict(Workload workload, int batch) {
        int samples = (int) Math.min(workload.x().size(0), batch * 20L);
        INDArray x = first(workload.x(), samples);
        return median(() -> workload.model().predict(x, predict -> predict.batchSize(batch))) / samples;
    }

    private static INDArray first(INDArray array, int rows) {
        return array.get(NDArrayIndex.interval(0, rows)).dup();
    }

    private static double seconds(Runnable run) {
        long start = System.nanoTime();
        run.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The median of the seconds of a run, over at least a second and five runs, after a second of warm-up. */
    private static double median(Runnable run) {
        for (double total = 0; total < ENOUGH; ) {
            total += seconds(run);
        }
        List<Double> times = new ArrayList<>();
        for (double total = 0; total < ENOUGH || times.size() < 5; total += times.get(times.size() - 1)) {
            times.add(seconds(run));
        }
        times.sort(null);
        return times.get(times.size() / 2);
    }
}
