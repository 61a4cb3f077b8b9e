package io.keras4j.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.engine.Input;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.Calls.Arguments;
import io.keras4j.ops.Calls.Call;
import io.keras4j.ops.array.Slice;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every function of {@link Ops} gives what that of keras.ops does, dtypes and gradients included. */
class OpsTest {
    private static final Map<String, Call> CALLS = new HashMap<>();

    static {
        CALLS.putAll(OpsCalls.all());
        CALLS.putAll(NumpyCalls.all());
        CALLS.putAll(LinalgCalls.all());
        CALLS.putAll(SortingCalls.all());
        CALLS.putAll(FunctionCalls.all());
    }

    static List<Case> cases() {
        return Stream.of("ops", "ops_numpy", "ops_functions", "ops_decoding", "ops_linalg", "ops_sorting")
                .flatMap(name -> Fixtures.load(name).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Case keras) {
        String name = (String) keras.get("name");
        Arguments arguments = new Arguments((Map<?, ?>) keras.get("arguments"));
        String what = name + " " + arguments.json();
        List<Tensor> inputs = keras.arrays("inputs").stream().map(Tensor::of).toList();
        List<Tensor> outputs;
        Map<?, ?> gradients = (Map<?, ?>) keras.get("gradients");
        List<Tensor> own = null;
        try (GradientTape tape = new GradientTape()) {
            assertThat(CALLS).containsKey(name);
            outputs = CALLS.get(name).on(inputs, arguments);
            if (gradients != null) {
                Tensor loss = Ops.sum(Ops.multiply(outputs.get(0), keras.tensor("weights")));
                own = tape.gradientOf(loss, inputs);
            }
        }
        List<INDArray> expected = keras.arrays("outputs");
        assertThat(outputs).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(outputs.get(i).dtype())
                    .as("dtype of " + what + " of "
                            + inputs.stream().map(Tensor::dtype).toList())
                    .isEqualTo(DType.of(expected.get(i).dataType()));
            Fixtures.assertClose(outputs.get(i).value(), expected.get(i), what);
        }
        if (gradients != null) {
            for (Object key : gradients.keySet()) {
                int i = Integer.parseInt((String) key);
                INDArray gradient = new Case(gradients).array((String) key);
                INDArray ours = own.get(i) == null
                        ? Nd4j.zerosLike(gradient)
                        : own.get(i).value();
                Fixtures.assertClose(ours, gradient, "gradient " + i + " of " + what);
            }
        }
    }

    /** Functions that keras.ops does not have, and those that only make tensors. */
    private static final Set<String> OWN = Set.of(
            "constant",
            "scalar",
            "zeros",
            "ones",
            "full",
            "sum_to",
            "along_axes",
            "floating",
            "axes",
            "axes_or_all",
            "empty",
            "array",
            "convert_to_tensor",
            "convert_to_numpy");

    @Test
    void everyFunctionIsComparedWithThatOfKeras() {
        Set<String> functions = Arrays.stream(Ops.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(method -> method.getName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT))
                .filter(name -> !OWN.contains(name))
                .collect(Collectors.toSet());
        Set<Object> compared = cases().stream().map(c -> c.get("name")).collect(Collectors.toSet());
        assertThat(compared).containsAll(functions);
    }

    // ---- What fixtures do not show

    private static Tensor[] sequence(long batch, long steps, long channels, long units, int gates) {
        long[][] shapes = {
            {batch, steps, channels},
            {channels, gates * units},
            {units, gates * units},
            {4 * units},
            {batch, units},
            {batch, units}
        };
        return Arrays.stream(shapes)
                .map(shape -> Tensor.of(Nd4j.linspace(
                                DataType.DOUBLE,
                                -1,
                                0.07 * shape.length,
                                Shape.of(shape).size())
                        .reshape('c', shape)))
                .toArray(Tensor[]::new);
    }

    /** The contract of ops looks at the gradient through the first output only. */
    @Test
    void gradientsOfRecurrentOpsFlowThroughTheLastStates() {
        Tensor[] x = sequence(2, 3, 2, 2, 4);
        for (int output = 0; output < 3; output++) {
            int which = output;
            checkDerivative(
                    List.of(x),
                    in -> Ops.lstm(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5))
                            .get(which));
        }
        Tensor[] g = sequence(2, 3, 2, 2, 3);
        g[3] = Ops.reshape(Ops.concatenate(List.of(g[3], Ops.slice(g[3], 0, 0, 4)), 0), 2, 6);
        for (int output = 0; output < 2; output++) {
            int which = output;
            checkDerivative(
                    List.of(g).subList(0, 5),
                    in -> Ops.gru(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4))
                            .get(which));
        }
    }

    private static void checkDerivative(List<Tensor> inputs, Function<List<Tensor>, Tensor> function) {
        List<Tensor> gradients;
        try (GradientTape tape = new GradientTape()) {
            gradients = tape.gradientOf(Ops.sum(Ops.square(function.apply(inputs))), inputs);
        }
        for (int i = 0; i < inputs.size(); i++) {
            INDArray x = inputs.get(i).value();
            for (long element = 0; element < x.length(); element += 3) {
                double at = x.getDouble(element);
                double[] sides = new double[2];
                for (int side = 0; side < 2; side++) {
                    x.putScalar(element, at + (side - 0.5) * 2e-6);
                    sides[side] =
                            Ops.sum(Ops.square(function.apply(inputs))).value().getDouble(0);
                }
                x.putScalar(element, at);
                double numeric = (sides[1] - sides[0]) / 2e-6;
                assertThat(gradients.get(i).value().getDouble(element))
                        .as("element %d of input %d", element, i)
                        .isCloseTo(numeric, within(3e-8 * Math.max(1, Math.abs(numeric))));
            }
        }
    }

    /** Symmetric, and far from singular; its eigenvalues and singular values are far from each other. */
    private static Tensor matrix(long rows, long columns) {
        return Tensor.of(Nd4j.create(DataType.DOUBLE, rows, columns)
                .assign(Nd4j.eye(Math.max(rows, columns))
                        .mul(Nd4j.linspace(DataType.FLOAT, 1, 1.5, Math.max(rows, columns)))
                        .get(NDArrayIndex.interval(0, rows), NDArrayIndex.interval(0, columns)))
                .addi(Nd4j.linspace(DataType.DOUBLE, 0.1, 0.13, rows * columns)
                        .reshape(rows, columns)
                        .mul(0.7)));
    }

    private static void checkDerivatives(Tensor x, Function<Tensor, List<Tensor>> function) {
        List<Tensor> outputs = function.apply(x);
        for (int i = 0; i < outputs.size(); i++) {
            int which = i;
            if (outputs.get(i).dtype().isFloating()) {
                Tensor weights = Tensor.of(Nd4j.linspace(
                                DataType.DOUBLE,
                                -1,
                                0.37,
                                outputs.get(i).shape().size())
                        .reshape('c', outputs.get(i).shape().dims()));
                checkDerivative(
                        List.of(x), in -> Ops.multiply(function.apply(in.get(0)).get(which), weights));
            }
        }
    }

    @Test
    void gradientsOfDecompositionsFlowThroughAllResults() {
        checkDerivatives(matrix(3, 3), x -> List.of(Ops.logdet(x)));
        checkDerivatives(matrix(3, 3), Ops::eigh);
        checkDerivatives(matrix(3, 3), Ops::eig);
        for (long[] shape : new long[][] {{3, 3}, {4, 2}, {2, 4}}) {
            Tensor x = matrix(shape[0], shape[1]);
            checkDerivatives(x, Ops::qr);
            checkDerivatives(x, a -> Ops.svd(a, false, true));
            checkDerivatives(x, a -> List.of(Ops.lstsq(a, Ops.ones(Shape.of(shape[0]), DType.FLOAT64))));
        }
        Tensor same = Tensor.of(Nd4j.eye(3).castTo(DataType.DOUBLE).mul(2));
        checkDerivatives(same, x -> List.of(Ops.sum(Ops.svd(x).get(1))));
        checkDerivatives(same, x -> List.of(Ops.sum(Ops.eigh(x).get(0))));
        checkDerivatives(matrix(3, 5), x -> Ops.topK(x, 2));
        checkDerivatives(matrix(3, 5), x -> Ops.unique(x, false, false, false, 1, 5, null));
    }

    @Test
    void decompositionsSayWhichGradientsTheyLack() {
        Tensor x = matrix(4, 2);
        try (GradientTape tape = new GradientTape()) {
            Tensor q = Ops.qr(x, "complete").get(0);
            Tensor u = Ops.svd(x).get(0);
            assertThatThrownBy(() -> tape.gradientOf(Ops.sum(q), List.of(x)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("mode=\"reduced\" has");
            assertThatThrownBy(() -> tape.gradientOf(Ops.sum(u), List.of(x)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("full_matrices=false");
        }
    }

    @Test
    void decompositionsRejectMatricesThatDoNotFit() {
        Tensor wide = matrix(2, 3);
        Tensor vector = Ops.ones(Shape.of(3), DType.FLOAT64);
        List<UnaryOperator<Tensor>> ofSquares = List.of(
                Ops::cholesky,
                Ops::choleskyInverse,
                Ops::det,
                Ops::inv,
                Ops::logdet,
                x -> Ops.eig(x).get(0),
                x -> Ops.eigh(x).get(0));
        for (UnaryOperator<Tensor> function : ofSquares) {
            assertThatThrownBy(() -> function.apply(wide))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a square matrix, got shape (2, 3)");
        }
        assertRejected(() -> Ops.qr(vector), "qr: expected an input with at least 2 axes, got shape (3,)");
        assertRejected(() -> Ops.qr(wide, "raw"), "qr: expected mode \"reduced\" or \"complete\", got \"raw\"");
        assertRejected(
                () -> Ops.solve(matrix(3, 3), Ops.ones(Shape.of(2, 4), DType.FLOAT64)),
                "solve: expected b to have as many rows as a, got shapes (3, 3) and (2, 4)");
        assertRejected(
                () -> Ops.lstsq(wide, vector),
                "lstsq: expected a (M, N) and b (M) or (M, K), got shapes (2, 3) and (3,)");
        assertRejected(() -> Ops.cholesky(Ops.negative(matrix(2, 2))), "cholesky: a matrix is not positive definite");
        assertRejected(() -> Ops.inv(Ops.zeros(Shape.of(2, 2), DType.FLOAT32)), "inv: a matrix is singular");
        assertRejected(
                () -> Ops.solve(Ops.ones(Shape.of(2, 2), DType.FLOAT32), Ops.ones(Shape.of(2), DType.FLOAT32)),
                "solve: a matrix is singular");
        assertRejected(
                () -> Ops.solveTriangular(
                        Ops.zeros(Shape.of(2, 2), DType.FLOAT32), Ops.ones(Shape.of(2), DType.FLOAT32)),
                "solve_triangular: a matrix has a zero on its diagonal");
        assertRejected(
                () -> Ops.eig(Tensor.of(Nd4j.createFromArray(new double[][] {{0, 1}, {-1, 0}}))),
                "eig: a matrix has complex eigenvalues, and there are no complex numbers here");
        assertRejected(
                () -> Ops.norm(wide, "max", null, false),
                "norm: expected ord \"fro\" or \"nuc\" or a number, got \"max\"");
        assertRejected(
                () -> Ops.norm(wide, "fro", List.of(1), false),
                "norm: ord \"fro\" is for matrices, got the one axis 1");
        assertRejected(
                () -> Ops.norm(wide, 3, null, false),
                "norm: expected ord 1, -1, 2, -2, ∞, -∞, \"fro\" or \"nuc\" for matrices, got 3.0");
        assertRejected(
                () -> Ops.norm(Ops.ones(Shape.of(1, 2, 3), DType.FLOAT32), 1, null, false),
                "norm: expected one axis for vectors or two for matrices, got [0, 1, 2] of shape (1, 2, 3)");
        assertRejected(
                () -> Ops.cross(vector, Ops.ones(Shape.of(4), DType.FLOAT64)),
                "cross: expected 2 or 3 elements along axis -1 of b, got shape (4,)");
        assertRejected(
                () -> Ops.diag(Ops.ones(Shape.of(1, 2, 3), DType.FLOAT32)),
                "diag: expected a vector or a matrix, got shape (1, 2, 3)");
        assertRejected(
                () -> Ops.diagonal(wide, 0, 1, -1), "diagonal: expected two different axes, got axis1=1 and axis2=-1");
        assertRejected(
                () -> Ops.vander(wide, 2, false),
                "vander: expected a vector and no negative N, got shape (2, 3) and N=2");
        assertRejected(
                () -> Ops.cdist(wide, matrix(2, 2)),
                "cdist: expected last axes of the same size, got shapes (2, 3) and (2, 2)");
    }

    @Test
    void sortingRejectsWhatDoesNotFit() {
        Tensor x = matrix(2, 3);
        assertRejected(
                () -> Ops.topK(x, 4),
                "top_k: expected k from 0 to the size of the last axis, got k=4 for shape (2, 3)");
        assertRejected(() -> Ops.argpartition(x, 3), "argpartition: kth=3 is out of range for axis -1 of shape (2, 3)");
        assertRejected(
                () -> Ops.searchsorted(x, x),
                "searchsorted: expected a vector as the sorted sequence, got shape (2, 3)");
        assertRejected(
                () -> Ops.searchsorted(x, x, "middle"),
                "searchsorted: expected side \"left\" or \"right\", got \"middle\"");
        assertRejected(() -> Ops.digitize(x, x), "digitize: expected bins with 1 axis, got shape (2, 3)");
        assertRejected(() -> Ops.bincount(x), "bincount: expected a vector or a matrix of integers, got float64(2, 3)");
        assertRejected(
                () -> Ops.histogram(x, 3),
                "histogram: expected a vector and no negative number of bins, got shape (2, 3) and bins=3");
        assertRejected(
                () -> Ops.histogram(x, 3, 1, 0),
                "histogram: expected a range whose end is not below its start, got 1.0 to 0.0");
        assertRejected(
                () -> Ops.quantile(x, Ops.scalar(0.5, DType.FLOAT64), null, "best", false),
                "quantile: expected a method of [linear, lower, higher, midpoint, nearest], got \"best\"");
        assertRejected(
                () -> Ops.percentile(x, x, null, "linear", false),
                "percentile: expected q with at most 1 axis, got shape (2, 3)");
        assertThatThrownBy(() -> Ops.takeAlongAxis(x, Ops.full(Shape.of(2, 1), 3, DType.INT32), 1))
                .hasMessage("gather: index 3 is out of range for axis 1 of size 3; expected 0 to 2");
    }

    @Test
    void sizesThatDependOnElementsAreErrorsWhereTheseAreNotKnown() {
        Tensor x = Input.of(3).dtype("int32");
        assertThatThrownBy(() -> Ops.unique(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "unique: the size of the result depends on the elements, which are not known while a model is"
                                + " being described or planned; give size=");
        assertThatThrownBy(() -> Ops.bincount(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("bincount: the size of the result depends on the elements");
        assertThatThrownBy(() -> Plan.of(Tracer.trace(
                        List.of(new TensorSpec(Shape.of(4), DType.INT32)), in -> List.of(Ops.unique(in.get(0))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("give size=");
        assertThat(Ops.unique(x, false, false, true, null, 4, null).get(1).shape())
                .isEqualTo(Shape.of(4));
    }

    @Test
    void emptyMatricesHaveDeterminantsAndHistogramsMayHaveNoBins() {
        Tensor empty = Ops.zeros(Shape.of(2, 0, 0), DType.FLOAT32);
        assertThat(Ops.det(empty).value().toDoubleVector()).containsExactly(1, 1);
        assertThat(Ops.slogdet(empty).get(1).value().toDoubleVector()).containsExactly(0, 0);
        List<Tensor> none = Ops.histogram(Ops.ones(Shape.of(3), DType.FLOAT32), 0);
        assertThat(none.get(0).shape()).isEqualTo(Shape.of(0));
        assertThat(none.get(1).shape()).isEqualTo(Shape.of(1));
        assertThat(Ops.svd(Ops.zeros(Shape.of(0, 2), DType.FLOAT32)).get(2).value())
                .isEqualTo(Nd4j.eye(2));
    }

    @Test
    void recurrentOpsRejectShapesThatDoNotFit() {
        Tensor[] x = sequence(2, 3, 2, 2, 4);
        Tensor wide = Ops.ones(Shape.of(3, 8), DType.FLOAT64);
        assertRejected(
                () -> Ops.lstm(x[4], x[1], x[2], x[3], x[4], x[5]),
                "lstm: expected x to have the shape (None, None, None), got (2, 2)");
        assertRejected(
                () -> Ops.lstm(x[0], wide, x[2], x[3], x[4], x[5]),
                "lstm: expected the kernel to have the shape (2, 8), got (3, 8)");
        assertRejected(
                () -> Ops.lstm(x[0], x[1], wide, x[3], x[4], x[5]),
                "lstm: expected the recurrent kernel to have the shape (3, 12), got (3, 8)");
        assertRejected(
                () -> Ops.lstm(x[0], x[1], x[2], x[4], x[4], x[5]),
                "lstm: expected the bias to have the shape (8,), got (2, 2)");
        assertRejected(
                () -> Ops.lstm(x[0], x[1], x[2], x[3], x[4], x[1]),
                "lstm: expected an initial state to have the shape (2, 2), got (2, 8)");
        assertRejected(
                () -> Ops.lstm(Ops.slice(x[0], 1, 0, 0), x[1], x[2], x[3], x[4], x[5]),
                "lstm: expected at least one step, got x of shape (2, 0, 2)");
        assertRejected(
                () -> Ops.gru(x[0], x[1], x[2], x[3], x[4]),
                "gru: expected the bias to have the shape (2, 6), got (8,)");
    }

    private static void assertRejected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void recurrentOpsSayThatTheyHaveNoSecondDerivative() {
        List<Tensor> x = List.of(sequence(2, 3, 2, 2, 4));
        try (GradientTape outer = new GradientTape()) {
            Tensor gradient;
            try (GradientTape inner = new GradientTape()) {
                Tensor y = Ops.lstm(x.get(0), x.get(1), x.get(2), x.get(3), x.get(4), x.get(5))
                        .get(0);
                gradient = inner.gradientOf(Ops.sum(y), x).get(0);
            }
            assertThatThrownBy(() -> outer.gradientOf(Ops.sum(gradient), x))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "lstm has no second derivative here; a layer with unroll(true) is made of ops that have");
        }
    }

    @Test
    void numbersTakeTheTypeOfTheTensorTheyMeet() {
        Tensor floats = Ops.ones(Shape.of(2), DType.FLOAT64);
        Tensor whole = Ops.ones(Shape.of(2), DType.INT64);
        Tensor flags = Ops.ones(Shape.of(2), DType.BOOL);
        assertThat(Ops.add(floats, 0.5).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Ops.add(whole, 2).dtype()).isEqualTo(DType.INT64);
        assertThat(Ops.add(whole, 0.5).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Ops.add(flags, 1).dtype()).isEqualTo(DType.INT32);
        assertThat(Ops.divide(1, whole).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Ops.subtract(3, whole).value().toIntVector()).containsExactly(2, 2);
        assertThat(Ops.power(2, floats).value().toDoubleVector()).containsExactly(2, 2);
    }

    @Test
    void makesTensors() {
        assertThat(Ops.full(Shape.of(2, 1), 3, DType.INT32).value())
                .isEqualTo(Nd4j.createFromArray(new int[][] {{3}, {3}}));
        assertThat(Ops.zeros(Shape.scalar(), DType.BOOL).value().getInt(0)).isZero();
        assertThat(Ops.ones(Shape.of(0, 2), DType.FLOAT32).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(Ops.arange(3).value().toIntVector()).containsExactly(0, 1, 2);
        assertThat(Ops.sumTo(Ops.ones(Shape.of(2, 3, 4), DType.FLOAT64), Shape.of(3, 1))
                        .value()
                        .data()
                        .asDouble())
                .containsExactly(8, 8, 8);
    }

    @Test
    void logsumexpOfInfinities() {
        Tensor x = Tensor.of(Nd4j.createFromArray(new double[][] {
            {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, {1000, Double.NEGATIVE_INFINITY}, {1000, 1000}
        }));
        assertThat(Ops.logsumexp(x, List.of(1), false).value().toDoubleVector())
                .containsExactly(new double[] {Double.NEGATIVE_INFINITY, 1000, 1000 + Math.log(2)}, within(1e-9));
    }

    @Test
    void saysWhatDoesNotFit() {
        Tensor x = Ops.ones(Shape.of(2, 3), DType.FLOAT32);
        assertThatThrownBy(() -> Ops.add(x, Ops.ones(Shape.of(4), DType.FLOAT32)))
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("(4,)");
        assertThatThrownBy(() -> Ops.matmul(x, x))
                .hasMessageContaining("matmul")
                .hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> Ops.reshape(x, 4, -1))
                .hasMessageContaining("reshape")
                .hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> Ops.reshape(x, -1, -1)).hasMessageContaining("reshape");
        assertThatThrownBy(() -> Ops.sum(x, 2)).hasMessageContaining("axis 2").hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> Ops.transpose(x, 0)).hasMessageContaining("transpose");
        assertThatThrownBy(() -> Ops.transpose(x, 0, 0)).hasMessageContaining("transpose");
        assertThatThrownBy(() -> Ops.concatenate(List.of(x, Ops.ones(Shape.of(2, 4), DType.FLOAT32)), 0))
                .hasMessageContaining("concatenate")
                .hasMessageContaining("(2, 4)");
        assertThatThrownBy(() -> Ops.concatenate(List.of(), 0)).hasMessageContaining("concatenate");
        assertThatThrownBy(() -> Ops.squeeze(x, 0)).hasMessageContaining("squeeze");
        assertThatThrownBy(() -> Ops.expandDims(x, 4)).hasMessageContaining("axis 4");
        assertThatThrownBy(() -> Ops.split(x, 2, 1)).hasMessageContaining("split");
        assertThatThrownBy(() -> Ops.slice(x, 1, 4, 5)).hasMessageContaining("slice");
        assertThatThrownBy(() -> Ops.slice(x, 1, 3, 2)).hasMessageContaining("slice");
        assertThatThrownBy(() -> Ops.pad(x, List.of(1L), List.of(1L), 0)).hasMessageContaining("pad");
        assertThatThrownBy(() -> Ops.broadcastTo(x, Shape.of(3, 3))).hasMessageContaining("broadcast_to");
        assertThatThrownBy(() -> Ops.take(x, Ops.ones(Shape.of(1), DType.FLOAT32), 0))
                .hasMessageContaining("gather");
        assertThatThrownBy(() -> Ops.take(x, Ops.full(Shape.of(1), -1, DType.INT32), 1))
                .hasMessage("gather: index -1 is out of range for axis 1 of size 3; expected 0 to 2");
        assertThatThrownBy(() -> Ops.max(Ops.ones(Shape.of(0, 2), DType.FLOAT32), 0))
                .hasMessageContaining("max");
        Tensor image = Ops.ones(Shape.of(1, 4, 4, 3), DType.FLOAT32);
        Tensor kernel = Ops.ones(Shape.of(5, 5, 3, 2), DType.FLOAT32);
        List<Integer> ones = List.of(1, 1);
        assertThatThrownBy(() -> Ops.conv(image, kernel, ones, "valid", "channels_last", ones))
                .hasMessageContaining("does not fit")
                .hasMessageContaining("(1, 4, 4, 3)");
        assertThatThrownBy(() -> Ops.conv(image, kernel, ones, "full", "channels_last", ones))
                .hasMessageContaining("padding")
                .hasMessageContaining("full");
        assertThatThrownBy(() -> Ops.conv(image, kernel, ones, "same", "NHWC", ones))
                .hasMessageContaining("data_format")
                .hasMessageContaining("NHWC");
        assertThatThrownBy(() -> Ops.conv(
                        image, Ops.ones(Shape.of(3, 3, 2, 2), DType.FLOAT32), ones, "same", "channels_last", ones))
                .hasMessageContaining("(3, 3, 2, 2)")
                .hasMessageContaining("(1, 4, 4, 3)");
        assertThatThrownBy(() -> Ops.einsum("ij,jk->ik", x)).hasMessageContaining("does not fit 1 operands");
        assertThatThrownBy(() -> Ops.einsum("ii->i", x))
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("of its own");
        assertThatThrownBy(() -> Ops.einsum("ijk->k", x)).hasMessageContaining("(2, 3) by ijk");
        assertThatThrownBy(() -> Ops.einsum("ij->ijk", x)).hasMessageContaining("some of those of the operands");
        assertThatThrownBy(() -> Ops.einsum("ij,ij", x, Ops.transpose(x)))
                .hasMessageContaining(
                        "einsum: the equation \"ij,ij\" does not fit operands of shapes (2, 3) and (3, 2)");
        assertThatThrownBy(() -> Ops.dotProductAttention(x, x, x, null, null, null, false))
                .hasMessageContaining("expected query, key and value with 4 axes");
        assertThatThrownBy(() -> Ops.convTranspose(image, kernel, ones, "same", null, "channels_last", ones))
                .hasMessage(
                        "conv_transpose: a kernel of shape (5, 5, 3, 2) does not fit an input of shape (1, 4, 4, 3)");
        assertThat(Ops.slice(x, 1, 1, Slice.END).shape()).isEqualTo(Shape.of(2, 2));
    }
}
