package io.keras4j.benchmarks;

import io.keras4j.ops.linalg.MatMul;
import io.keras4j.tensor.Shape;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The matrix products of Dense layers at the shapes of the workloads {@code mlp} and {@code autoencoder}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DenseBenchmark {
    @Param({"onednn", "nd4j"})
    String backend;

    /** Batch, inputs and units. */
    @Param({"32x784x512", "32x512x128", "32x128x32", "32x32x10", "256x784x32", "256x32x784"})
    String shape;

    private BoundKernel forward;
    private BoundKernel backwardData;
    private BoundKernel backwardWeights;

    @Setup
    public void bind() {
        int[] sizes =
                Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        Shape x = Shape.of(sizes[0], sizes[1]);
        Shape kernel = Shape.of(sizes[1], sizes[2]);
        Shape y = Shape.of(sizes[0], sizes[2]);
        forward = BoundKernel.of(backend, new MatMul(false, false), x, kernel);
        backwardData = BoundKernel.of(backend, new MatMul(false, true), y, kernel);
        backwardWeights = BoundKernel.of(backend, new MatMul(true, false), x, y);
    }

    @Benchmark
    public void forward() {
        forward.run();
    }

    @Benchmark
    public void backwardData() {
        backwardData.run();
    }

    @Benchmark
    public void backwardWeights() {
        backwardWeights.run();
    }
}
