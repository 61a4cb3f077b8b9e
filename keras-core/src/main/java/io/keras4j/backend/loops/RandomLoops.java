package io.keras4j.backend.loops;

import io.keras4j.backend.Kernel;
import io.keras4j.backend.NativeMemory;
import io.keras4j.backend.Workers;
import io.keras4j.ops.random.DropoutMask;
import io.keras4j.ops.random.RandomUniform;
import io.keras4j.random.CounterRandom;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Random numbers in float32. Threads share the positions; the numbers do not depend on how. */
final class RandomLoops {
    private static final int TILE = 1024;
    private static final long MIN_PART = 8192;

    private RandomLoops() {}

    private interface Filler {
        /** Writes the numbers {@code from} on. */
        void fill(long key, int from, int length, int part);
    }

    static Kernel dropoutMask(DropoutMask op, List<INDArray> inputs, List<INDArray> outputs) {
        IntBuffer to = NativeMemory.buffer(outputs.get(0)).asIntBuffer();
        int kept = Float.floatToRawIntBits((float) op.scale());
        int[][] tiles = new int[parts(outputs.get(0))][TILE];
        return bind(inputs.get(0), outputs.get(0), (key, from, length, part) -> {
            CounterRandom.dropout(key, op.rate(), kept, from, length, tiles[part]);
            to.put(from, tiles[part], 0, length);
        });
    }

    static Kernel uniform(RandomUniform op, List<INDArray> inputs, List<INDArray> outputs) {
        FloatBuffer to = NativeMemory.buffer(outputs.get(0)).asFloatBuffer();
        int parts = parts(outputs.get(0));
        int[][] bits = new int[parts][TILE];
        float[][] tiles = new float[parts][TILE];
        return bind(inputs.get(0), outputs.get(0), (key, from, length, part) -> {
            CounterRandom.uniform(key, from, length, bits[part], tiles[part]);
            to.put(from, tiles[part], 0, length);
        });
    }

    private static int parts(INDArray y) {
        return (int) Math.max(1, Math.min(Workers.THREADS, y.length() / MIN_PART));
    }

    private static Kernel bind(INDArray state, INDArray y, Filler filler) {
        ByteBuffer seedAndCount = NativeMemory.buffer(state);
        int length = (int) y.length();
        int parts = parts(y);
        List<INDArray> arrays = List.of(state, y);
        return new Kernel() {
            @Override
            public int parts() {
                return parts;
            }

            @Override
            public void run(int part) {
                long key = CounterRandom.key(seedAndCount.getLong(0), seedAndCount.getLong(Long.BYTES));
                int to = (int) ((long) length * (part + 1) / parts);
                for (int from = (int) ((long) length * part / parts); from < to; from += TILE) {
                    filler.fill(key, from, Math.min(TILE, to - from), part);
                }
            }

            @Override
            public String toString() {
                return "random numbers " + arrays.get(1).shapeInfoToString();
            }
        };
    }
}
