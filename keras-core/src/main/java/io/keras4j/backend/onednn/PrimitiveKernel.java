package io.keras4j.backend.onednn;

import io.keras4j.backend.Kernel;
import java.lang.ref.Cleaner;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Some primitives before, one for each part, some after. */
final class PrimitiveKernel implements Kernel {
    private final Primitive[] before;
    private final Primitive[] parts;
    private final Primitive[] after;
    private final List<INDArray> arrays; // kept reachable: the primitives know only addresses
    private final Cleaner.Cleanable natives;

    PrimitiveKernel(
            Natives natives,
            List<INDArray> arrays,
            List<Primitive> before,
            List<Primitive> parts,
            List<Primitive> after) {
        this.before = before.toArray(Primitive[]::new);
        this.parts = parts.toArray(Primitive[]::new);
        this.after = after.toArray(Primitive[]::new);
        this.arrays = arrays;
        this.natives = natives.ownedBy(this);
    }

    PrimitiveKernel(Natives natives, List<INDArray> arrays, List<Primitive> parts) {
        this(natives, arrays, List.of(), parts, List.of());
    }

    @Override
    public int parts() {
        return parts.length;
    }

    @Override
    public void prepare() {
        for (Primitive primitive : before) {
            primitive.run();
        }
    }

    @Override
    public void run(int part) {
        parts[part].run();
    }

    @Override
    public void finish() {
        for (Primitive primitive : after) {
            primitive.run();
        }
    }

    @Override
    public void close() {
        natives.clean();
    }

    @Override
    public String toString() {
        return "PrimitiveKernel"
                + arrays.stream().map(INDArray::shapeInfoToString).toList();
    }
}
