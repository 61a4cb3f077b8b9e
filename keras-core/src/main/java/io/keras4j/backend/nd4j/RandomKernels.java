package io.keras4j.backend.nd4j;

import io.keras4j.ops.random.DropoutMask;
import io.keras4j.ops.random.RandomBinomial;
import io.keras4j.ops.random.RandomGamma;
import io.keras4j.ops.random.RandomNormal;
import io.keras4j.ops.random.RandomPermutation;
import io.keras4j.ops.random.RandomTruncatedNormal;
import io.keras4j.ops.random.RandomUniform;
import io.keras4j.random.CounterRandom;
import io.keras4j.random.RejectionSampler;
import java.util.function.LongToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Random numbers, drawn on the host and copied. */
final class RandomKernels {
    private interface Draw {
        /** The first {@code length} numbers of the draw with {@code key}, as an array of any type. */
        INDArray numbers(long key, int length);
    }

    private RandomKernels() {}

    static void addTo(Binders binders) {
        binders.add(RandomUniform.class, (op, in, out) -> draw(in.get(0), out.get(0), uniform(out.get(0))));
        binders.add(
                RandomNormal.class,
                (op, in, out) -> draw(in.get(0), out.get(0), (key, length) -> {
                    double[] tile = new double[length];
                    CounterRandom.normal(key, 0, length, new int[length], tile);
                    return Nd4j.createFromArray(tile);
                }));
        binders.add(
                RandomTruncatedNormal.class,
                (op, in, out) -> draw(in.get(0), out.get(0), (key, length) -> {
                    double[] tile = new double[length];
                    CounterRandom.truncatedNormal(key, 0, length, new int[length], tile);
                    return Nd4j.createFromArray(tile);
                }));
        binders.add(
                RandomPermutation.class,
                (op, in, out) -> draw(in.get(0), out.get(0), (key, length) -> {
                    int[] tile = new int[length];
                    CounterRandom.permutation(key, length, new int[length], tile);
                    return Nd4j.createFromArray(tile);
                }));
        binders.add(RandomGamma.class, (op, in, out) -> {
            RejectionSampler sampler = new RejectionSampler();
            HostKernels.Staging staging = new HostKernels.Staging();
            DataBuffer alpha = staging.in(in.get(1), DataType.DOUBLE);
            return each(in.get(0), out.get(0), staging, sampler, i -> sampler.gamma(alpha.getDouble(i)));
        });
        binders.add(RandomBinomial.class, (op, in, out) -> {
            RejectionSampler sampler = new RejectionSampler();
            HostKernels.Staging staging = new HostKernels.Staging();
            DataBuffer counts = staging.in(in.get(1), DataType.DOUBLE);
            DataBuffer p = staging.in(in.get(2), DataType.DOUBLE);
            return each(
                    in.get(0),
                    out.get(0),
                    staging,
                    sampler,
                    i -> sampler.binomial(counts.getDouble(i), p.getDouble(i)));
        });
        binders.add(
                DropoutMask.class,
                (op, in, out) -> draw(in.get(0), out.get(0), (key, length) -> {
                    int[] tile = new int[length];
                    CounterRandom.dropout(key, op.rate(), 1, 0, length, tile);
                    return Nd4j.createFromArray(tile)
                            .castTo(out.get(0).dataType())
                            .muli(op.scale());
                }));
    }

    private static Runnable each(
            INDArray state,
            INDArray y,
            HostKernels.Staging staging,
            RejectionSampler sampler,
            LongToDoubleFunction number) {
        DataBuffer to = staging.out(y, DataType.DOUBLE);
        return staging.around(() -> {
            long key = CounterRandom.key(state.getLong(0), state.getLong(1));
            for (long i = 0; i < y.length(); i++) {
                sampler.start(key, i);
                to.put(i, number.applyAsDouble(i));
            }
        });
    }

    private static Draw uniform(INDArray y) {
        return (key, length) -> {
            if (y.dataType() == DataType.DOUBLE) {
                double[] tile = new double[length];
                CounterRandom.uniform(key, 0, length, new int[length], tile);
                return Nd4j.createFromArray(tile);
            }
            float[] tile = new float[length];
            CounterRandom.uniform(key, 0, length, new int[length], tile);
            INDArray numbers = Nd4j.createFromArray(tile);
            if (y.dataType() != DataType.FLOAT) {
                double steps =
                        y.dataType() == DataType.FLOAT16 ? 0x1p11 : 0x1p8; // as fine as keeps 1 from being reached
                Transforms.floor(numbers.muli(steps), false).divi(steps);
            }
            return numbers;
        };
    }

    private static Runnable draw(INDArray state, INDArray y, Draw draw) {
        INDArray flat = Views.reshape(y, y.length());
        int length = Math.toIntExact(y.length());
        return () -> flat.assign(draw.numbers(CounterRandom.key(state.getLong(0), state.getLong(1)), length));
    }
}
