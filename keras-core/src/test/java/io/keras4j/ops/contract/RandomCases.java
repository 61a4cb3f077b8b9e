package io.keras4j.ops.contract;

import io.keras4j.ops.random.*;
import io.keras4j.random.CounterRandom;
import io.keras4j.random.RejectionSampler;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Random ops give the numbers of {@link CounterRandom}, which has a test of its own; here they are drawn one by one. */
final class RandomCases {
    private interface Fill {
        void fill(long key, long from, int length, int[] bits, double[] tile);
    }

    private static final List<Shape> SHAPES =
            List.of(Shape.of(), Shape.of(1), Shape.of(7), Shape.of(3, 5), Shape.of(0, 3), Shape.of(5, 1031));

    private static final Grid STATE = Grid.of(123456789, 42);

    static List<OpCase> cases() {
        List<OpCase> cases = new ArrayList<>();
        for (Shape shape : SHAPES) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                cases.add(draw(
                        new RandomUniform(shape, type),
                        type == DType.FLOAT64 ? CounterRandom::uniform : RandomCases::uniformFloats));
                cases.add(draw(new RandomNormal(shape, type), CounterRandom::normal));
                cases.add(draw(new RandomTruncatedNormal(shape, type), CounterRandom::truncatedNormal));
                cases.add(rejected(new RandomGamma(shape, type), 1));
                cases.add(rejected(new RandomBinomial(shape, type), 2));
                for (double rate : new double[] {0, 0.3, 0.5, 1}) {
                    cases.add(draw(new DropoutMask(rate, shape, type), (key, from, length, bits, tile) -> {
                        CounterRandom.bits(key, from, length, bits);
                        tile[0] = rate < 1 && (bits[0] >>> 1) >= rate * 0x1p31 ? 1 / (1 - rate) : 0;
                    }));
                }
            }
        }
        for (int size : new int[] {0, 1, 2, 7, 1031}) {
            int[] permutation = new int[size];
            cases.add(OpCase.of(
                    new RandomPermutation(size),
                    List.of(DType.INT64),
                    in -> {
                        long key = CounterRandom.key(
                                (long) in.get(0).at(0), (long) in.get(0).at(1));
                        CounterRandom.permutation(key, size, new int[size], permutation);
                        return Grid.build(Shape.of(size), index -> permutation[(int) index[0]]);
                    },
                    STATE));
        }
        return cases;
    }

    private static void uniformFloats(long key, long from, int length, int[] bits, double[] tile) {
        float[] floats = new float[length];
        CounterRandom.uniform(key, from, length, bits, floats);
        tile[0] = floats[0];
    }

    private static OpCase draw(RandomOp op, Fill fill) {
        return OpCase.of(
                op,
                List.of(DType.INT64),
                in -> {
                    long key = CounterRandom.key(
                            (long) in.get(0).at(0), (long) in.get(0).at(1));
                    double[] tile = new double[1];
                    Grid counter = Grid.zeros(op.shape().dims());
                    return Grid.build(op.shape(), index -> {
                        fill.fill(key, counter.position(index), 1, new int[1], tile);
                        return tile[0];
                    });
                },
                STATE);
    }

    private static OpCase rejected(RandomOp op, int parameters) {
        Grid first = Grid.uniform(
                parameters == 1 ? 0.2 : 0, parameters == 1 ? 5 : 80, op.shape().dims());
        Grid second = Grid.uniform(0, 1, op.shape().dims());
        Grid[] inputs = parameters == 1 ? new Grid[] {STATE, first} : new Grid[] {STATE, first, second};
        return OpCase.of(
                        op,
                        List.of(DType.FLOAT64),
                        in -> {
                            long key = CounterRandom.key(
                                    (long) in.get(0).at(0), (long) in.get(0).at(1));
                            return Grid.build(op.shape(), index -> {
                                RejectionSampler sampler = new RejectionSampler();
                                sampler.start(key, in.get(1).position(index));
                                return parameters == 1
                                        ? sampler.gamma(in.get(1).at(index))
                                        : sampler.binomial(
                                                in.get(1).at(index), in.get(2).at(index));
                            });
                        },
                        inputs)
                .fixed(0, DType.INT64);
    }
}
