package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A process that is killed while it saves leaves the file that was there before. */
class KilledSaveTest {
    private static final int KILLS = 5;

    @TempDir
    private Path folder;

    private static Model model() {
        return new Sequential(Input.of(500), new Dense(1000), new Dense(500));
    }

    private static boolean isOfWeights(String file) {
        return file.contains("weights");
    }

    /** The process: saves one model after another, or its weights, in each of which all weights are the same number. */
    public static void main(String[] args) throws IOException {
        Model model = model();
        for (int i = 0; ; i++) {
            double number = i;
            model.weights().forEach(variable -> variable.array().assign(number));
            if (isOfWeights(args[0])) {
                model.saveWeights(args[0]);
            } else {
                model.save(args[0]);
            }
            Files.writeString(Path.of(args[0] + ".started"), "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.keras", "model.h5", "model.weights.h5", "weights_of_keras_2.h5"})
    void leavesTheFileBefore(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Random random = new Random(1);
        for (int kill = 0; kill < KILLS; kill++) {
            Files.deleteIfExists(folder.resolve(name + ".started"));
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledSaveTest.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                while (!Files.exists(folder.resolve(name + ".started"))) {
                    assertThat(process.isAlive()).isTrue();
                    Thread.sleep(10);
                }
                Thread.sleep(random.nextInt(300));
            } finally {
                process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            }

            Model saved = isOfWeights(name) ? model() : Model.load(file.toString());
            if (isOfWeights(name)) {
                saved.loadWeights(file.toString());
            }
            double number = saved.weights().get(0).array().getDouble(0);
            for (INDArray array : saved.getWeights()) {
                assertThat(array.minNumber().doubleValue()).isEqualTo(number);
                assertThat(array.maxNumber().doubleValue()).isEqualTo(number);
            }
        }
    }
}
