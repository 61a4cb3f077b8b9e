package io.keras4j.benchmarks;

import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionInputGradient;
import io.keras4j.ops.nn.ConvolutionKernelGradient;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import java.util.Arrays;
import java.util.List;
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

/** The convolutions of the workloads {@code cnn_gap} (padding valid) and {@code cnn_bn} (same): windows of 3 x 3, batches of 32. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBenchmark {
    private static final int BATCH = 32;

    @Param({"onednn", "nd4j"})
    String backend;

    /** Height, width, channels and filters. */
    @Param({
        "28x28x1x32 valid",
        "26x26x32x32 valid",
        "12x12x32x64 valid",
        "10x10x64x64 valid",
        "28x28x1x32 same",
        "28x28x32x32 same",
        "14x14x32x64 same",
        "14x14x64x64 same",
        "7x7x64x128 same",
        "7x7x128x128 same"
    })
    String shape;

    private BoundKernel forward;
    private BoundKernel backwardData;
    private BoundKernel backwardWeights;

    @Setup
    public void bind() {
        String[] words = shape.split(" ");
        int[] sizes =
                Arrays.stream(words[0].split("x")).mapToInt(Integer::parseInt).toArray();
        Window window = new Window(List.of(3, 3), List.of(1, 1), Padding.of(words[1]));
        Shape x = Shape.of(BATCH, sizes[0], sizes[1], sizes[2]);
        Shape kernel = Shape.of(3, 3, sizes[2], sizes[3]);
        Shape y = Shape.of(BATCH, window.output(0, sizes[0]), window.output(1, sizes[1]), sizes[3]);
        forward = BoundKernel.of(backend, new Convolution(window, 1), x, kernel);
        backwardData = BoundKernel.of(backend, new ConvolutionInputGradient(window, 1, x), kernel, y);
        backwardWeights = BoundKernel.of(backend, new ConvolutionKernelGradient(window, 1, kernel), x, y);
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
