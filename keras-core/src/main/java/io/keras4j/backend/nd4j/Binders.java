package io.keras4j.backend.nd4j;

import io.keras4j.ops.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What computes each kind of op. */
final class Binders {
    /** Makes what computes ops of one kind: all that can be prepared is prepared once, for these arrays. */
    interface Binder<O extends Op> {
        Runnable bind(O op, List<INDArray> inputs, List<INDArray> outputs);
    }

    private final Map<Class<? extends Op>, Binder<?>> binders = new HashMap<>();

    <O extends Op> void add(Class<O> type, Binder<? super O> binder) {
        binders.put(type, binder);
    }

    /** What computes {@code op}, or null when it is not known. */
    @SuppressWarnings("unchecked") // add() put a binder of the same type there
    <O extends Op> Runnable bind(O op, List<INDArray> inputs, List<INDArray> outputs) {
        Binder<O> binder = (Binder<O>) binders.get(op.getClass());
        return binder == null ? null : binder.bind(op, inputs, outputs);
    }
}
