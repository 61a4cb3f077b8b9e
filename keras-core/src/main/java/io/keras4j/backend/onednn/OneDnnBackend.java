package io.keras4j.backend.onednn;

import io.keras4j.backend.Backend;
import io.keras4j.backend.Kernel;
import io.keras4j.ops.Op;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** To be written next. */
public final class OneDnnBackend implements Backend {
    /** Why oneDNN cannot be used here, or null when it can. */
    public static String whyUnavailable() {
        return "it is not written yet";
    }

    @Override
    public String name() {
        return "onednn";
    }

    @Override
    public Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        return null;
    }
}
