package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.ALL;
import static io.keras4j.ops.contract.OpCase.FLOATS;
import static io.keras4j.ops.contract.OpCase.NUMBERS;

import io.keras4j.ops.Op;
import io.keras4j.ops.bitwise.*;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.elementwise.Abs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

final class ElementwiseCases {
    private static final List<long[]> SHAPES = List.of(
            new long[] {},
            new long[] {1},
            new long[] {7},
            new long[] {3, 5},
            new long[] {2, 3, 67},
            new long[] {0, 3},
            new long[] {5, 1031});

    private static final List<List<long[]>> PAIRS = List.of(
            List.of(new long[] {}, new long[] {}),
            List.of(new long[] {7}, new long[] {7}),
            List.of(new long[] {3, 5}, new long[] {5}),
            List.of(new long[] {5}, new long[] {3, 5}),
            List.of(new long[] {3, 1}, new long[] {1, 5}),
            List.of(new long[] {}, new long[] {4}),
            List.of(new long[] {4}, new long[] {}),
            List.of(new long[] {2, 3, 4}, new long[] {3, 1}),
            List.of(new long[] {1, 3, 1, 5}, new long[] {2, 1, 4, 1}),
            List.of(new long[] {0, 3}, new long[] {3}),
            List.of(new long[] {5, 1031}, new long[] {5, 1031}),
            List.of(new long[] {5, 1031}, new long[] {5, 1}),
            List.of(new long[] {5, 1031}, new long[] {1031}));

    private static final Grid SPECIAL = Grid.of(
            0, -0.0, 1, -1, 100, -100, 1e-30, -1e-30, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);

    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        ElementwiseCases all = new ElementwiseCases();
        all.unary();
        all.casts();
        all.predicates();
        all.binary();
        all.ternary();
        return all.cases;
    }

    private void unary() {
        unary(new Negative(), NUMBERS.subList(0, 4), x -> -x, -3, 3);
        unary(new Abs(), NUMBERS, Math::abs, -3, 3);
        unary(new Sign(), NUMBERS, Math::signum, -3, 3);
        unary(new Square(), NUMBERS, x -> x * x, -3, 3);
        unary(new Relu(), NUMBERS, x -> x > 0 ? x : x != x ? x : 0, -3, 3);
        unary(new Identity(), ALL, x -> x, -3, 3);
        unary(new StopGradient(), ALL, x -> x, -3, 3);
        unary(new Floor(), NUMBERS, Math::floor, -3, 3);
        unary(new Ceil(), NUMBERS, Math::ceil, -3, 3);
        unary(new Round(), NUMBERS, Math::rint, -3, 3);
        unary(new Sqrt(), FLOATS, Math::sqrt, 0.1, 9);
        unary(new Rsqrt(), FLOATS, x -> 1 / Math.sqrt(x), 0.1, 9);
        unary(new Reciprocal(), FLOATS, x -> 1 / x, 0.1, 9);
        unary(new Exp(), FLOATS, Math::exp, -3, 3);
        unary(new Expm1(), FLOATS, Math::expm1, -3, 3);
        unary(new Log(), FLOATS, Math::log, 0.1, 9);
        unary(new Log1p(), FLOATS, Math::log1p, -0.9, 9);
        unary(new Sin(), FLOATS, Math::sin, -3, 3);
        unary(new Cos(), FLOATS, Math::cos, -3, 3);
        unary(new Tan(), FLOATS, Math::tan, -1.3, 1.3);
        unary(new Asin(), FLOATS, Math::asin, -0.9, 0.9);
        unary(new Acos(), FLOATS, Math::acos, -0.9, 0.9);
        unary(new Atan(), FLOATS, Math::atan, -3, 3);
        unary(new Sinh(), FLOATS, Math::sinh, -3, 3);
        unary(new Asinh(), FLOATS, ElementwiseCases::arsinh, -3, 3);
        unary(new Cosh(), FLOATS, Math::cosh, -3, 3);
        unary(new Tanh(), FLOATS, Math::tanh, -3, 3);
        unary(new Sigmoid(), FLOATS, x -> 1 / (1 + Math.exp(-x)), -3, 3);
        unary(new Softplus(), FLOATS, x -> x > 30 ? x : Math.log1p(Math.exp(x)), -3, 3);
        unary(new Erf(), FLOATS, ElementwiseCases::erf, -3, 3);
        unary(new Erfc(), FLOATS, x -> 1 - erf(x), -3, 2);
        unary(new Erfinv(), FLOATS, ElementwiseCases::erfinv, -0.9, 0.9);
        for (int order = 0; order < 3; order++) {
            int n = order;
            unary(new BesselI(order), FLOATS, x -> bessel(n, x), -3, 3);
        }
        // near 0, where the naive formulas lose all digits
        small(new Expm1(), Math::expm1);
        small(new Log1p(), Math::log1p);
        small(new Sinh(), Math::sinh);
        small(new Asinh(), ElementwiseCases::arsinh);
        small(new Erf(), ElementwiseCases::erf);
        cases.add(map(new Round(), FLOATS, Math::rint, Grid.of(0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 3.49, -3.51)));
        cases.add(map(new Softplus(), FLOATS, x -> Math.log1p(Math.exp(x)), Grid.of(-20, -50, 15, 20, 25, 29)));
    }

    private void small(Op op, DoubleUnaryOperator function) {
        for (double x : new double[] {1e-3, -1e-4, 1e-6, -1e-8, 1e-10}) {
            cases.add(map(op, FLOATS, function, Grid.of(x)).withoutGradient());
        }
    }

    private static OpCase map(Op op, List<DType> types, DoubleUnaryOperator function, Grid x) {
        return OpCase.of(
                op,
                types,
                in -> Grid.build(
                        in.get(0).shape(), i -> function.applyAsDouble(in.get(0).at(i))),
                x);
    }

    private void unary(Op op, List<DType> types, DoubleUnaryOperator function, double low, double high) {
        for (long[] shape : SHAPES) {
            cases.add(map(op, types, function, Grid.uniform(low, high, shape)));
        }
        // oneDNN's exp and relu give a number for what is none
        boolean keepsNan = !(op instanceof Exp || op instanceof Relu);
        cases.add(map(op, FLOATS, function, keepsNan ? SPECIAL : Grid.of(0, -0.0, 50, -100, 1e-30))
                .withoutGradient());
    }

    private void casts() {
        Grid x = Grid.of(0, 0.3, -0.7, 1, 2.5, 3.999, -1e-20, 100.5);
        for (DType to : ALL) {
            Grid from = to == DType.UINT8 ? Grid.of(0, 0.3, 1, 2.5, 3.999, 200.5) : x;
            List<DType> types = to == DType.UINT8 ? ALL : NUMBERS.subList(0, 4);
            OpCase numbers = OpCase.of(new Cast(to), types, in -> in.get(0).as(to), from);
            cases.add(to == DType.FLOAT64 ? numbers : numbers.withoutGradient());
        }
        for (DType to : ALL) {
            cases.add(OpCase.of(new Cast(to), ALL, in -> in.get(0).as(to), Grid.integers(0, 3, 5, 801))
                    .withoutGradient());
            cases.add(OpCase.of(
                            new Cast(to),
                            ALL,
                            in -> in.get(0).as(to),
                            Grid.of(1).reshape())
                    .withoutGradient());
        }
    }

    private void predicates() {
        predicate(new IsNan(), x -> Double.isNaN(x));
        predicate(new IsInf(), x -> Double.isInfinite(x));
        predicate(new IsFinite(), x -> Double.isFinite(x));
        for (long[] shape : SHAPES) {
            cases.add(map(new LogicalNot(), List.of(DType.BOOL), x -> 1 - x, Grid.integers(0, 2, shape)));
        }
    }

    private void predicate(Op op, java.util.function.DoublePredicate test) {
        DoubleUnaryOperator function = x -> test.test(x) ? 1 : 0;
        cases.add(map(op, FLOATS, function, SPECIAL));
        for (long[] shape : SHAPES) {
            cases.add(map(op, NUMBERS, function, Grid.uniform(-3, 3, shape)));
        }
    }

    private interface Comparison {
        boolean test(double a, double b);
    }

    private void binary() {
        binary(new Add(), NUMBERS, (a, b) -> a + b, Grid.of(-3, 3), Grid.of(-3, 3));
        binary(new Subtract(), NUMBERS.subList(0, 4), (a, b) -> a - b, Grid.of(-3, 3), Grid.of(-3, 3));
        binary(new Multiply(), NUMBERS.subList(0, 4), (a, b) -> a * b, Grid.of(-5, 5), Grid.of(-5, 5));
        binary(new Divide(), FLOATS, (a, b) -> a / b, Grid.of(-3, 3), Grid.of(0.3, 3));
        binary(new Power(), FLOATS, Math::pow, Grid.of(0.3, 3), Grid.of(-2, 2));
        binary(new Maximum(), NUMBERS, Math::max, Grid.of(-3, 3), Grid.of(-3.1, 3));
        binary(new Minimum(), NUMBERS, Math::min, Grid.of(-3, 3), Grid.of(-3.1, 3));
        binary(new Atan2(), FLOATS, Math::atan2, Grid.of(0.3, 3), Grid.of(-3, -0.3));
        binary(new Atan2(), FLOATS, Math::atan2, Grid.of(-3, -0.3), Grid.of(-3, 3));
        binary(new ReluGradient(), FLOATS, (a, b) -> a > 0 ? b : 0, Grid.of(-3, 3), Grid.of(-3, 3));
        DoubleBinaryOperator floorDivide = (a, b) -> Math.floor(a / b);
        DoubleBinaryOperator mod = (a, b) -> a - b * Math.floor(a / b);
        for (Grid signs : List.of(Grid.of(-9, 9, 1, 4), Grid.of(-9, 9, -4, -1))) {
            Grid a = Grid.of(signs.at(0), signs.at(1));
            Grid b = Grid.of(signs.at(2), signs.at(3));
            binary(new FloorDivide(), NUMBERS.subList(0, 4), floorDivide, a, b);
            binary(new Mod(), NUMBERS.subList(0, 4), mod, a, b);
        }
        List<DType> integers = List.of(DType.INT32, DType.INT64);
        binary(new Gcd(), integers, ElementwiseCases::gcd, Grid.of(-40, 40), Grid.of(-30, 30));
        cases.add(zip(new Gcd(), integers, ElementwiseCases::gcd, Grid.of(0, 0, 4, -6), Grid.of(0, 3, 0, 4)));
        binary(
                new BitwiseAnd(),
                NUMBERS.subList(2, 5),
                (a, b) -> (long) a & (long) b,
                Grid.of(-90, 90),
                Grid.of(-90, 90));
        binary(
                new BitwiseOr(),
                NUMBERS.subList(2, 5),
                (a, b) -> (long) a | (long) b,
                Grid.of(-90, 90),
                Grid.of(-90, 90));
        binary(
                new BitwiseXor(),
                NUMBERS.subList(2, 5),
                (a, b) -> (long) a ^ (long) b,
                Grid.of(-90, 90),
                Grid.of(-90, 90));
        logical(new BitwiseAnd(), (a, b) -> a != 0 && b != 0);
        logical(new BitwiseOr(), (a, b) -> a != 0 || b != 0);
        logical(new BitwiseXor(), (a, b) -> a != b);
        binary(new LeftShift(), integers, (a, b) -> a * (1 << (long) b), Grid.of(-90, 90), Grid.of(0, 9));
        binary(new RightShift(), integers, (a, b) -> Math.floor(a / (1 << (long) b)), Grid.of(-90, 90), Grid.of(0, 9));
        cases.add(zip(new LeftShift(), List.of(DType.INT32), (a, b) -> 0, Grid.of(1, 1, -7), Grid.of(32, 99, -1)));
        cases.add(zip(
                new RightShift(),
                List.of(DType.INT32),
                (a, b) -> a < 0 ? -1 : 0,
                Grid.of(1, 1, -7),
                Grid.of(32, -1, 40)));
        cases.add(zip(
                new LeftShift(),
                List.of(DType.UINT8),
                (a, b) -> a * (1 << (long) b) % 256,
                Grid.of(1, 200, 255),
                Grid.of(7, 1, 4)));
        cases.add(map(new BitwiseNot(), integers, x -> -x - 1, Grid.integers(-90, 90, 3, 5)));
        cases.add(map(new BitwiseNot(), List.of(DType.UINT8), x -> 255 - x, Grid.integers(0, 256, 3, 5)));
        cases.add(zip(new NextAfter(), List.of(DType.FLOAT64), Math::nextAfter, Grid.of(0, 0, 0), Grid.of(1, -1, 0)));
        cases.add(zip(
                new NextAfter(),
                List.of(DType.FLOAT32),
                (a, b) -> Math.nextAfter((float) a, b),
                Grid.of(0, 0, 0),
                Grid.of(1, -1, 0)));
        comparison(new Equal(), (a, b) -> a == b);
        comparison(new NotEqual(), (a, b) -> a != b);
        comparison(new Less(), (a, b) -> a < b);
        comparison(new LessEqual(), (a, b) -> a <= b);
        comparison(new Greater(), (a, b) -> a > b);
        comparison(new GreaterEqual(), (a, b) -> a >= b);
        logical(new LogicalAnd(), (a, b) -> a != 0 && b != 0);
        logical(new LogicalOr(), (a, b) -> a != 0 || b != 0);
        logical(new LogicalXor(), (a, b) -> a != b);

        cases.add(
                zip(new Power(), FLOATS, Math::pow, Grid.of(0, 0, 2, -2, -2, 5, 1e-3), Grid.of(0, 2, 0, 2, 3, -1, 0.5))
                        .withoutGradient());
        cases.add(zip(
                new Power(),
                List.of(DType.INT32, DType.INT64),
                Math::pow,
                Grid.of(0, 2, -2, -3, 5, 7),
                Grid.of(0, 5, 3, 2, 1, 0)));
        cases.add(
                zip(new Maximum(), FLOATS, Math::max, Grid.of(1, -1, 0, 2), Grid.of(1, 2, 0, Double.NEGATIVE_INFINITY))
                        .withoutGradient());
        cases.add(
                zip(new Minimum(), FLOATS, Math::min, Grid.of(1, -1, 0, 2), Grid.of(1, 2, 0, Double.POSITIVE_INFINITY))
                        .withoutGradient());
        cases.add(zip(new Divide(), FLOATS, (a, b) -> a / b, Grid.of(1, -1, 0, 2), Grid.of(0, 0, 0, 1e30))
                .withoutGradient());
        cases.add(zip(
                        new ReluGradient(),
                        FLOATS,
                        (a, b) -> a > 0 ? b : 0,
                        Grid.of(1, -1, 0, -2, 2),
                        Grid.of(5, 5, 5, 1e30, 1e30))
                .withoutGradient());
    }

    private void comparison(Op op, Comparison test) {
        Grid special = Grid.of(1, 2, 2, Double.NaN, Double.POSITIVE_INFINITY, -1);
        Grid other = Grid.of(2, 1, 2, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        cases.add(zip(op, FLOATS, (a, b) -> test.test(a, b) ? 1 : 0, special, other));
        for (List<long[]> shapes : PAIRS) {
            Grid a = Grid.integers(0, 3, shapes.get(0));
            Grid b = Grid.integers(0, 4, shapes.get(1));
            cases.add(zip(op, NUMBERS, (x, y) -> test.test(x, y) ? 1 : 0, a, b));
        }
    }

    private void logical(Op op, Comparison test) {
        for (List<long[]> shapes : PAIRS) {
            Grid a = Grid.integers(0, 2, shapes.get(0));
            Grid b = Grid.build(shapes.get(1), i -> i.length > 0 ? i[i.length - 1] % 3 / 2 : 1);
            cases.add(zip(op, List.of(DType.BOOL), (x, y) -> test.test(x, y) ? 1 : 0, a, b));
        }
    }

    /** Operands between limits, in shapes of all kinds. */
    private void binary(Op op, List<DType> types, DoubleBinaryOperator function, Grid limitsA, Grid limitsB) {
        for (List<long[]> shapes : PAIRS) {
            Grid a = Grid.uniform(limitsA.at(0), limitsA.at(1), shapes.get(0));
            Grid b = Grid.uniform(limitsB.at(0), limitsB.at(1), shapes.get(1));
            cases.add(zip(op, types, function, a, b));
        }
    }

    private static OpCase zip(Op op, List<DType> types, DoubleBinaryOperator function, Grid a, Grid b) {
        return OpCase.of(
                op,
                types,
                in -> {
                    Shape shape = Shape.broadcast(
                            Shape.of(in.get(0).shape()), Shape.of(in.get(1).shape()));
                    return Grid.build(
                            shape,
                            i -> function.applyAsDouble(
                                    in.get(0).broadcastAt(i), in.get(1).broadcastAt(i)));
                },
                a,
                b);
    }

    private void ternary() {
        List<List<long[]>> shapes = List.of(
                List.of(new long[] {}, new long[] {}, new long[] {}),
                List.of(new long[] {3, 5}, new long[] {3, 5}, new long[] {3, 5}),
                List.of(new long[] {5}, new long[] {3, 5}, new long[] {3, 1}),
                List.of(new long[] {3, 5}, new long[] {}, new long[] {3, 5}),
                List.of(new long[] {3, 5}, new long[] {5}, new long[] {}),
                List.of(new long[] {3, 1}, new long[] {5}, new long[] {1}),
                List.of(new long[] {0, 5}, new long[] {5}, new long[] {1}),
                List.of(new long[] {5, 1031}, new long[] {5, 1031}, new long[] {1031}));
        for (List<long[]> s : shapes) {
            cases.add(where(
                    NUMBERS.subList(0, 4),
                    Grid.integers(0, 2, s.get(0)),
                    Grid.uniform(1, 3, s.get(1)),
                    Grid.uniform(-3, 0, s.get(2))));
        }
        cases.add(where(
                        FLOATS,
                        Grid.of(0, 1, 1),
                        Grid.of(Double.NaN, 1, Double.POSITIVE_INFINITY),
                        Grid.of(1, Double.NaN, Double.NEGATIVE_INFINITY))
                .withoutGradient());
    }

    private static OpCase where(List<DType> types, Grid condition, Grid a, Grid b) {
        Shape shape =
                Shape.broadcast(Shape.broadcast(Shape.of(condition.shape()), Shape.of(a.shape())), Shape.of(b.shape()));
        return OpCase.of(
                        new Where(),
                        types,
                        in -> Grid.build(
                                shape,
                                i -> in.get(0).broadcastAt(i) != 0
                                        ? in.get(1).broadcastAt(i)
                                        : in.get(2).broadcastAt(i)),
                        condition,
                        a,
                        b)
                .fixed(0, DType.BOOL);
    }

    private static double arsinh(double x) {
        double size = Math.abs(x);
        double result = Double.isInfinite(x) ? size : Math.log1p(size + size * size / (1 + Math.hypot(1, size)));
        return Math.copySign(result, x);
    }

    private static double gcd(double a, double b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }

    /** By halving the interval that holds it. */
    private static double erfinv(double x) {
        if (!(Math.abs(x) < 1)) {
            return Math.abs(x) == 1 ? x * Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (Math.abs(x) < 1e-10) {
            return x * Math.sqrt(Math.PI) / 2;
        }
        double low = -5;
        double high = 5;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            low = erf(middle) < x ? middle : low;
            high = erf(middle) < x ? high : middle;
        }
        return low;
    }

    /** By the integral of e^(x cos t) cos(nt) over half a circle. */
    private static double bessel(int n, double x) {
        if (Double.isInfinite(x) || Double.isNaN(x)) {
            return n % 2 == 0 ? Math.abs(x) : x;
        }
        int points = 512;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double angle = Math.PI * (i + 0.5) / points;
            sum += Math.exp(x * Math.cos(angle)) * Math.cos(n * angle);
        }
        return sum / points;
    }

    /** By the Taylor series, which converges everywhere. */
    private static double erf(double x) {
        if (Double.isNaN(x) || Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
