package io.keras4j.ops;

import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Tensors, lists of tensors, and lists of such lists: what the functions of {@link ControlOps} take and give. */
final class Structure {
    private Structure() {}

    /** The tensors of {@code structure}, in order. */
    static List<Tensor> tensors(Object structure) {
        if (structure instanceof Tensor tensor) {
            return List.of(tensor);
        }
        if (structure instanceof List<?> list) {
            List<Tensor> all = new ArrayList<>();
            list.forEach(each -> all.addAll(tensors(each)));
            return all;
        }
        throw new IllegalArgumentException("expected a tensor or a list of tensors, got " + structure);
    }

    /** {@code tensors} in a structure like {@code structure}. */
    @SuppressWarnings("unchecked") // a tensor for a tensor and a list for a list
    static <T> T like(T structure, List<Tensor> tensors) {
        return (T) fill(structure, tensors.iterator());
    }

    private static Object fill(Object structure, Iterator<Tensor> tensors) {
        return structure instanceof List<?> list
                ? list.stream().map(each -> fill(each, tensors)).toList()
                : tensors.next();
    }
}
