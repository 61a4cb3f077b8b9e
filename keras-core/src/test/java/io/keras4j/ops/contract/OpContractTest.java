package io.keras4j.ops.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.backend.Backend;
import io.keras4j.backend.Backends;
import io.keras4j.backend.Kernel;
import io.keras4j.backend.SingleThreadedNatives;
import io.keras4j.backend.nd4j.Nd4jBackend;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.ops.elementwise.Elementwise;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What every op must do on every backend. A new op is tested by adding cases for it; without any, {@link #everyOpHasACase} fails. */
class OpContractTest {
    private static final List<OpCase> CASES = Stream.of(
                    ElementwiseCases.cases(),
                    ReductionCases.cases(),
                    ArrayCases.cases(),
                    LinalgCases.cases(),
                    DecompositionCases.cases(),
                    SortingCases.cases(),
                    NnCases.cases(),
                    RecurrentCases.cases(),
                    SpectralCases.cases(),
                    RandomCases.cases())
            .flatMap(List::stream)
            .toList();

    static Stream<OpCase> cases() {
        return CASES.stream();
    }

    static Stream<OpCase> elementwiseCases() {
        return cases().filter(c -> c.op() instanceof Elementwise);
    }

    static Stream<OpCase> differentiableCases() {
        return smallCases().filter(c -> doubles(c).isPresent());
    }

    static Stream<OpCase> smallCases() {
        return cases().filter(c -> c.inputs().stream().allMatch(input -> input.values().length < 200));
    }

    private static int threadsBefore;

    /** As executors do, and much faster beside other processes. */
    @BeforeAll
    static void limitNatives() {
        threadsBefore = SingleThreadedNatives.enter();
    }

    @AfterAll
    static void releaseNatives() {
        SingleThreadedNatives.exit(threadsBefore);
    }

    @Test
    void everyOpHasACase() throws Exception {
        Set<Class<?>> tested = CASES.stream().map(c -> c.op().getClass()).collect(Collectors.toSet());
        assertThat(opClasses()).isNotEmpty().allSatisfy(op -> assertThat(tested).contains(op));
    }

    /** The records of the packages below {@code io.keras4j.ops} that are ops. */
    private static List<Class<?>> opClasses() throws IOException, ReflectiveOperationException, URISyntaxException {
        Path classes = Path.of(
                Op.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> ops = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("io/keras4j/ops"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
                Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                if (type.isRecord() && Op.class.isAssignableFrom(type)) {
                    ops.add(type);
                }
            }
        }
        return ops;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agreesWithTheReferenceOnEveryBackend(OpCase c) {
        for (List<DType> types : c.types()) {
            List<Grid> expected = c.reference().apply(c.inputs(types));
            for (Backend backend : Backends.inUse()) {
                checkKernel(c, types, backend, expected);
            }
        }
    }

    private static void checkKernel(OpCase c, List<DType> types, Backend backend, List<Grid> expected) {
        String what = c + ": " + backend.name() + " on " + types;
        List<TensorSpec> specs = c.op().infer(c.specs(types));
        List<Memory> in = new ArrayList<>();
        List<Memory> out = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            in.add(Memory.of(c.inputs(types).get(i), types.get(i)));
        }
        specs.forEach(spec -> out.add(Memory.uninitialized(spec.shape().dims(), spec.dtype())));
        Kernel kernel = backend.bind(c.op(), arrays(in), arrays(out));
        if (kernel == null) {
            assertThat(backend).as(what + " has no kernel").isNotInstanceOf(Nd4jBackend.class);
            return;
        }
        kernel.runAll();
        check(c, out, specs, expected, what);
        // once more, the parts in another order
        for (int part = kernel.parts() - 1; part >= 0; part--) {
            kernel.run(part);
        }
        kernel.finish();
        check(c, out, specs, expected, what + ", second run");
        for (int i = 0; i < in.size(); i++) {
            in.get(i).checkMargins(what + ", input " + i);
            Grid before = c.inputs().get(i).as(types.get(i));
            assertThat(Grid.from(in.get(i).array()).values())
                    .as(what + ", input " + i)
                    .isEqualTo(before.values());
        }
    }

    private static List<INDArray> arrays(List<Memory> memory) {
        return memory.stream().map(Memory::array).toList();
    }

    private static void check(OpCase c, List<Memory> out, List<TensorSpec> specs, List<Grid> expected, String what) {
        for (int i = 0; i < out.size(); i++) {
            out.get(i).checkMargins(what + ", output " + i);
        }
        checkOutputs(c, arrays(out), specs, expected, what);
    }

    private static void checkOutputs(
            OpCase c, List<INDArray> out, List<TensorSpec> specs, List<Grid> expected, String what) {
        for (int i = 0; i < out.size(); i++) {
            assertThat(DType.of(out.get(i).dataType()))
                    .as(what + ", output " + i)
                    .isEqualTo(specs.get(i).dtype());
        }
        List<Grid> actual = c.compared(out);
        for (int i = 0; i < expected.size(); i++) {
            DType dtype =
                    c.facts() == null ? specs.get(i).dtype() : specs.get(0).dtype();
            assertClose(actual.get(i), expected.get(i), dtype, what + ", output " + i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("elementwiseCases")
    void worksInPlace(OpCase c) {
        for (List<DType> types : c.types()) {
            TensorSpec out = c.op().infer(c.specs(types)).get(0);
            for (int place = 0; place < types.size(); place++) {
                if (!c.specs(types).get(place).equals(out)) {
                    continue;
                }
                for (Backend backend : Backends.inUse()) {
                    List<INDArray> in = new ArrayList<>();
                    for (int i = 0; i < types.size(); i++) {
                        in.add(c.array(i, types));
                    }
                    Kernel kernel = backend.bind(c.op(), in, List.of(in.get(place)));
                    if (kernel != null) {
                        kernel.runAll();
                        assertClose(
                                in.get(place),
                                c.reference().apply(c.inputs(types)).get(0),
                                out.dtype(),
                                c + ": " + backend.name() + " over input " + place + " of " + types);
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesTheSameEagerlyAndPlanned(OpCase c) {
        for (List<DType> types : c.types()) {
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                inputs.add(Tensor.of(c.array(i, types)));
            }
            List<Tensor> eager = c.op().applyAll(inputs);
            Plan plan = Plan.of(Tracer.trace(c.specs(types), c.op()::applyAll));
            for (int run = 0; run < 2; run++) {
                for (int i = 0; i < inputs.size(); i++) {
                    if (!plan.input(i).isEmpty()) {
                        plan.input(i).assign(inputs.get(i).value());
                    }
                }
                plan.run();
                for (int i = 0; i < eager.size(); i++) {
                    assertThat(plan.output(i).shape())
                            .isEqualTo(eager.get(i).value().shape());
                    assertClose(
                            plan.output(i),
                            Grid.from(eager.get(i).value()),
                            eager.get(i).dtype(),
                            c + ": run " + run + " of the plan on " + types + ", output " + i);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallCases")
    void readsArraysInAnyOrder(OpCase c) {
        for (List<DType> types : c.types()) {
            List<Grid> expected = c.reference().apply(c.inputs(types));
            List<Tensor> fortran = new ArrayList<>();
            List<Tensor> strided = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                INDArray array = c.array(i, types);
                fortran.add(Tensor.of(array.isEmpty() ? array : array.dup('f')));
                strided.add(Tensor.of(everyOther(array)));
            }
            for (List<Tensor> inputs : List.of(fortran, strided)) {
                List<Tensor> outputs = c.op().applyAll(inputs);
                checkOutputs(
                        c,
                        outputs.stream().map(Tensor::value).toList(),
                        outputs.stream().map(Tensor::spec).toList(),
                        expected,
                        c + ": " + (inputs == fortran ? "column-major " : "strided ") + types);
            }
        }
    }

    /** The same elements as every other column of a larger array. */
    private static INDArray everyOther(INDArray array) {
        if (array.isEmpty() || array.rank() == 0) {
            return array;
        }
        long[] wide = array.shape().clone();
        wide[wide.length - 1] *= 2;
        INDArray larger = Nd4j.create(array.dataType(), wide);
        long[] strides = larger.stride().clone();
        strides[strides.length - 1] *= 2;
        INDArray view = Nd4j.create(larger.data(), array.shape(), strides, 1, 'c');
        view.assign(array);
        return view;
    }

    /** Compares the gradient of a weighted sum of the first output, in double precision, with central differences. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiableCases")
    void gradientsAgreeWithDifferences(OpCase c) {
        List<DType> types = doubles(c).orElseThrow();
        List<INDArray> inputs = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            inputs.add(c.array(i, types));
        }
        Tensor weights = Tensor.of(
                Grid.uniform(-1, 1, c.op().infer(c.specs(types)).get(0).shape().dims())
                        .toArray(DType.FLOAT64));
        List<Tensor> tensors = inputs.stream().map(Tensor::of).toList();
        List<Tensor> gradients;
        try (GradientTape tape = new GradientTape()) {
            gradients = tape.gradientOf(loss(c.op(), tensors, weights), tensors);
        }
        for (int i : c.differentiable()) {
            assertThat(gradients.get(i)).as(c + ": gradient of input " + i).isNotNull();
            assertThat(gradients.get(i).spec()).isEqualTo(tensors.get(i).spec());
            INDArray x = inputs.get(i);
            Grid analytic = Grid.from(gradients.get(i).value());
            for (int element : sample(c.inputs().get(i).values().length)) {
                double at = c.inputs().get(i).values()[element];
                double step = 1e-6 * Math.max(1, Math.abs(at));
                x.data().put(element, at + step);
                double above = loss(c.op(), tensors, weights).value().getDouble(0);
                x.data().put(element, at - step);
                double below = loss(c.op(), tensors, weights).value().getDouble(0);
                x.data().put(element, at);
                double numeric = (above - below) / (2 * step);
                assertThat(analytic.values()[element])
                        .as(c + ": gradient of element " + element + " of input " + i)
                        .isCloseTo(
                                numeric, within(2e-7 * Math.max(1, Math.abs(numeric)) * Math.max(1, Math.abs(above))));
            }
        }
    }

    /** At most 24 of the positions below {@code count}. */
    private static List<Integer> sample(int count) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        Collections.shuffle(all, new Random(1));
        return all.subList(0, Math.min(24, count));
    }

    /** The types of the inputs with which gradients are checked: the one way to run the case in double precision. */
    private static Optional<List<DType>> doubles(OpCase c) {
        return c.types().stream()
                .filter(types -> !c.differentiable().isEmpty()
                        && c.differentiable().stream().allMatch(i -> types.get(i) == DType.FLOAT64))
                .findFirst();
    }

    private static Tensor loss(Op op, List<Tensor> inputs, Tensor weights) {
        return Ops.sum(Ops.multiply(op.applyAll(inputs).get(0), weights));
    }

    /** The plan of forward and backward together may fuse what the eager run does step by step. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiableCases")
    void gradientsAreTheSameEagerlyAndPlanned(OpCase c) {
        for (List<DType> types : c.types()) {
            if (!c.differentiable().stream().allMatch(i -> types.get(i).isFloating())) {
                continue;
            }
            DType floating = types.get(c.differentiable().get(0));
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                inputs.add(Tensor.of(c.array(i, types)));
            }
            Tensor weights = Tensor.of(Grid.uniform(
                            -1, 1, c.op().infer(c.specs(types)).get(0).shape().dims())
                    .toArray(floating));
            List<Tensor> eager;
            try (GradientTape tape = new GradientTape()) {
                List<Tensor> all = tape.gradientOf(loss(c.op(), inputs, weights), inputs);
                eager = c.differentiable().stream().map(all::get).toList();
            }
            Plan plan = Plan.of(Tracer.trace(c.specs(types), in -> {
                List<Tensor> all = Tracer.gradients(loss(c.op(), in, weights), in);
                return c.differentiable().stream().map(all::get).toList();
            }));
            for (int i = 0; i < inputs.size(); i++) {
                if (!plan.input(i).isEmpty()) {
                    plan.input(i).assign(inputs.get(i).value());
                }
            }
            plan.run();
            for (int i = 0; i < eager.size(); i++) {
                assertClose(
                        plan.output(i),
                        Grid.from(eager.get(i).value()),
                        floating,
                        c + ": gradient " + i + " of " + types);
            }
        }
    }

    private static void assertClose(INDArray actual, Grid expected, DType type, String what) {
        assertThat(DType.of(actual.dataType())).as(what).isEqualTo(type);
        assertClose(Grid.from(actual), expected, type, what);
    }

    private static void assertClose(Grid actual, Grid expected, DType type, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double[] values = actual.values();
        double relative = type == DType.FLOAT64 ? 1e-11 : type == DType.FLOAT32 ? 1e-5 : 0;
        double largest = 0;
        for (double value : expected.values()) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        for (int i = 0; i < values.length; i++) {
            double right = type == DType.FLOAT32 ? (float) expected.values()[i] : expected.values()[i];
            double tolerance = relative * (Math.abs(right) + 0.2 * Math.min(largest, 50));
            boolean close =
                    Double.compare(values[i] + 0.0, right + 0.0) == 0 || Math.abs(values[i] - right) <= tolerance;
            if (!close) {
                fail("%s: element %d: expected %s, got %s", what, i, right, values[i]);
            }
        }
    }
}
