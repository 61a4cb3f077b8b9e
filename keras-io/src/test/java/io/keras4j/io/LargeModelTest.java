package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of 100 MB, all of it in one weight: another process saves and loads it, and tells how much memory that took at most. */
class LargeModelTest {
    private static final int UNITS = 5000;
    private static final long SIZE = 4L * UNITS * UNITS;

    @TempDir
    private Path folder;

    private static Model model(int units) {
        return new Sequential(Input.of(units), new Dense(units).kernelInitializer("ones"));
    }

    /** The process: prints what saving takes beyond the model, and loading beyond what there was before. */
    public static void main(String[] args) throws IOException {
        String small = args[0].replace("large", "small");
        model(10).save(small); // which takes what libraries do
        Model.load(small);
        Model large = model(UNITS);
        long before = restart();
        large.save(args[0]);
        System.out.println("saved " + (peak() - before));
        before = restart();
        Model again = Model.load(args[0]);
        System.out.println("loaded " + (peak() - before));
        System.out.println("sum " + again.weights().get(0).array().sumNumber().longValue());
    }

    /** Forgets the largest size that the process had so far, and returns that which it has. */
    private static long restart() throws IOException {
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        return status("VmRSS:");
    }

    private static long peak() throws IOException {
        return status("VmHWM:");
    }

    private static long status(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(key)) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("no " + key);
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(strings = {"large.keras", "large.h5"})
    void takesLittleMoreThanItsSize(String name) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        int status = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeModelTest.class.getName(),
                        folder.resolve(name).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(status).as(String.join("\n", lines)).isZero();

        assertThat(number(lines, "saved")).isLessThan(SIZE / 3);
        assertThat(number(lines, "loaded")).isBetween(SIZE / 2, SIZE * 4 / 3);
        assertThat(number(lines, "sum")).isEqualTo((long) UNITS * UNITS);
    }

    private static long number(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + " "))
                .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
