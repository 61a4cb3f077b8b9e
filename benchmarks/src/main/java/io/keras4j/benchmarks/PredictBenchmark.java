package io.keras4j.benchmarks;

import io.keras4j.models.Sequential;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
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

/** How many predictions a second all threads together get from one model: {@code -t 1}, {@code -t 2} and so on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
public class PredictBenchmark {
    @Param({"iris", "mlp", "cnn_gap"})
    String workload;

    @Param({"1", "32"})
    int samples;

    private Sequential model;
    private INDArray x;

    @Setup
    public void prepare() {
        Workload chosen = Workload.of(workload);
        model = chosen.model();
        x = chosen.x().get(NDArrayIndex.interval(0, samples)).dup('c');
    }

    @Benchmark
    public INDArray predict() {
        return model.predict(x);
    }
}
