package io.keras4j.backend.nd4j;

import io.keras4j.backend.Backend;
import io.keras4j.backend.Kernel;
import io.keras4j.ops.HostOp;
import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs every op with ND4J's own ops, on whatever device ND4J runs on. It is the fallback of the backends that know one kind of device:
 * made to be right everywhere rather than to be fast. Where ND4J lacks an op or gets it wrong, the kernel is composed of several, or
 * computes on the heap: what orders elements, and decompositions, by LAPACK.
 */
public final class Nd4jBackend implements Backend {
    private static final Binders BINDERS = new Binders();

    static {
        ElementwiseKernels.addTo(BINDERS);
        HostKernels.addTo(BINDERS);
        BeamSearchKernel.addTo(BINDERS);
        ReductionKernels.addTo(BINDERS);
        ArrayKernels.addTo(BINDERS);
        MatMulKernel.addTo(BINDERS);
        LinalgKernels.addTo(BINDERS);
        SortingKernels.addTo(BINDERS);
        NnKernels.addTo(BINDERS);
        WindowKernels.addTo(BINDERS);
        RecurrentKernels.addTo(BINDERS);
        RandomKernels.addTo(BINDERS);
    }

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        if (outputs.stream().allMatch(INDArray::isEmpty)) {
            return part -> {};
        }
        if (op instanceof HostOp host) {
            List<Tensor> operands = inputs.stream().map(Tensor::of).toList();
            return part -> outputs.get(0).assign(host.compute(operands).value());
        }
        Runnable step = BINDERS.bind(op, inputs, outputs);
        return step == null ? null : part -> step.run();
    }
}
