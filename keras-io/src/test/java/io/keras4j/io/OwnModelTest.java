package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Layer;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.losses.MeanSquaredError;
import io.keras4j.models.Model;
import io.keras4j.optimizers.Adam;
import io.keras4j.optimizers.SGD;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.training.Batch;
import io.keras4j.training.History;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Models of a user's own: with a call, a training step, a loop; saved and loaded. */
class OwnModelTest {
    private static final INDArray X =
            Nd4j.linspace(DataType.FLOAT, -1, 2.0 / 95, 96).reshape(32, 3);
    private static final INDArray Y =
            Nd4j.linspace(DataType.FLOAT, 0, 1.0 / 31, 32).reshape(32, 1);
    private static final int BATCH = 8;

    @TempDir
    private Path folder;

    /** Two layers and an argument. */
    public static class Plain extends Model {
        private final Argument<Integer> units = argument("units", Codecs.atLeast(1), 5);
        private Dense hidden;
        private final BatchNormalization normalization = addSublayer("normalization", new BatchNormalization());
        private final Dense out = addSublayer("out", new Dense(1));

        Plain units(int value) {
            units.set(value);
            return this;
        }

        @Override
        protected void build(Shape input) {
            hidden = addSublayer("hidden", new Dense(units.get()).activation("tanh"));
        }

        @Override
        protected Tensor call(Tensor x) {
            return out.apply(normalization.apply(hidden.apply(x)));
        }
    }

    /** The same with the step that models have, written out. */
    public static class Stepping extends Plain {
        private boolean tracks = true;

        @Override
        protected Map<String, Tensor> trainStep(Batch batch) {
            try (var tape = new GradientTape()) {
                List<Tensor> predictions = applyAll(batch.x(), new CallArguments().training(true));
                Tensor loss = computeLoss(batch, predictions);
                if (tracks) {
                    trackLoss(batch, loss);
                }
                optimizer().apply(tape.gradient(loss, trainableWeights()), trainableWeights());
                return computeMetrics(batch, predictions);
            }
        }
    }

    @BeforeEach
    void seed() {
        Keras.clearSession();
        Keras.setRandomSeed(11);
        Layer.KIND.register("Mine", Plain.class, Plain::new);
        Layer.KIND.register("Mine", Stepping.class, Stepping::new);
    }

    private static <M extends Model> M built(M model, Plain like) {
        model.build(Shape.of(-1, 3));
        if (like != null) {
            model.setWeights(like.getWeights());
        }
        model.compile(new Adam(0.02), "mse", "mae");
        return model;
    }

    private static History fit(Model model) {
        return model.fit(
                X, Y, fit -> fit.epochs(3).batchSize(BATCH).shuffle(false).verbose(0));
    }

    @Test
    void aStepWrittenOutTrainsAsTheOneThatModelsHave() {
        Plain plain = built(new Plain(), null);
        Stepping stepping = built(new Stepping(), plain);

        History expected = fit(plain);
        History history = fit(stepping);

        assertThat(history.history()).isEqualTo(expected.history()).containsOnlyKeys("loss", "mae");
        assertThat(stepping.getWeights()).isEqualTo(plain.getWeights());
    }

    /** As in Keras, whose compute_loss leaves the metric alone; it is not shown then. */
    @Test
    void computingTheLossDoesNotTrackIt() {
        Stepping stepping = built(new Stepping(), null);
        stepping.tracks = false;
        History history = fit(stepping);
        assertThat(history.history()).containsOnlyKeys("mae");
    }

    @Test
    void aLoopOfOnesOwnTrainsAsFitDoes() {
        Plain plain = built(new Plain(), null);
        Plain own = built(new Plain(), plain);
        plain.compile(new SGD(0.1), "mse");
        own.compile(new SGD(0.1), "mse");
        fit(plain);

        var loss = new MeanSquaredError();
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int row = 0; row < 32; row += BATCH) {
                var rows = NDArrayIndex.interval(row, row + BATCH);
                Tensor x = Tensor.of(X.get(rows).dup());
                Tensor y = Tensor.of(Y.get(rows).dup());
                try (var tape = new GradientTape()) {
                    Tensor value = loss.apply(y, own.apply(x, true));
                    own.optimizer().apply(tape.gradient(value, own.trainableWeights()), own.trainableWeights());
                }
            }
        }

        for (int i = 0; i < own.weights().size(); i++) {
            INDArray difference = own.getWeights().get(i).sub(plain.getWeights().get(i));
            assertThat(difference.amaxNumber().doubleValue())
                    .as("weight %s", own.weights().get(i).path())
                    .isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void isSavedAndLoadedWithItsArgumentsAndGoesOnTraining() {
        Stepping model = new Stepping();
        model.units(7);
        built(model, null);
        fit(model);
        String path = folder.resolve("own.keras").toString();
        model.save(path);

        Model loaded = Model.load(path);

        assertThat(loaded).isInstanceOf(Stepping.class);
        Recorded.assertSame(loaded, model, 0, 0);
        assertThat(loaded.predict(X)).isEqualTo(model.predict(X));
        assertThat(fit(loaded).history()).isEqualTo(fit(model).history());
        Recorded.assertSame(loaded, model, 0, 0);
    }
}
