package io.keras4j.backend.nd4j;

import io.keras4j.backend.Backend;
import io.keras4j.backend.Kernel;
import io.keras4j.ops.Op;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** To be written next. */
public final class Nd4jBackend implements Backend {
    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        return null;
    }
}
