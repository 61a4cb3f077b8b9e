package io.keras4j.benchmarks;

import io.keras4j.backend.Backend;
import io.keras4j.backend.Kernel;
import io.keras4j.backend.Workers;
import io.keras4j.backend.nd4j.Nd4jBackend;
import io.keras4j.backend.onednn.OneDnnBackend;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One op of one backend on arrays of its own, run as a plan runs it. */
final class BoundKernel {
    private static final List<Backend> BACKENDS = List.of(new OneDnnBackend(), new Nd4jBackend());

    private final Workers.Job[] jobs;

    private BoundKernel(Kernel kernel) {
        jobs = new Workers.Job[] {new Workers.Job(kernel)};
    }

    /** The kernel of the backend of this name, on random float32 inputs of these shapes. */
    static BoundKernel of(String backend, Op op, Shape... inputs) {
        List<TensorSpec> specs = Arrays.stream(inputs)
                .map(shape -> TensorSpec.float32(shape.dims()))
                .toList();
        List<INDArray> in = specs.stream()
                .map(spec -> Nd4j.rand(spec.shape().dims()).subi(0.5))
                .toList();
        List<INDArray> out = op.infer(specs).stream()
                .map(spec -> Nd4j.create(DataType.FLOAT, spec.shape().dims()))
                .toList();
        Kernel kernel = BACKENDS.stream()
                .filter(candidate -> candidate.name().equals(backend))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no backend \"" + backend + "\""))
                .bind(op, in, out);
        if (kernel == null) {
            throw new IllegalArgumentException("The backend " + backend + " has no kernel for " + op + " on " + specs);
        }
        return new BoundKernel(kernel);
    }

    void run() {
        Workers.run(jobs);
    }
}
