package io.keras4j.benchmarks;

import io.keras4j.models.Sequential;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whether training gets slower as it goes on. Inputs in 0..1 let units die; the moments that Adam keeps for their weights decay, become
 * subnormal after some 700 steps, and arithmetic on subnormal numbers is many times slower where they are not flushed to zero.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
public class SubnormalBenchmark {
    private static final int STEPS = 250;

    @Param({"mlp"})
    String workload;

    /** The epochs of 500 steps that the model has behind it. */
    @Param({"0", "1", "2", "4"})
    int epochsBefore;

    private Sequential model;
    private INDArray x;
    private INDArray y;
    private int batch;

    /** A new model every time, of the same age. */
    @Setup(Level.Iteration)
    public void train() {
        Workload chosen = Workload.of(workload);
        model = chosen.model();
        x = chosen.x();
        y = chosen.y();
        batch = chosen.batch();
        model.fit(x, y, fit -> fit.epochs(1).stepsPerEpoch(5).batchSize(batch).verbose(0)); // the plan is made here
        if (epochsBefore > 0) {
            model.fit(x, y, fit -> fit.epochs(epochsBefore).batchSize(batch).verbose(0));
        }
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step() {
        model.fit(x, y, fit -> fit.stepsPerEpoch(STEPS).batchSize(batch).verbose(0));
    }
}
