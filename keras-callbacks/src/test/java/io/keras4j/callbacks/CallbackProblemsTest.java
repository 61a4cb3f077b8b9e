package io.keras4j.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.data.Dataset;
import io.keras4j.data.Samples;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.MultiOptimizer;
import io.keras4j.optimizers.OptimizerMap;
import io.keras4j.optimizers.SGD;
import io.keras4j.training.Callback;
import io.keras4j.training.History;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What callbacks say of wrong names, and of paths that cannot be written to: before anything is trained. */
class CallbackProblemsTest {
    private static final float[][] X = {{1}, {2}, {3}, {4}};

    @TempDir
    private Path folder;

    private Model model;

    @BeforeEach
    void makeModel() {
        model = new Sequential(Input.of(1), new Dense(1).name("price"));
        model.compile(new SGD().learningRate(0.01), "mse", "mae");
    }

    private History fit(Callback... callbacks) {
        return model.fit(X, X, fit -> fit.epochs(3).verbose(0).callbacks(callbacks));
    }

    private static String errorOutput(Runnable body) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes));
        try {
            body.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString();
    }

    @Test
    void aLogThatIsMissingIsWarnedOfOnceWithThoseThatThereAre() {
        String printed = errorOutput(() -> {
            assertThat(fit(new EarlyStopping("val_loss")).epochs()).hasSize(3);
            assertThat(fit(new ReduceLROnPlateau("other").mode("min")).epochs()).hasSize(3);
        });

        assertThat(printed)
                .containsOnlyOnce("EarlyStopping looks at \"val_loss\"")
                .contains("[loss, mae]");
        assertThat(printed).containsOnlyOnce("ReduceLROnPlateau looks at \"other\"");
    }

    @Test
    void aLogOfWhichNobodyKnowsWhatIsBetterIsRefused() {
        List<INDArray> before = model.getWeights();

        assertThatThrownBy(() -> fit(new EarlyStopping("val_acc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EarlyStopping")
                .hasMessageContaining("\"val_acc\"")
                .hasMessageContaining("[loss, mae]");
        assertThat(model.getWeights()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSVLogger", "ModelCheckpoint", "BackupAndRestore"})
    void aPathThatCannotBeWrittenToIsRefusedBeforeTraining(String kind) throws IOException {
        String file = Files.createFile(folder.resolve("file")).resolve("inside").toString();
        Callback callback = switch (kind) {
            case "CSVLogger" -> new CSVLogger(file + ".csv");
            case "ModelCheckpoint" -> new ModelCheckpoint(file + ".keras");
            default -> new BackupAndRestore(file);
        };
        List<INDArray> before = model.getWeights();

        assertThatThrownBy(() -> fit(callback))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(kind)
                .hasMessageContaining(folder.resolve("file").toString());
        assertThat(model.getWeights()).isEqualTo(before);
    }

    @Test
    void aFileNameThatCannotBeFilledInIsRefusedBeforeTraining() {
        List<INDArray> before = model.getWeights();

        assertThatThrownBy(() -> fit(new ModelCheckpoint(folder + "/{epoch:x}.keras")))
                .hasMessageContaining("unknown format \"x\"");
        assertThat(model.getWeights()).isEqualTo(before);
        assertThatThrownBy(() -> fit(new ModelCheckpoint(folder + "/{val_loss:.2f}.keras")))
                .hasMessageContaining("\"val_loss\", known are [epoch, loss, mae]");
    }

    @Test
    void lossesThatAreNotFiniteAreGoneOnWithUnlessACallbackStops() {
        model.compile(new SGD().learningRate(1e30), "mse");
        History history = model.fit(X, X, fit -> fit.epochs(4).batchSize(2).verbose(0));

        assertThat(history.get("loss")).hasSize(4);
        assertThat(history.last("loss")).isNaN();
        model.compile(new SGD().learningRate(1e30), "mse");
        model.setWeights(List.of(Nd4j.ones(1, 1), Nd4j.zeros(1)));
        assertThat(model.fit(
                                X,
                                new float[][] {{1}, {Float.MAX_VALUE}, {1}, {1}},
                                fit -> fit.epochs(4).batchSize(2).verbose(0).callbacks(new TerminateOnNaN()))
                        .epochs())
                .hasSize(1);
        assertThat(model.stopTraining()).isTrue();
    }

    @Test
    void dataThatEndEarlyAreWarnedOf() {
        Dataset<Samples> two =
                Dataset.fromGenerator(() -> Dataset.fromArrays(X, X).batch(2).iterator());

        String printed = errorOutput(() -> assertThat(
                        model.fit(two, fit -> fit.epochs(2).stepsPerEpoch(5).verbose(0))
                                .epochs())
                .hasSize(2));

        assertThat(printed).contains("ended after 2 of 5 steps");
    }

    @Test
    void aDamagedBackupIsRefusedUnlessThereIsOneBeforeIt() throws IOException {
        for (boolean twice : new boolean[] {false, true}) {
            String path = folder.resolve("backup" + twice).toString();
            BackupAndRestore backup =
                    new BackupAndRestore(path).deleteCheckpoint(false).doubleCheckpoint(twice);
            fit(backup);
            Files.writeString(Path.of(path, "training_metadata.json"), "{\"epoch\": 3");
            if (twice) {
                // after two epochs of three
                assertThat(fit(backup).epochs()).containsExactly(0, 1, 2);
            } else {
                assertThatThrownBy(() -> fit(backup))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining("training_metadata.json is damaged");
            }
        }
    }

    @Test
    void aBackupOfAnotherModelIsRefused() {
        String path = folder.resolve("backup").toString();
        fit(new BackupAndRestore(path).deleteCheckpoint(false));
        Model other = new Sequential(Input.of(1), new Dense(2), new Dense(1));
        other.compile("sgd", "mse");

        assertThatThrownBy(() -> other.fit(X, X, fit -> fit.verbose(0).callbacks(new BackupAndRestore(path))))
                .hasMessageContaining("latest-3.weights.h5");
    }

    @Test
    void optimizersForDifferentVariablesHaveTheirOwnRates() {
        model.compile(
                new MultiOptimizer(new OptimizerMap(new SGD().learningRate(0.1).name("rest"))
                        .put(".*bias", new SGD().learningRate(0.2).name("biases"))),
                "mse");

        History history = fit(
                new LearningRateScheduler((epoch, rate) -> rate / 2),
                new ReduceLROnPlateau("loss").patience(1).minDelta(1e6).factor(0.5));

        assertThat(history.get("learning_rate_rest").stream().map(Double::floatValue))
                .containsExactly(0.05f, 0.025f, 0.00625f);
        assertThat(history.get("learning_rate_biases").stream().map(Double::floatValue))
                .containsExactly(0.1f, 0.05f, 0.0125f);
    }
}
