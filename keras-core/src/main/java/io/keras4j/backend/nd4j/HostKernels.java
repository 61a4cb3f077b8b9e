package io.keras4j.backend.nd4j;

import io.keras4j.backend.Fourier;
import io.keras4j.ops.array.SegmentMax;
import io.keras4j.ops.array.SegmentMin;
import io.keras4j.ops.array.SegmentProd;
import io.keras4j.ops.array.Segmented;
import io.keras4j.ops.bitwise.BitwiseAnd;
import io.keras4j.ops.bitwise.BitwiseNot;
import io.keras4j.ops.bitwise.BitwiseOr;
import io.keras4j.ops.bitwise.BitwiseXor;
import io.keras4j.ops.bitwise.LeftShift;
import io.keras4j.ops.bitwise.RightShift;
import io.keras4j.ops.elementwise.BesselI;
import io.keras4j.ops.elementwise.Elementwise;
import io.keras4j.ops.elementwise.Erfinv;
import io.keras4j.ops.elementwise.Gcd;
import io.keras4j.ops.elementwise.NextAfter;
import io.keras4j.ops.spectral.Dft;
import io.keras4j.random.NormalQuantile;
import io.keras4j.tensor.DType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What ND4J lacks: computed on the host, one element after the other. */
final class HostKernels {
    private HostKernels() {}

    static void addTo(Binders binders) {
        binders.add(Erfinv.class, numbers(NormalQuantile::erfinv));
        binders.add(BesselI.class, (op, in, out) -> numbers(op::of).bind(op, in, out));
        binders.add(NextAfter.class, (op, in, out) -> {
            boolean isFloat = out.get(0).dataType() == DataType.FLOAT;
            return numbers(in, out.get(0), isFloat ? (a, b) -> Math.nextAfter((float) a, b) : Math::nextAfter);
        });
        binders.add(
                SegmentMax.class,
                segments(
                        Math::max,
                        Math::max,
                        dtype -> dtype.isFloating()
                                ? Double.NEGATIVE_INFINITY
                                : dtype == DType.UINT8 ? 0 : -Math.scalb(1.0, 8 * dtype.bytes() - 1)));
        binders.add(
                SegmentMin.class,
                segments(
                        Math::min,
                        Math::min,
                        dtype -> dtype.isFloating()
                                ? Double.POSITIVE_INFINITY
                                : dtype == DType.UINT8 ? 255 : Math.scalb(1.0, 8 * dtype.bytes() - 1) - 1));
        binders.add(SegmentProd.class, segments((a, b) -> a * b, (a, b) -> a * b, dtype -> 1));
        binders.add(Dft.class, HostKernels::transform);
        binders.add(Gcd.class, integers(HostKernels::gcd));
        binders.add(BitwiseAnd.class, integers((a, b) -> a & b));
        binders.add(BitwiseOr.class, integers((a, b) -> a | b));
        binders.add(BitwiseXor.class, integers((a, b) -> a ^ b));
        binders.add(
                BitwiseNot.class, (op, in, out) -> integers(List.of(in.get(0), in.get(0)), out.get(0), (a, b) -> ~a));
        binders.add(LeftShift.class, (op, in, out) -> {
            int bits = 8 * out.get(0).dataType().width();
            return integers(in, out.get(0), (a, b) -> b >= 0 && b < bits ? a << b : 0);
        });
        binders.add(RightShift.class, (op, in, out) -> {
            int bits = 8 * out.get(0).dataType().width();
            return integers(in, out.get(0), (a, b) -> a >> (b >= 0 && b < bits ? b : Long.SIZE - 1));
        });
    }

    /** Fourier transforms of rows. */
    private static Runnable transform(Dft op, List<INDArray> in, List<INDArray> out) {
        int length = (int) in.get(0).size(-1);
        long count = in.get(0).length();
        Fourier fourier = new Fourier(length);
        double[] re = new double[length];
        double[] im = new double[length];
        Staging staging = new Staging();
        DataBuffer fromRe = staging.in(in.get(0), DataType.DOUBLE);
        DataBuffer fromIm = staging.in(in.get(1), DataType.DOUBLE);
        DataBuffer toRe = staging.out(out.get(0), DataType.DOUBLE);
        DataBuffer toIm = staging.out(out.get(1), DataType.DOUBLE);
        return staging.around(() -> {
            for (long at = 0; at < count; at += length) {
                for (int i = 0; i < length; i++) {
                    re[i] = fromRe.getDouble(at + i);
                    im[i] = fromIm.getDouble(at + i);
                }
                fourier.transform(op.inverse() ? im : re, op.inverse() ? re : im);
                for (int i = 0; i < length; i++) {
                    toRe.put(at + i, re[i]);
                    toIm.put(at + i, im[i]);
                }
            }
        });
    }

    /** Combines the slices of data that have one id; {@code ofNothing} is what they are combined with first. */
    private static Binders.Binder<Segmented> segments(
            DoubleBinaryOperator numbers, LongBinaryOperator integers, Start ofNothing) {
        return (op, in, out) -> {
            long count = in.get(0).length();
            long rest = count == 0 ? 0 : in.get(1).length() / count;
            double start = ofNothing.of(DType.of(in.get(1).dataType()));
            if (count == 0) {
                return Steps.fill(out.get(0), start);
            }
            boolean floating = in.get(1).isR();
            DataType type = floating ? DataType.DOUBLE : DataType.INT64;
            Staging staging = new Staging();
            DataBuffer ids = staging.in(in.get(0), DataType.INT64);
            DataBuffer data = staging.in(in.get(1), type);
            DataBuffer y = staging.out(out.get(0), type);
            return staging.around(() -> {
                for (long i = 0; i < out.get(0).length(); i++) {
                    y.put(i, start);
                }
                for (long i = 0; i < count; i++) {
                    long id = ids.getLong(i);
                    op.check(id);
                    for (long j = 0; j < rest; j++) {
                        long from = i * rest + j;
                        long to = id * rest + j;
                        if (floating) {
                            y.put(to, numbers.applyAsDouble(y.getDouble(to), data.getDouble(from)));
                        } else {
                            y.put(to, integers.applyAsLong(y.getLong(to), data.getLong(from)));
                        }
                    }
                }
            });
        };
    }

    private interface Start {
        double of(DType dtype);
    }

    private static long gcd(long a, long b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValue();
    }

    private static Binders.Binder<Elementwise> numbers(DoubleUnaryOperator function) {
        return (op, in, out) -> numbers(List.of(in.get(0), in.get(0)), out.get(0), (a, b) -> function.applyAsDouble(a));
    }

    private static Binders.Binder<Elementwise> integers(LongBinaryOperator function) {
        return (op, in, out) -> integers(in, out.get(0), function);
    }

    private static Runnable numbers(List<INDArray> in, INDArray y, DoubleBinaryOperator function) {
        Staging staging = new Staging();
        DataBuffer a = staging.in(in.get(0), DataType.DOUBLE, y.shape());
        DataBuffer b = staging.in(in.get(1), DataType.DOUBLE, y.shape());
        DataBuffer result = staging.out(y, DataType.DOUBLE);
        return staging.around(() -> {
            for (long i = 0; i < y.length(); i++) {
                result.put(i, function.applyAsDouble(a.getDouble(i), b.getDouble(i)));
            }
        });
    }

    private static Runnable integers(List<INDArray> in, INDArray y, LongBinaryOperator function) {
        Staging staging = new Staging();
        DataBuffer a = staging.in(in.get(0), DataType.INT64, y.shape());
        DataBuffer b = staging.in(in.get(1), DataType.INT64, y.shape());
        DataBuffer result = staging.out(y, DataType.INT64);
        return staging.around(() -> {
            for (long i = 0; i < y.length(); i++) {
                result.put(i, function.applyAsLong(a.getLong(i), b.getLong(i)));
            }
        });
    }

    /** Copies of arrays in memory of their own, of a type that Java computes with. */
    static final class Staging {
        private final List<Runnable> before = new ArrayList<>();
        private final List<Runnable> after = new ArrayList<>();

        /** The elements of {@code array}, which is read. */
        DataBuffer in(INDArray array, DataType type) {
            return in(array, type, array.shape());
        }

        /** The elements of {@code array}, which is read, broadcast to {@code shape}. */
        DataBuffer in(INDArray array, DataType type, long[] shape) {
            Expansion expansion = new Expansion();
            INDArray expanded = expansion.of(array, shape);
            INDArray copy = Steps.space(type, shape);
            before.add(expansion.step());
            before.add(Steps.copy(expanded, copy));
            return copy.data();
        }

        /** The elements of {@code array}, which is written. */
        DataBuffer out(INDArray array, DataType type) {
            INDArray copy = Steps.space(type, array.shape());
            after.add(Steps.copy(copy, array));
            return copy.data();
        }

        /** {@code body} between the copies. */
        Runnable around(Runnable body) {
            return Steps.sequence(Steps.sequence(before), body, Steps.sequence(after));
        }
    }
}
