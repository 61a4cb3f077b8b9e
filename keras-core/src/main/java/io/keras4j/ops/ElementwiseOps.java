package io.keras4j.ops;

import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.elementwise.Abs;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;

/** The functions of {@link Ops} that treat each element alone; their ops are in {@link io.keras4j.ops.elementwise}. */
public abstract class ElementwiseOps extends CreationOps {
    ElementwiseOps() {}

    /** -x. */
    public static Tensor negative(Tensor x) {
        return new Negative().apply(x);
    }

    /** |x|. */
    public static Tensor abs(Tensor x) {
        return new Abs().apply(x);
    }

    /** -1, 0 or 1, as x is below, at or above 0. */
    public static Tensor sign(Tensor x) {
        return new Sign().apply(x);
    }

    /** x². */
    public static Tensor square(Tensor x) {
        return new Square().apply(x);
    }

    /** The largest whole number not above x; integers are cast to floating first. */
    public static Tensor floor(Tensor x) {
        return new Floor().apply(floating(x));
    }

    /** The smallest whole number not below x; integers are cast to floating first. */
    public static Tensor ceil(Tensor x) {
        return new Ceil().apply(floating(x));
    }

    /** The nearest whole number, the even one of two. */
    public static Tensor round(Tensor x) {
        return new Round().apply(x);
    }

    /** max(x, 0). */
    public static Tensor relu(Tensor x) {
        return new Relu().apply(x);
    }

    /** √x; integers are cast to floating first. */
    public static Tensor sqrt(Tensor x) {
        return new Sqrt().apply(floating(x));
    }

    /** 1/√x; integers are cast to floating first. */
    public static Tensor rsqrt(Tensor x) {
        return new Rsqrt().apply(floating(x));
    }

    /** 1/x; integers are cast to floating first. */
    public static Tensor reciprocal(Tensor x) {
        return new Reciprocal().apply(floating(x));
    }

    /** eˣ; integers are cast to floating first. */
    public static Tensor exp(Tensor x) {
        return new Exp().apply(floating(x));
    }

    /** eˣ - 1, exact near 0; integers are cast to floating first. */
    public static Tensor expm1(Tensor x) {
        return new Expm1().apply(floating(x));
    }

    /** 2ˣ; integers are cast to floating first. */
    public static Tensor exp2(Tensor x) {
        return exp(multiply(floating(x), Math.log(2)));
    }

    /** The natural logarithm; integers are cast to floating first. */
    public static Tensor log(Tensor x) {
        return new Log().apply(floating(x));
    }

    /** ln(1 + x), exact near 0; integers are cast to floating first. */
    public static Tensor log1p(Tensor x) {
        return new Log1p().apply(floating(x));
    }

    /** The logarithm to base 2; integers are cast to floating first. */
    public static Tensor log2(Tensor x) {
        return divide(log(x), Math.log(2));
    }

    /** The logarithm to base 10; integers are cast to floating first. */
    public static Tensor log10(Tensor x) {
        return divide(log(x), Math.log(10));
    }

    /** sin x, of radians; integers are cast to floating first. */
    public static Tensor sin(Tensor x) {
        return new Sin().apply(floating(x));
    }

    /** cos x, of radians; integers are cast to floating first. */
    public static Tensor cos(Tensor x) {
        return new Cos().apply(floating(x));
    }

    /** tan x, of radians; integers are cast to floating first. */
    public static Tensor tan(Tensor x) {
        return new Tan().apply(floating(x));
    }

    /** arcsin x; integers are cast to floating first. */
    public static Tensor arcsin(Tensor x) {
        return new Asin().apply(floating(x));
    }

    /** arccos x; integers are cast to floating first. */
    public static Tensor arccos(Tensor x) {
        return new Acos().apply(floating(x));
    }

    /** arctan x; integers are cast to floating first. */
    public static Tensor arctan(Tensor x) {
        return new Atan().apply(floating(x));
    }

    /** sinh x; integers are cast to floating first. */
    public static Tensor sinh(Tensor x) {
        return new Sinh().apply(floating(x));
    }

    /** cosh x; integers are cast to floating first. */
    public static Tensor cosh(Tensor x) {
        return new Cosh().apply(floating(x));
    }

    /** tanh x; integers are cast to floating first. */
    public static Tensor tanh(Tensor x) {
        return new Tanh().apply(floating(x));
    }

    /** What {@link #sinh} makes x of; integers are cast to floating first. */
    public static Tensor arcsinh(Tensor x) {
        return new Asinh().apply(floating(x));
    }

    /** What is not negative and {@link #cosh} makes x of; integers are cast to floating first. */
    public static Tensor arccosh(Tensor x) {
        Tensor at = floating(x);
        return log(add(at, multiply(sqrt(subtract(at, 1)), sqrt(add(at, 1)))));
    }

    /** What {@link #tanh} makes x of; integers are cast to floating first. */
    public static Tensor arctanh(Tensor x) {
        Tensor at = floating(x);
        return multiply(subtract(log1p(at), log1p(negative(at))), 0.5);
    }

    /** 1 / (1 + e⁻ˣ); integers are cast to floating first. */
    public static Tensor sigmoid(Tensor x) {
        return new Sigmoid().apply(floating(x));
    }

    /** ln(1 + eˣ); integers are cast to floating first. */
    public static Tensor softplus(Tensor x) {
        return new Softplus().apply(floating(x));
    }

    /** ln(1 / (1 + e⁻ˣ)), which does not underflow; integers are cast to floating first. */
    public static Tensor logSigmoid(Tensor x) {
        return negative(softplus(negative(x)));
    }

    /** The error function; integers are cast to floating first. */
    public static Tensor erf(Tensor x) {
        return new Erf().apply(floating(x));
    }

    /** Whether x is not a number. */
    public static Tensor isnan(Tensor x) {
        return new IsNan().apply(x);
    }

    /** Whether x is infinite. */
    public static Tensor isinf(Tensor x) {
        return new IsInf().apply(x);
    }

    /** Whether x is neither infinite nor not a number. */
    public static Tensor isfinite(Tensor x) {
        return new IsFinite().apply(x);
    }

    /** x, but 0 for what is not a number and the largest and smallest finite numbers for the infinite ones. */
    public static Tensor nanToNum(Tensor x) {
        double largest = x.dtype() == DType.FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE;
        return nanToNum(x, 0, largest, -largest);
    }

    /** x, but {@code nan} for what is not a number, and the other two for infinity and minus infinity. */
    public static Tensor nanToNum(Tensor x, double nan, double posinf, double neginf) {
        Tensor numbers = where(isnan(x), nan, x);
        Tensor below = where(equal(numbers, Double.POSITIVE_INFINITY), posinf, numbers);
        return where(equal(below, Double.NEGATIVE_INFINITY), neginf, below);
    }

    /** Whether a and b differ by at most 10⁻⁸ + 10⁻⁵ · |b|, or are equally infinite. */
    public static Tensor isclose(Tensor a, Tensor b) {
        return isclose(a, b, 1e-5, 1e-8, false);
    }

    /** Whether |a - b| ≤ atol + rtol · |b|, or both are equally infinite, or, if {@code equalNan}, both not numbers. */
    public static Tensor isclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        Tensor x = floating(a);
        Tensor y = floating(b);
        Tensor near = lessEqual(abs(subtract(x, y)), add(multiply(abs(y), rtol), atol));
        Tensor close = logicalOr(logicalAnd(near, isfinite(y)), equal(x, y));
        return equalNan ? logicalOr(close, logicalAnd(isnan(x), isnan(y))) : close;
    }

    /** a + b. */
    public static Tensor add(Tensor a, Tensor b) {
        return binary(new Add(), a, b);
    }

    /** a + b. */
    public static Tensor add(Tensor a, double b) {
        return add(a, like(b, a));
    }

    /** a - b. */
    public static Tensor subtract(Tensor a, Tensor b) {
        return binary(new Subtract(), a, b);
    }

    /** a - b. */
    public static Tensor subtract(Tensor a, double b) {
        return subtract(a, like(b, a));
    }

    /** a - b. */
    public static Tensor subtract(double a, Tensor b) {
        return subtract(like(a, b), b);
    }

    /** a · b. */
    public static Tensor multiply(Tensor a, Tensor b) {
        return binary(new Multiply(), a, b);
    }

    /** a · b. */
    public static Tensor multiply(Tensor a, double b) {
        return multiply(a, like(b, a));
    }

    /** a / b; of integers, a floating result. */
    public static Tensor divide(Tensor a, Tensor b) {
        return binary(new Divide(), floating(a), floating(b));
    }

    /** a / b; of integers, a floating result. */
    public static Tensor divide(Tensor a, double b) {
        return divide(a, like(b, a));
    }

    /** a / b; of integers, a floating result. */
    public static Tensor divide(double a, Tensor b) {
        return divide(like(a, b), b);
    }

    /** a / b, but 0 where b is 0. */
    public static Tensor divideNoNan(Tensor a, Tensor b) {
        Tensor zero = equal(b, 0);
        return where(zero, 0, divide(a, where(zero, 1, b)));
    }

    /** ⌊a / b⌋. */
    public static Tensor floorDivide(Tensor a, Tensor b) {
        return binary(new FloorDivide(), a, b);
    }

    /** ⌊a / b⌋. */
    public static Tensor floorDivide(Tensor a, double b) {
        return floorDivide(a, like(b, a));
    }

    /** The remainder of a / b, with the sign of b. */
    public static Tensor mod(Tensor a, Tensor b) {
        return binary(new Mod(), a, b);
    }

    /** The remainder of a / b, with the sign of b. */
    public static Tensor mod(Tensor a, double b) {
        return mod(a, like(b, a));
    }

    /** aᵇ. */
    public static Tensor power(Tensor a, Tensor b) {
        return binary(new Power(), a, b);
    }

    /** aᵇ. */
    public static Tensor power(Tensor a, double b) {
        return power(a, like(b, a));
    }

    /** aᵇ. */
    public static Tensor power(double a, Tensor b) {
        return power(like(a, b), b);
    }

    /** The larger of a and b. */
    public static Tensor maximum(Tensor a, Tensor b) {
        return binary(new Maximum(), a, b);
    }

    /** The larger of a and b. */
    public static Tensor maximum(Tensor a, double b) {
        return maximum(a, like(b, a));
    }

    /** The smaller of a and b. */
    public static Tensor minimum(Tensor a, Tensor b) {
        return binary(new Minimum(), a, b);
    }

    /** The smaller of a and b. */
    public static Tensor minimum(Tensor a, double b) {
        return minimum(a, like(b, a));
    }

    /** a = b. */
    public static Tensor equal(Tensor a, Tensor b) {
        return binary(new Equal(), a, b);
    }

    /** a = b. */
    public static Tensor equal(Tensor a, double b) {
        return equal(a, like(b, a));
    }

    /** a ≠ b. */
    public static Tensor notEqual(Tensor a, Tensor b) {
        return binary(new NotEqual(), a, b);
    }

    /** a ≠ b. */
    public static Tensor notEqual(Tensor a, double b) {
        return notEqual(a, like(b, a));
    }

    /** a &lt; b. */
    public static Tensor less(Tensor a, Tensor b) {
        return binary(new Less(), a, b);
    }

    /** a &lt; b. */
    public static Tensor less(Tensor a, double b) {
        return less(a, like(b, a));
    }

    /** a ≤ b. */
    public static Tensor lessEqual(Tensor a, Tensor b) {
        return binary(new LessEqual(), a, b);
    }

    /** a ≤ b. */
    public static Tensor lessEqual(Tensor a, double b) {
        return lessEqual(a, like(b, a));
    }

    /** a &gt; b. */
    public static Tensor greater(Tensor a, Tensor b) {
        return binary(new Greater(), a, b);
    }

    /** a &gt; b. */
    public static Tensor greater(Tensor a, double b) {
        return greater(a, like(b, a));
    }

    /** a ≥ b. */
    public static Tensor greaterEqual(Tensor a, Tensor b) {
        return binary(new GreaterEqual(), a, b);
    }

    /** a ≥ b. */
    public static Tensor greaterEqual(Tensor a, double b) {
        return greaterEqual(a, like(b, a));
    }

    /** Whether both are true. */
    public static Tensor logicalAnd(Tensor a, Tensor b) {
        return new LogicalAnd().apply(cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    /** Whether a or b or both are true. */
    public static Tensor logicalOr(Tensor a, Tensor b) {
        return new LogicalOr().apply(cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    /** Whether just one of a and b is true. */
    public static Tensor logicalXor(Tensor a, Tensor b) {
        return new LogicalXor().apply(cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    /** Whether x is false. */
    public static Tensor logicalNot(Tensor x) {
        return new LogicalNot().apply(cast(x, DType.BOOL));
    }

    /** The angle of the point (b, a) with the first axis. */
    public static Tensor arctan2(Tensor a, Tensor b) {
        return binary(new Atan2(), floating(a), floating(b));
    }

    /** x within the limits. */
    public static Tensor clip(Tensor x, double min, double max) {
        return minimum(maximum(x, min), max);
    }

    /** The same numbers with another dtype. */
    public static Tensor cast(Tensor x, DType dtype) {
        return x.dtype() == dtype ? x : new Cast(dtype).apply(x);
    }

    /** The element of {@code a} where {@code condition} is true, else that of {@code b}. */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        DType dtype = DType.result(a.dtype(), b.dtype());
        return new Where().apply(cast(condition, DType.BOOL), cast(a, dtype), cast(b, dtype));
    }

    /** The element of {@code a} where {@code condition} is true, else {@code b}. */
    public static Tensor where(Tensor condition, Tensor a, double b) {
        return where(condition, a, like(b, a));
    }

    /** {@code a} where {@code condition} is true, else the element of {@code b}. */
    public static Tensor where(Tensor condition, double a, Tensor b) {
        return where(condition, like(a, b), b);
    }

    /** x itself, through which no gradient flows. */
    public static Tensor stopGradient(Tensor x) {
        return new StopGradient().apply(x);
    }

    // ---- More of NumPy

    /** Another name of {@link #abs}. */
    public static Tensor absolute(Tensor x) {
        return abs(x);
    }

    /** |x| as a floating number. */
    public static Tensor fabs(Tensor x) {
        return abs(floating(x));
    }

    /** Another name of {@link #divide(Tensor, Tensor)}. */
    public static Tensor trueDivide(Tensor a, Tensor b) {
        return divide(a, b);
    }

    /** The cube root; integers are cast to floating first. */
    public static Tensor cbrt(Tensor x) {
        Tensor at = floating(x);
        return multiply(sign(at), power(abs(at), 1.0 / 3));
    }

    /** Degrees as radians. */
    public static Tensor deg2rad(Tensor x) {
        return multiply(floating(x), Math.PI / 180);
    }

    /** Radians as degrees. */
    public static Tensor rad2deg(Tensor x) {
        return multiply(floating(x), 180 / Math.PI);
    }

    /** The whole number next to x on the way to 0. */
    public static Tensor trunc(Tensor x) {
        return x.dtype().isFloating() ? where(less(x, 0), ceil(x), floor(x)) : x;
    }

    /** sin(πx) / (πx), and 1 at 0; integers are cast to floating first. */
    public static Tensor sinc(Tensor x) {
        Tensor angle = multiply(floating(x), Math.PI);
        Tensor zero = equal(angle, 0);
        Tensor safe = where(zero, 1, angle);
        return where(zero, 1, divide(sin(safe), safe));
    }

    /** 1 - erf(x), with its digits where that is small; integers are cast to floating first. */
    public static Tensor erfc(Tensor x) {
        return new Erfc().apply(floating(x));
    }

    /** What {@link #erf} makes x of; integers are cast to floating first. */
    public static Tensor erfinv(Tensor x) {
        return new Erfinv().apply(floating(x));
    }

    /** The modified Bessel function of the first kind and order 0; integers are cast to floating first. */
    public static Tensor i0(Tensor x) {
        return new BesselI(0).apply(floating(x));
    }

    /** Whether x is minus infinity. */
    public static Tensor isneginf(Tensor x) {
        return equal(floating(x), Double.NEGATIVE_INFINITY);
    }

    /** Whether x is infinity. */
    public static Tensor isposinf(Tensor x) {
        return equal(floating(x), Double.POSITIVE_INFINITY);
    }

    /** Whether x is a real number: always true, as there are no complex ones. */
    public static Tensor isreal(Tensor x) {
        return ones(x.shape(), DType.BOOL);
    }

    /** Whether the sign of x is minus, that of -0.0 too. */
    public static Tensor signbit(Tensor x) {
        Tensor negative = less(x, 0);
        return x.dtype().isFloating() ? logicalOr(negative, equal(reciprocal(x), Double.NEGATIVE_INFINITY)) : negative;
    }

    /** The larger of a and b, or the one that is a number. */
    public static Tensor fmax(Tensor a, Tensor b) {
        return where(isnan(a), b, where(isnan(b), a, maximum(a, b)));
    }

    /** The smaller of a and b, or the one that is a number. */
    public static Tensor fmin(Tensor a, Tensor b) {
        return where(isnan(a), b, where(isnan(b), a, minimum(a, b)));
    }

    /** The remainder of a / b, with the sign of a. */
    public static Tensor fmod(Tensor a, Tensor b) {
        Tensor remainder = mod(abs(a), abs(b));
        return where(less(a, 0), negative(remainder), remainder);
    }

    /** 0 for negative a, 1 for positive, and b for 0. */
    public static Tensor heaviside(Tensor a, Tensor b) {
        Tensor x = floating(a);
        Tensor step = cast(greater(x, 0), x.dtype());
        return where(equal(x, 0), floating(b), where(isnan(x), x, step));
    }

    /** √(a² + b²), which neither overflows nor underflows. */
    public static Tensor hypot(Tensor a, Tensor b) {
        Tensor x = floating(a);
        Tensor y = floating(b);
        Tensor larger = stopGradient(maximum(abs(x), abs(y)));
        Tensor scale = where(logicalAnd(greater(larger, 0), isfinite(larger)), larger, 1);
        return multiply(scale, sqrt(add(square(divide(x, scale)), square(divide(y, scale)))));
    }

    /** a · 2ᵇ of integers b. */
    public static Tensor ldexp(Tensor a, Tensor b) {
        if (!b.dtype().isInteger()) {
            throw new IllegalArgumentException("ldexp: expected integers for the exponents, got " + b.dtype());
        }
        Tensor x = floating(a);
        return multiply(x, power(2, cast(b, x.dtype())));
    }

    /** The number beside a on the way to b: the next that the dtype can represent. Not for half precision. */
    public static Tensor nextafter(Tensor a, Tensor b) {
        Tensor x = floating(a);
        Tensor y = floating(b);
        if (DType.result(x.dtype(), y.dtype()).bytes() < 4) {
            throw new IllegalArgumentException("nextafter: expected float32 or float64, got " + x.dtype());
        }
        return binary(new NextAfter(), x, y);
    }

    /** The greatest common divisor of integers. */
    public static Tensor gcd(Tensor a, Tensor b) {
        if (!a.dtype().isInteger() || !b.dtype().isInteger()) {
            throw new IllegalArgumentException("gcd: expected integers, got " + a.dtype() + " and " + b.dtype());
        }
        return binary(new Gcd(), a, b);
    }

    /** The least common multiple of integers. */
    public static Tensor lcm(Tensor a, Tensor b) {
        Tensor divisor = gcd(a, b);
        return multiply(abs(floorDivide(a, where(equal(divisor, 0), 1, divisor))), abs(b));
    }

    /** The same numbers with another dtype, those beyond its range being the least or the greatest that it can represent. */
    public static Tensor saturateCast(Tensor x, DType dtype) {
        DType from = x.dtype();
        if (from == DType.BOOL) {
            return cast(x, dtype);
        }
        double min = Math.max(Limits.lowest(dtype), Limits.lowest(from));
        double max = Math.min(Limits.highest(dtype), Limits.highest(from));
        if (from.isFloating()) { // what is infinite is limited, too
            return cast(clip(x, Limits.within(min, from), Limits.within(max, from)), dtype);
        }
        Tensor y = min > Limits.lowest(from) ? maximum(x, min) : x;
        return cast(max < Limits.highest(from) ? minimum(y, max) : y, dtype);
    }
}
