package io.keras4j.backend.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A gradient of weights, of which every part computes its share; the shares are added while they are brought into Keras's arrangement. */
final class Accumulated {
    private final Dnnl dnnl;
    private final dnnl_memory_desc keras;
    private final dnnl_memory result;
    private final List<Primitive> additions = new ArrayList<>();

    /** The gradient {@code result}, whose elements lie as {@code keras} says. */
    Accumulated(Dnnl dnnl, dnnl_memory_desc keras, INDArray result) {
        this.dnnl = dnnl;
        this.keras = keras;
        this.result = dnnl.memory(keras, result, 0);
    }

    /** Memory for the share of one more part. */
    dnnl_memory share(dnnl_memory_desc desc) {
        dnnl_memory share = dnnl.memory(desc);
        additions.add(dnnl.reorder(
                desc, share, keras, result, additions.isEmpty() ? dnnl.attributes() : dnnl.accumulating()));
        return share;
    }

    /** What adds the shares up, to be run when all parts are done. */
    List<Primitive> additions() {
        return additions;
    }
}
