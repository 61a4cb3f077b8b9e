package io.keras4j.benchmarks;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.losses.Loss;
import io.keras4j.models.Sequential;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * A training step of each workload: alone, as the plan that is run for every batch, and as a share of {@code fit}, which also gathers
 * shuffled samples, updates metrics and calls callbacks. Every thread has a model of its own: {@code -t 2} trains two side by side.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class TrainingStepBenchmark {
    private static final int STEPS = 50;

    @Param({"iris", "mlp", "autoencoder", "cnn_gap", "cnn_cifar", "cnn_bn"})
    String workload;

    private Sequential model;
    private INDArray x;
    private INDArray y;
    private int batch;
    private Plan plan;

    @Setup
    public void prepare() {
        Workload chosen = Workload.of(workload);
        model = chosen.model();
        batch = chosen.batch();
        x = first(chosen.x(), STEPS * batch);
        y = first(chosen.y(), STEPS * batch);
        fit(); // the optimizer has its moments from here on
        plan = plan(Loss.KIND.get(chosen.loss()));
        plan.input(0).assign(first(x, batch));
        plan.input(1).assign(first(y, batch));
    }

    private Plan plan(Loss loss) {
        List<TensorSpec> specs = List.of(
                Tensor.of(first(x, batch)).spec(), Tensor.of(first(y, batch)).spec());
        List<Variable> weights = model.trainableWeights();
        return Plan.of(Tracer.trace(specs, samples -> {
            try (var tape = new GradientTape()) {
                Tensor value = loss.apply(samples.get(1), model.apply(samples.get(0), true));
                model.optimizer().apply(tape.gradient(value, weights), weights);
                return List.of(value);
            }
        }));
    }

    private static INDArray first(INDArray array, int rows) {
        return array.get(NDArrayIndex.interval(0, rows)).dup();
    }

    @Benchmark
    public void plan() {
        plan.run();
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void fit() {
        model.fit(x, y, fit -> fit.batchSize(batch).verbose(0));
    }
}
