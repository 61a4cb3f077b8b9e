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
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;
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
        Fourier fourier = new Fourier(length);
        double[] re = new double[length];
        double[] im = new double[length];
        List<Elements> arrays = Stream.of(in.get(0), in.get(1), out.get(0), out.get(1))
                .map(Elements::new)
                .toList();
        return () -> {
            for (long at = 0; at < in.get(0).length(); at += length) {
                for (int i = 0; i < length; i++) {
                    re[i] = arrays.get(0).number(at + i);
                    im[i] = arrays.get(1).number(at + i);
                }
                fourier.transform(op.inverse() ? im : re, op.inverse() ? re : im);
                for (int i = 0; i < length; i++) {
                    arrays.get(2).put(at + i, re[i]);
                    arrays.get(3).put(at + i, im[i]);
                }
            }
        };
    }

    /** Combines the slices of data that have one id; {@code ofNothing} is what they are combined with first. */
    private static Binders.Binder<Segmented> segments(
            DoubleBinaryOperator numbers, LongBinaryOperator integers, Start ofNothing) {
        return (op, in, out) -> {
            Elements ids = new Elements(in.get(0));
            Elements data = new Elements(in.get(1));
            Elements y = new Elements(out.get(0));
            long count = in.get(0).length();
            long rest = count == 0 ? 0 : in.get(1).length() / count;
            boolean floating = in.get(1).isR();
            double start = ofNothing.of(DType.of(in.get(1).dataType()));
            Runnable fill = Steps.fill(out.get(0), start);
            return () -> {
                fill.run();
                for (long i = 0; i < count; i++) {
                    long id = ids.integer(i);
                    op.check(id);
                    for (long j = 0; j < rest; j++) {
                        long from = i * rest + j;
                        long to = id * rest + j;
                        if (floating) {
                            y.put(to, numbers.applyAsDouble(y.number(to), data.number(from)));
                        } else {
                            y.put(to, integers.applyAsLong(y.integer(to), data.integer(from)));
                        }
                    }
                }
            };
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
        Expansion expansion = new Expansion();
        Elements a = new Elements(expansion.of(in.get(0), y.shape()));
        Elements b = new Elements(expansion.of(in.get(1), y.shape()));
        Elements to = new Elements(y);
        return Steps.sequence(expansion.step(), () -> {
            for (long i = 0; i < y.length(); i++) {
                to.put(i, function.applyAsDouble(a.number(i), b.number(i)));
            }
        });
    }

    private static Runnable integers(List<INDArray> in, INDArray y, LongBinaryOperator function) {
        Expansion expansion = new Expansion();
        Elements a = new Elements(expansion.of(in.get(0), y.shape()));
        Elements b = new Elements(expansion.of(in.get(1), y.shape()));
        Elements to = new Elements(y);
        return Steps.sequence(expansion.step(), () -> {
            for (long i = 0; i < y.length(); i++) {
                to.put(i, function.applyAsLong(a.integer(i), b.integer(i)));
            }
        });
    }

    /** The elements of an array in row-major order without gaps, on the host. The data of an array begin where it begins. */
    record Elements(DataBuffer data) {
        Elements(INDArray array) {
            this(array.data());
        }

        double number(long i) {
            return data.getDouble(i);
        }

        long integer(long i) {
            return data.getLong(i);
        }

        void put(long i, double value) {
            data.put(i, value);
        }

        void put(long i, long value) {
            data.put(i, value);
        }
    }
}
