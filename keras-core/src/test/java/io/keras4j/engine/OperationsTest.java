package io.keras4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.config.Json;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.models.Model;
import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Operations in models: those of Keras's files, and what is saved for ops that are applied in Java. */
class OperationsTest {
    /** A model of Python Keras, its envelope with whole numbers and others told apart. */
    record Saved(Map<?, ?> envelope, Case values) {
        @Override
        public String toString() {
            return (String) values.get("name");
        }
    }

    static List<Saved> saved() throws IOException, Json.SyntaxException {
        List<Saved> all = new ArrayList<>();
        for (String name : List.of("operations", "operations_linalg")) {
            List<Case> cases = Fixtures.load(name);
            try (InputStream file = OperationsTest.class.getResourceAsStream("/fixtures/" + name + ".json")) {
                List<?> plain = (List<?>) Json.read(file.readAllBytes());
                for (int i = 0; i < plain.size(); i++) {
                    all.add(new Saved((Map<?, ?>) ((Map<?, ?>) plain.get(i)).get("envelope"), cases.get(i)));
                }
            }
        }
        return all;
    }

    @BeforeEach
    void countNamesAnew() {
        Keras.clearSession();
    }

    @ParameterizedTest
    @MethodSource("saved")
    void operationsOfFilesComputeWhatTheyDoInKeras(Saved saved) {
        Model model = (Model) Layer.KIND.get(saved.envelope);

        List<INDArray> outputs = model.predictAll(saved.values.arrays("inputs"));

        List<INDArray> expected = saved.values.arrays("outputs");
        assertThat(outputs).hasSameSizeAs(expected);
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(DType.of(outputs.get(i).dataType()))
                    .isEqualTo(DType.of(expected.get(i).dataType()));
            Fixtures.assertClose(outputs.get(i), expected.get(i), saved.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("saved")
    void operationsOfFilesAreSavedAsTheyWere(Saved saved) {
        Map<String, Object> envelope = Layer.KIND.envelope(Layer.KIND.get(saved.envelope));

        Fixtures.assertSameData(envelope.get("config"), saved.envelope.get("config"));
    }

    @Test
    void everyOperationIsCompared() throws Exception {
        Set<String> compared = new HashSet<>();
        saved().forEach(each -> compared.addAll(List.of(each.toString().split(" "))));
        assertThat(compared).containsAll(Operations.names());
    }

    // ---- Ops of Java

    private static final Set<Class<?>> SEEN = new HashSet<>();

    /** Describes a model, saves and loads it, and compares what both compute. */
    private static void check(UnaryOperator<Tensor> function, INDArray x) {
        Keras.clearSession();
        Tensor input = Input.like(Tensor.of(x).spec());
        Tensor output = function.apply(input);
        Model model = new Model(input, output);
        String json = Json.write(Layer.KIND.envelope(model));
        Model again;
        try {
            again = (Model) Layer.KIND.get(Json.read(json));
        } catch (Json.SyntaxException e) {
            throw new AssertionError(json, e);
        }
        assertThat(again.predict(x)).as(json).isEqualTo(model.predict(x));
        collect((KerasTensor) output);
    }

    private static void collect(KerasTensor tensor) {
        if (tensor.call().layer() instanceof AppliedOp applied) {
            SEEN.add(applied.op().getClass());
        }
        tensor.call().tensors().forEach(OperationsTest::collect);
    }

    @Test
    void whatOpsOfJavaAreSavedAsComputesTheSame() {
        SEEN.clear();
        INDArray floats = Nd4j.linspace(DataType.FLOAT, 0.1, 0.035, 24).reshape(2, 3, 4);
        List<UnaryOperator<Tensor>> unary = List.of(
                Ops::abs,
                Ops::arccos,
                Ops::arcsin,
                Ops::arcsinh,
                Ops::arctan,
                Ops::ceil,
                Ops::cos,
                Ops::cosh,
                Ops::erf,
                Ops::erfc,
                Ops::erfinv,
                Ops::exp,
                Ops::expm1,
                Ops::floor,
                Ops::i0,
                Ops::isfinite,
                Ops::isinf,
                Ops::isnan,
                Ops::log,
                Ops::log1p,
                Ops::negative,
                Ops::reciprocal,
                Ops::relu,
                Ops::round,
                Ops::rsqrt,
                Ops::sigmoid,
                Ops::sign,
                Ops::sin,
                Ops::sinh,
                Ops::softplus,
                Ops::sqrt,
                Ops::square,
                Ops::stopGradient,
                Ops::tan,
                Ops::tanh,
                Ops::softmax,
                Ops::sum,
                Ops::mean,
                Ops::max,
                Ops::min,
                Ops::prod,
                Ops::argmax,
                Ops::argmin);
        unary.forEach(function -> check(function, floats));
        List<BinaryOperator<Tensor>> binary = List.of(
                Ops::add,
                Ops::arctan2,
                Ops::divide,
                Ops::equal,
                Ops::floorDivide,
                Ops::greater,
                Ops::greaterEqual,
                Ops::less,
                Ops::lessEqual,
                Ops::maximum,
                Ops::minimum,
                Ops::mod,
                Ops::multiply,
                Ops::nextafter,
                Ops::notEqual,
                Ops::power,
                Ops::subtract);
        for (BinaryOperator<Tensor> function : binary) {
            check(x -> function.apply(x, Ops.scalar(0.5, DType.FLOAT32)), floats);
            check(x -> function.apply(Tensor.of(floats.mul(0.7)), x), floats);
            check(x -> function.apply(Ops.square(x), x), floats);
        }
        List<BinaryOperator<Tensor>> logical = List.of(Ops::logicalAnd, Ops::logicalOr, Ops::logicalXor);
        logical.forEach(function -> check(x -> function.apply(Ops.greater(x, 0.3), Ops.less(x, 0.7)), floats));
        INDArray whole = Nd4j.createFromArray(new int[][] {{6, 9, 12}, {-5, 0, 3}});
        Tensor other = Tensor.of(Nd4j.createFromArray(4, 6, 1));
        List<BinaryOperator<Tensor>> ofIntegers =
                List.of(Ops::bitwiseAnd, Ops::bitwiseOr, Ops::bitwiseXor, Ops::leftShift, Ops::rightShift, Ops::gcd);
        ofIntegers.forEach(function -> check(x -> function.apply(x, other), whole));
        check(Ops::bitwiseNot, whole);
        check(x -> Ops.view(x, DType.INT32), floats);
        check(x -> Ops.rfft(x).get(1), floats);
        check(x -> Ops.logicalNot(Ops.greater(x, 0.3)), floats);
        check(x -> Ops.where(Ops.greater(x, 0.3), x, 0.5), floats);
        check(x -> Ops.cast(x, DType.INT32), floats);
        check(x -> Ops.all(Ops.greater(x, 0.3), 1), floats);
        check(x -> Ops.any(Ops.greater(x, 0.3), 1), floats);
        check(x -> Ops.reshape(x, -1, 2, 6), floats);
        check(x -> Ops.transpose(x, 0, 2, 1), floats);
        check(x -> Ops.flip(x, 1), floats);
        check(x -> Ops.take(x, Tensor.of(Nd4j.createFromArray(2, 0)), 1), floats);
        check(x -> Ops.broadcastTo(Ops.sum(x, 0), Shape.of(5, 3, 4)), floats);
        check(x -> Ops.concatenate(List.of(x, Ops.square(x)), 2), floats);
        check(x -> Ops.cumsum(x, 1), floats);
        check(x -> Ops.matmul(x, Ops.transpose(x, 0, 2, 1)), floats);
        check(x -> Ops.slice(x, 2, 1, 3), floats);
        check(x -> Ops.split(x, 2, 2).get(1), floats);
        check(x -> Ops.pad(x, List.of(0L, 1L, 0L), List.of(0L, 0L, 2L), 0.5), floats);
        check(x -> Ops.logSoftmax(x, 1), floats);
        check(x -> Ops.maxPool(x, new Window(List.of(2), List.of(1), Padding.SAME)), floats);
        check(x -> Ops.averagePool(x, new Window(List.of(2), List.of(1), Padding.SAME)), floats);
        check(
                x -> Ops.conv(
                        x,
                        Ops.ones(Shape.of(2, 4, 3), DType.FLOAT32),
                        new Window(List.of(2), List.of(1), List.of(2), Padding.SAME),
                        1),
                floats);
        INDArray squares = Nd4j.linspace(DataType.FLOAT, 0.1, 0.1, 18)
                .reshape(2, 3, 3)
                .add(Nd4j.eye(3).mul(3).reshape(1, 3, 3));
        List<UnaryOperator<Tensor>> ofSquares = List.of(
                Ops::det,
                Ops::inv,
                Ops::logdet,
                x -> Ops.cholesky(Ops.matmul(x, Ops.swapaxes(x, 1, 2)), true),
                x -> Ops.eig(Ops.add(x, Ops.swapaxes(x, 1, 2))).get(0),
                x -> Ops.eigh(x).get(1),
                x -> Ops.luFactor(x).get(1),
                x -> Ops.solve(x, Ops.square(x)),
                x -> Ops.solveTriangular(x, Ops.square(x), true));
        ofSquares.forEach(function -> check(function, squares));
        check(x -> Ops.pinv(x, 0.2), floats);
        check(x -> Ops.pinv(x), floats);
        check(x -> Ops.qr(x, "complete").get(0), floats);
        check(x -> Ops.svd(x).get(2), floats);
        check(x -> Ops.svd(x, true, false).get(0), floats);
        check(x -> Ops.sort(x, 1), floats);
        check(x -> Ops.topK(x, 2).get(1), floats);
        check(x -> Ops.searchsorted(Tensor.of(Nd4j.createFromArray(0.2f, 0.5f)), x, "right"), floats);
        check(x -> Ops.unique(Ops.round(x), false, false, false, 1, 4, null).get(0), floats);
        check(x -> Ops.quantile(x, Ops.scalar(0.3, DType.FLOAT32), List.of(1), "linear", true), floats);
        assertThat(SEEN).containsAll(SavedOps.types());
    }

    @Test
    void saysWhichOpCannotBeSaved() {
        Tensor x = Input.of(2, 3);
        Model model = new Model(x, Ops.matmul(x, x, true, false));
        assertThatThrownBy(() -> Layer.KIND.envelope(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A model cannot be saved with MatMul[transposeA=true, transposeB=false], which keras.ops has"
                                + " no operation for; put it into a layer of your own, which is registered");
    }

    private static Map<String, Object> addition(Map<String, Object> changes) {
        Tensor x = Input.of(3).name("x");
        Map<String, Object> envelope = Layer.KIND.envelope(new Model(x, Ops.add(x, 1)));
        List<?> layers = (List<?>) ((Map<?, ?>) envelope.get("config")).get("layers");
        @SuppressWarnings("unchecked")
        Map<String, Object> add = (Map<String, Object>) layers.get(1);
        add.putAll(changes);
        return envelope;
    }

    @Test
    void refusesOperationsThatItDoesNotKnow() {
        assertThatThrownBy(() -> Layer.KIND.get(addition(Map.of("class_name", "Addd"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown operation \"Addd\"")
                .hasMessageContaining("Add");
        assertThatThrownBy(() -> Layer.KIND.get(addition(Map.of("inbound_nodes", List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one call of an operation, got 0");
        Map<String, Object> config = Map.of("name", "one_hot", "num_classes", 2_000_000_000L, "axis", -1);
        assertThatThrownBy(() -> Layer.KIND.get(addition(Map.of("class_name", "OneHot", "config", config))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at most 16777216 copies or classes, got 2000000000");
    }
}
