package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What recurrent layers do beside computing what Keras computes, which {@link LayersTest} compares. */
class RecurrentTest {
    /** A cell of one's own. */
    public static final class DecayCell extends RNNCell<DecayCell> {
        private final Argument<Integer> units = argument("units", Codecs.atLeast(1));
        private Variable kernel;

        DecayCell() {}

        DecayCell(int units) {
            this.units.set(units);
        }

        @Override
        public List<Integer> stateSize() {
            return List.of(units.get());
        }

        @Override
        protected void build(Shape input) {
            kernel = addWeight("kernel", Shape.of(input.dim(-1), units.get()), "ones");
        }

        @Override
        protected List<Tensor> step(Tensor x, List<Tensor> states) {
            Tensor y = Ops.add(Ops.matmul(x, value(kernel)), Ops.multiply(states.get(0), 0.5));
            return List.of(y, y);
        }
    }

    private static final INDArray X = Nd4j.createFromArray(new float[][][] {{{1}, {2}, {3}}, {{0}, {0}, {8}}});

    private static INDArray random(long... shape) {
        return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
    }

    private static List<Layer> layers() {
        return List.of(
                new SimpleRNN(3).returnSequences(true),
                new GRU(3).returnSequences(true),
                new LSTM(3).returnSequences(true),
                new RNN(new GRUCell(3), new DecayCell(3)).returnSequences(true),
                new Bidirectional(new LSTM(3).returnSequences(true)).mergeMode("sum"),
                new TimeDistributed(new Dense(3)));
    }

    @Test
    void aCellOfOnesOwnRunsInAnRNN() {
        Layer.KIND.register("Custom", DecayCell.class, DecayCell::new);
        RNN layer = new RNN(new DecayCell(1)).returnSequences(true);
        INDArray y = layer.apply(Tensor.of(X)).value();
        assertThat(Fixtures.doubles(y)).containsExactly(1, 2.5, 4.25, 0, 0, 8);
        Layer again = Layer.KIND.get(Layer.KIND.envelope(layer));
        assertThat(again.apply(Tensor.of(X)).value()).isEqualTo(y);
    }

    @Test
    void sequencesOfUnknownLengthCanBeDescribedAndThenHaveAny() {
        for (Layer layer : layers()) {
            Tensor x = Input.of(Shape.UNKNOWN, 2);
            Tensor y = layer.apply(x);
            assertThat(y.shape()).as(layer.name()).isEqualTo(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 3));
            Model model = new Model(x, y);
            for (int steps : new int[] {1, 4}) {
                INDArray some = random(2, steps, 2);
                INDArray planned = model.predict(some);
                assertThat(planned.shape()).containsExactly(2, steps, 3);
                Fixtures.assertClose(planned, layer.apply(Tensor.of(some)).value(), 1e-5, layer.name());
            }
        }
        Tensor x = Input.of(Shape.UNKNOWN, 2);
        assertThat(new ConvLSTM1D(3, 2)
                        .returnSequences(true)
                        .apply(Input.of(Shape.UNKNOWN, 5, 2))
                        .shape())
                .isEqualTo(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 4, 3));
        assertThatThrownBy(() -> new LSTM(3).unroll(true).name("l").apply(x))
                .hasMessageContaining("LSTM \"l\": cannot unroll where the number of steps is not known");
    }

    @Test
    void statefulLayersGoOnWhereTheyStoppedEagerlyAndPlanned() {
        RNN layer = new RNN(new DecayCell(1)).stateful(true);
        Model model = new Sequential(Input.of(3, 1).batchSize(2), layer);
        assertThat(Fixtures.doubles(model.predict(X))).containsExactly(4.25, 8);
        assertThat(Fixtures.doubles(model.apply(Tensor.of(X)).value())).containsExactly(4.25 + 4.25 / 8, 8 + 1);
        assertThat(Fixtures.doubles(layer.states().get(0).array())).containsExactly(4.25 + 4.25 / 8, 9);
        layer.resetState();
        assertThat(Fixtures.doubles(model.predict(X))).containsExactly(4.25, 8);
        assertThat(layer.weights()).hasSize(1);
        assertThatThrownBy(() -> layer.apply(Tensor.of(X.repeat(0, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 2 samples, got 4");
        assertThatThrownBy(() -> new LSTM(2).stateful(true).name("s").apply(Input.of(3, 1)))
                .hasMessageContaining("LSTM \"s\": with stateful=true the size of batches must be fixed")
                .hasMessageContaining("(None, 3, 1)");
    }

    @Test
    void trainingGoesOnFromTheStatesToo() {
        Keras.setRandomSeed(1);
        GRU layer = new GRU(2).stateful(true);
        Model model = new Sequential(Input.of(3, 1).batchSize(2), layer, new Dense(1));
        model.compile("sgd", "mse");
        model.fit(
                X,
                Nd4j.create(new float[][] {{1}, {2}}),
                fit -> fit.batchSize(2).verbose(0));
        INDArray first = layer.states().get(0).array().dup();
        assertThat(first.normmaxNumber().doubleValue()).isPositive();
        model.fit(
                X,
                Nd4j.create(new float[][] {{1}, {2}}),
                fit -> fit.batchSize(2).verbose(0));
        assertThat(layer.states().get(0).array()).isNotEqualTo(first);
        layer.resetStates();
        assertThat(layer.states().get(0).array().normmaxNumber().doubleValue()).isZero();
    }

    /** One op for all steps, with masks too, is what the steps are one by one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unrollingChangesNothing(boolean backwards) {
        List<Supplier<BaseRNN<?>>> makers =
                List.of(() -> new LSTM(5), () -> new GRU(5), () -> new GRU(5).useBias(false));
        INDArray x = random(6, 9, 4);
        INDArray mask = Nd4j.rand(DataType.FLOAT, 6, 9).gt(0.4);
        mask.putRow(2, Nd4j.zeros(9).gt(1));
        for (Supplier<BaseRNN<?>> maker : makers) {
            for (INDArray each : new INDArray[] {null, mask}) {
                for (boolean all : new boolean[] {false, true}) {
                    BaseRNN<?> fused = maker.get();
                    fused.goBackwards(backwards).returnSequences(all);
                    BaseRNN<?> unrolled = fused.copyWith(Map.of("unroll", true));
                    List<INDArray> a = outputAndGradients(fused, x, each, null);
                    List<INDArray> b = outputAndGradients(unrolled, x, each, fused.getWeights());
                    for (int i = 0; i < a.size(); i++) {
                        Fixtures.assertClose(a.get(i), b.get(i), 1e-5, fused + " " + i);
                    }
                }
            }
        }
    }

    private static List<INDArray> outputAndGradients(Layer layer, INDArray x, INDArray mask, List<INDArray> weights) {
        layer.buildFor(List.of(Shape.of(x.shape())));
        if (weights != null) {
            layer.setWeights(weights);
        }
        Tensor input = Tensor.of(x).withMask(mask == null ? null : Tensor.of(mask));
        try (var tape = new GradientTape()) {
            Tensor y = layer.apply(input);
            List<Tensor> sources = new ArrayList<>(List.of(input));
            layer.weights().forEach(weight -> sources.add(weight.storage()));
            List<INDArray> all = new ArrayList<>(List.of(y.value()));
            tape.gradientOf(Ops.sum(Ops.square(y)), sources).forEach(gradient -> all.add(gradient.value()));
            return all;
        }
    }

    @Test
    void dropoutIsTheSameAtEveryStepAndAnotherInEveryCall() {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 40, 6, 10);
        SimpleRNN layer = new SimpleRNN(10)
                .kernelInitializer("identity")
                .recurrentInitializer("zeros")
                .activation("linear")
                .dropout(0.4)
                .seed(3)
                .returnSequences(true);
        INDArray y = layer.apply(Tensor.of(ones), true).value();
        assertThat(y.std(false, 1).maxNumber().doubleValue()).isZero();
        assertThat(y.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue())
                .isCloseTo(0.4, org.assertj.core.data.Offset.offset(0.08));
        assertThat(y.maxNumber().doubleValue()).isCloseTo(1 / 0.6, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(layer.apply(Tensor.of(ones), true).value()).isNotEqualTo(y);
        assertThat(layer.apply(Tensor.of(ones)).value()).isEqualTo(ones);
    }

    @Test
    void recurrentDropoutTakesFromTheState() {
        INDArray x = Nd4j.zeros(DataType.FLOAT, 40, 3, 2);
        INDArray h = Nd4j.ones(DataType.FLOAT, 40, 10);
        SimpleRNN layer = new SimpleRNN(10)
                .recurrentInitializer("identity")
                .activation("linear")
                .recurrentDropout(0.5)
                .seed(3);
        INDArray y = layer.apply(
                        Tensor.of(x), new CallArguments().training(true).initialState(Tensor.of(h)))
                .value();
        // three steps with one mask: what is kept is doubled thrice
        assertThat(y.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue())
                .isCloseTo(0.5, org.assertj.core.data.Offset.offset(0.1));
        assertThat(y.maxNumber().doubleValue()).isEqualTo(8);
    }

    @Test
    void gatesDropApartWhereThereIsRecurrentDropout() {
        for (double recurrent : new double[] {0, 0.5}) {
            for (Layer layer : List.of(
                    new LSTM(4).dropout(0.5).recurrentDropout(recurrent).seed(1),
                    new GRU(4).dropout(0.5).recurrentDropout(recurrent).seed(1),
                    new GRU(4)
                            .dropout(0.5)
                            .recurrentDropout(recurrent)
                            .resetAfter(false)
                            .seed(1),
                    new ConvLSTM1D(4, 1)
                            .dropout(0.5)
                            .recurrentDropout(recurrent)
                            .seed(1))) {
                Tensor x = Tensor.of(layer instanceof ConvLSTM1D ? random(2, 3, 4, 2) : random(2, 3, 2));
                INDArray calm = layer.apply(x).value();
                assertThat(layer.apply(x, true).value()).isNotEqualTo(calm);
                assertThat(layer.apply(x, true).value().shape()).isEqualTo(calm.shape());
                assertThat(layer.apply(x).value()).isEqualTo(calm);
            }
        }
    }

    @Test
    void initialStatesMayComeFromALayerOfTheModel() {
        Tensor source = Input.of(4, 2);
        Tensor target = Input.of(5, 2);
        List<Tensor> encoded = new LSTM(3).returnState(true).applyAll(List.of(source), new CallArguments());
        Tensor decoded = new LSTM(3)
                .returnSequences(true)
                .apply(target, new CallArguments().initialState(encoded.get(1), encoded.get(2)));
        Model model = new Model(List.of(source, target), new Dense(1).apply(decoded));
        INDArray a = random(2, 4, 2);
        INDArray b = random(2, 5, 2);
        INDArray y = model.predict(List.of(a, b));
        assertThat(y.shape()).containsExactly(2, 5, 1);
        assertThat(model.predict(List.of(random(2, 4, 2), b))).isNotEqualTo(y);
        Model again = (Model) Layer.KIND.get(Layer.KIND.envelope(model));
        again.setWeights(model.getWeights());
        Fixtures.assertClose(again.predict(List.of(a, b)), y, 1e-6, "loaded");
    }

    @Test
    void maskedTokensDoNotCount() {
        var model = new Sequential(
                Input.of(5).dtype("int32"), new Embedding(9, 4).maskZero(true), new LSTM(3), new Dense(1));
        INDArray tokens = Nd4j.createFromArray(new int[][] {{3, 1, 4, 0, 0}, {0, 0, 3, 1, 4}, {0, 3, 1, 0, 4}});
        INDArray y = model.predict(tokens);
        Fixtures.assertClose(y.getRow(1), y.getRow(0), 1e-6, "padding before");
        Fixtures.assertClose(y.getRow(2), y.getRow(0), 1e-6, "padding between");
    }

    @Test
    void argumentsReachTheCell() {
        LSTM layer = new LSTM(3).dtype("float64").kernelConstraint("non_neg").name("encoder");
        layer.setTrainable(false);
        Tensor y = layer.apply(Ops.ones(Shape.of(2, 4, 2), DType.FLOAT64));
        assertThat(y.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(layer.trainableWeights()).isEmpty();
        assertThat(layer.cell().kernel().constraint()).isNotNull();
        assertThat(layer.cell().kernel().path()).isEqualTo("lstm_cell/kernel");
        assertThat(Fixtures.doubles(layer.cell().bias().array())).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> layer.dropout(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Layer \"encoder\": dropout cannot be changed any more");
        assertThat(new LSTM(3).outputSpecs(List.of(new TensorSpec(Shape.of(2, 4, 5), DType.FLOAT32))))
                .containsExactly(new TensorSpec(Shape.of(2, 3), DType.FLOAT32));
    }

    @Test
    void halfPrecisionComputesInHalfPrecision() {
        Tensor y = new GRU(3)
                .dtype("mixed_bfloat16")
                .returnSequences(true)
                .apply(Ops.ones(Shape.of(2, 4, 2), DType.FLOAT32));
        assertThat(y.dtype()).isEqualTo(DType.BFLOAT16);
    }

    @Test
    void bidirectionalTakesWeightsAndResetsStates() {
        Bidirectional layer = new Bidirectional(new GRU(2))
                .weights(List.of(
                        Nd4j.ones(3, 6),
                        Nd4j.zeros(2, 6),
                        Nd4j.ones(2, 6),
                        Nd4j.zeros(3, 6),
                        Nd4j.ones(2, 6),
                        Nd4j.zeros(2, 6)));
        layer.apply(Ops.ones(Shape.of(2, 4, 3), DType.FLOAT32));
        assertThat(layer.getWeights().get(3).sumNumber().doubleValue()).isZero();
        assertThat(layer.getWeights().get(0).meanNumber().doubleValue()).isEqualTo(1);
        assertThatThrownBy(layer::resetState)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not stateful");
        Bidirectional stateful = new Bidirectional(new GRU(2).stateful(true));
        stateful.apply(Ops.ones(Shape.of(2, 4, 3), DType.FLOAT32));
        assertThat(stateful.states()).hasSize(2);
        stateful.resetStates();
        assertThat(stateful.states())
                .allMatch(state -> state.array().normmaxNumber().doubleValue() == 0);
    }
}
