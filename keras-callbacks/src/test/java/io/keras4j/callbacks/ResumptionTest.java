package io.keras4j.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.callbacks.TrainedInPieces.Plan;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that is killed at any moment and started again ends bit for bit as training that was not. */
class ResumptionTest {
    /** How often each plan is killed at least. */
    private static final int KILLS = Integer.getInteger("keras4j.kills", 26);

    private static final int TIMEOUT_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void trainingThatIsKilledAgainAndAgainEndsAsIfItWereNot() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Plan.values().length);
        try {
            List<Future<Integer>> kills = new ArrayList<>();
            for (Plan plan : Plan.values()) {
                byte[] uninterrupted = TrainedInPieces.train(plan, null, () -> {});
                Callable<Integer> killing = () -> killUntilDone(plan, uninterrupted);
                kills.add(threads.submit(killing));
            }
            int total = 0;
            for (Future<Integer> each : kills) {
                total += each.get();
            }
            assertThat(total).isGreaterThanOrEqualTo(KILLS * Plan.values().length);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Kills runs of {@code plan}, one run after another until there were enough kills; returns how many. */
    private int killUntilDone(Plan plan, byte[] expected) throws Exception {
        Random random = new Random(plan.ordinal());
        int kills = 0;
        for (int run = 0; kills < KILLS; run++) {
            Path place = Files.createDirectories(folder.resolve(plan + "-" + run));
            Path result = place.resolve("result");
            while (!Files.exists(result)) {
                if (kills < KILLS) {
                    kills += startAndKill(place, plan, random) ? 1 : 0;
                } else {
                    runToTheEnd(place, plan);
                }
            }
            assertThat(Files.readAllBytes(result)).as("%s, run %d", plan, run).isEqualTo(expected);
            assertThat(place.resolve("backup")).doesNotExist();
        }
        return kills;
    }

    /** Starts the program and kills it at a random moment, mostly while it trains; false when it was done before. */
    private static boolean startAndKill(Path place, Plan plan, Random random) throws Exception {
        Process process = start(place, plan);
        try (BufferedReader output = process.inputReader()) {
            if (random.nextInt(6) > 0) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            boolean done = process.waitFor(20 + random.nextInt(900), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertThat(done ? process.exitValue() : 0)
                    .as(() -> "errors of the program: " + errors(place))
                    .isZero();
            return !done;
        }
    }

    private static String errors(Path place) {
        try {
            return Files.readString(place.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void runToTheEnd(Path place, Plan plan) throws Exception {
        Process process = start(place, plan);
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(() -> "errors of the program: " + errors(place))
                .isZero();
    }

    private static Process start(Path place, Plan plan) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dio.keras4j.backend=" + System.getProperty("io.keras4j.backend", "auto"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TrainedInPieces.class.getName(),
                        place.toString(),
                        plan.name())
                .redirectError(new File(place.toFile(), "errors"))
                .start();
    }
}
