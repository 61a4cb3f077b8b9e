package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.models.Model;
import io.keras4j.ops.Ops;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers that draw random numbers in training: their distributions, their seeds. */
class RandomLayersTest {
    private static final Shape SHAPE = Shape.of(50, 40, 100);
    private static final Tensor ONES = Ops.ones(SHAPE, DType.FLOAT32);

    private static double[] train(Layer layer) {
        return Fixtures.doubles(layer.apply(ONES, true).value());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void dropoutKeepsTheMean() {
        double[] values = train(new Dropout(0.3).seed(1L));
        assertThat(Arrays.stream(values).filter(x -> x == 0).count() / (double) values.length)
                .isCloseTo(0.3, within(0.005));
        assertThat(Arrays.stream(values).filter(x -> x != 0)).allMatch(x -> Math.abs(x - 1 / 0.7) < 1e-6);
        assertThat(mean(values)).isCloseTo(1, within(0.01));
    }

    @Test
    void alphaDropoutKeepsMeanAndVariance() {
        Tensor x = Random.normal(SHAPE, 0, 1, DType.FLOAT32, new SeedGenerator(7L)); // not that of the layer
        double[] values =
                Fixtures.doubles(new AlphaDropout(0.3).seed(1L).apply(x, true).value());
        assertThat(mean(values)).isCloseTo(0, within(0.02));
        assertThat(deviation(values)).isCloseTo(1, within(0.02));
        double lowest =
                Arrays.stream(values)
                                .boxed()
                                .collect(Collectors.groupingBy(v -> v, Collectors.counting()))
                                .values()
                                .stream()
                                .mapToLong(count -> count)
                                .max()
                                .orElseThrow()
                        / (double) values.length;
        assertThat(lowest).as("share of the value that dropped elements get").isCloseTo(0.3, within(0.005));
    }

    @Test
    void noiseShapeRepeatsTheMask() {
        INDArray y = new Dropout(0.5)
                .noiseShape(null, 1, 100)
                .seed(1L)
                .apply(ONES, true)
                .value();
        assertThat(y.sum(1).eq(0).castTo(y.dataType()).sumNumber().doubleValue() / (50 * 100))
                .isCloseTo(0.5, within(0.05));
        assertThat(y.std(false, 1).maxNumber().doubleValue()).isZero();
    }

    @Test
    void spatialDropoutDropsWholeChannels() {
        INDArray y = new SpatialDropout1D(0.5).seed(1L).apply(ONES, true).value();
        assertThat(y.std(false, 1).maxNumber().doubleValue()).isZero();
        assertThat(y.meanNumber().doubleValue()).isCloseTo(1, within(0.1));
        Tensor images = Ops.ones(Shape.of(20, 30, 4, 5), DType.FLOAT32);
        INDArray first = new SpatialDropout2D(0.5)
                .dataFormat("channels_first")
                .seed(1L)
                .apply(images, true)
                .value();
        assertThat(first.std(false, 2, 3).maxNumber().doubleValue()).isZero();
        assertThat(first.std(false, 0, 1).minNumber().doubleValue()).isGreaterThan(0.9);
        INDArray last = new SpatialDropout2D(0.5).seed(1L).apply(images, true).value();
        assertThat(last.std(false, 1, 2).maxNumber().doubleValue()).isZero();
        INDArray volume = new SpatialDropout3D(0.5)
                .seed(1L)
                .apply(Ops.ones(Shape.of(20, 3, 4, 5, 30), DType.FLOAT32), true)
                .value();
        assertThat(volume.std(false, 1, 2, 3).maxNumber().doubleValue()).isZero();
    }

    @Test
    void gaussianNoiseAddsAndGaussianDropoutMultiplies() {
        double[] noise = train(new GaussianNoise(0.2).seed(1L));
        assertThat(mean(noise)).isCloseTo(1, within(0.005));
        assertThat(deviation(noise)).isCloseTo(0.2, within(0.002));
        double[] dropout = train(new GaussianDropout(0.2).seed(1L));
        assertThat(mean(dropout)).isCloseTo(1, within(0.005));
        assertThat(deviation(dropout)).isCloseTo(0.5, within(0.005));
        Tensor tens = Ops.multiply(ONES, 10);
        assertThat(deviation(Fixtures.doubles(
                        new GaussianDropout(0.2).seed(1L).apply(tens, true).value())))
                .isCloseTo(5, within(0.05));
        assertThat(deviation(Fixtures.doubles(
                        new GaussianNoise(0.2).seed(1L).apply(tens, true).value())))
                .isCloseTo(0.2, within(0.002));
    }

    @Test
    void everyStepDrawsAnewEagerlyAndPlanned() {
        for (Function<Long, Layer> maker : List.<Function<Long, Layer>>of(
                seed -> new Dropout(0.5).seed(seed),
                seed -> new GaussianNoise(0.5).seed(seed),
                seed -> new GaussianDropout(0.5).seed(seed),
                seed -> new SpatialDropout1D(0.5).seed(seed))) {
            Layer eager = maker.apply(7L);
            List<double[]> steps =
                    IntStream.range(0, 4).mapToObj(i -> train(eager)).toList();
            assertThat(steps.get(0)).isNotEqualTo(steps.get(1));
            assertThat(train(maker.apply(8L))).isNotEqualTo(steps.get(0));
            // the same seed draws the same, also when the first steps run eagerly and the others as a plan
            Layer planned = maker.apply(7L);
            assertThat(train(planned)).isEqualTo(steps.get(0));
            Plan plan =
                    Plan.of(Tracer.trace(List.of(ONES.spec()), inputs -> List.of(planned.apply(inputs.get(0), true))));
            plan.input(0).assign(ONES.value());
            for (int i = 1; i < 4; i++) {
                plan.run();
                assertThat(Fixtures.doubles(plan.output(0))).as("step %d", i).isEqualTo(steps.get(i));
            }
        }
    }

    @Test
    void withoutASeedTheGlobalOneDecides() {
        Keras.setRandomSeed(3);
        double[] first = train(new Dropout(0.5));
        assertThat(train(new Dropout(0.5))).isNotEqualTo(first);
        Keras.setRandomSeed(3);
        assertThat(train(new Dropout(0.5))).isEqualTo(first);
    }

    @Test
    void inInferenceNothingIsDrawn() {
        Dropout layer = new Dropout(0.5);
        assertThat(layer.apply(ONES)).isSameAs(ONES);
        assertThat(layer.seedGenerators()).containsOnlyKeys("seed_generator");
        assertThat(layer.seedGenerators().get("seed_generator").state().array().getLong(1))
                .isZero();
        assertThat(new Dropout(0).seedGenerators()).isEmpty();
    }

    /** Keras writes so of every layer that can train, whatever it was called with. */
    @Test
    void aModelThatKerasSavedDropsInTraining() {
        Tensor x = Input.of(100);
        Model model = new Model(x, new Dropout(0.5).apply(x, new CallArguments().training(false)));
        Map<String, Object> saved = Layer.KIND.envelope(model);
        assertThat(saved.toString()).contains("training=false");
        Layer loaded = Layer.KIND.get(saved);
        Tensor ones = Ops.ones(Shape.of(2, 100), DType.FLOAT32);
        assertThat(loaded.apply(ones, true).value()).isNotEqualTo(ones.value());
        assertThat(loaded.apply(ones).value()).isEqualTo(ones.value());
    }
}
