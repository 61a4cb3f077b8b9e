package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights in the arrangements that primitives choose, each made once per run however many parts use it. */
final class Rearranged {
    private final Dnnl dnnl;
    private final dnnl_memory_desc keras;
    private final dnnl_memory source;
    private final List<dnnl_memory_desc> descs = new ArrayList<>();
    private final List<dnnl_memory> memories = new ArrayList<>();
    private final List<Primitive> reorders = new ArrayList<>();

    /** The elements of {@code weights}, which lie as {@code keras} says. */
    Rearranged(Dnnl dnnl, dnnl_memory_desc keras, INDArray weights) {
        this.dnnl = dnnl;
        this.keras = keras;
        this.source = dnnl.memory(keras, weights, 0);
    }

    dnnl_memory in(dnnl_memory_desc desc) {
        if (dnnl_memory_desc_equal(desc, keras) != 0) {
            return source;
        }
        for (int i = 0; i < descs.size(); i++) {
            if (dnnl_memory_desc_equal(desc, descs.get(i)) != 0) {
                return memories.get(i);
            }
        }
        dnnl_memory memory = dnnl.memory(desc);
        reorders.add(dnnl.reorder(keras, source, desc, memory, dnnl.attributes()));
        descs.add(desc);
        memories.add(memory);
        return memory;
    }

    /** What fills the memories, to be run before what reads them. */
    List<Primitive> reorders() {
        return reorders;
    }
}
