package io.keras4j.engine;

import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The calls of layers that are under way in a thread: whether they train, their arguments, and the losses that they added. */
public final class CallContext {
    private static final ThreadLocal<CallContext> CURRENT = new ThreadLocal<>();

    private final CallContext outer;
    private final Boolean training;
    private final CallArguments arguments;
    private final List<Tensor> losses;
    private final Map<Object, List<Tensor>> described;

    private CallContext(CallContext outer, CallArguments arguments) {
        this.outer = outer;
        this.arguments = arguments;
        this.training = arguments.training() != null ? arguments.training() : outer == null ? null : outer.training;
        this.losses = outer == null ? new ArrayList<>() : outer.losses;
        this.described = outer == null ? new HashMap<>() : outer.described;
    }

    static CallContext current() {
        return CURRENT.get();
    }

    /** Runs {@code body} as a call with these arguments. */
    public static <T> T within(CallArguments arguments, Supplier<T> body) {
        CURRENT.set(new CallContext(CURRENT.get(), arguments));
        try {
            return body.get();
        } finally {
            CURRENT.set(CURRENT.get().outer);
        }
    }

    /** The losses that layers added since the outermost {@link #within} of this thread began. */
    public static List<Tensor> losses() {
        CallContext context = CURRENT.get();
        return context == null ? List.of() : List.copyOf(context.losses);
    }

    /**
     * What {@code outputs} gives, with the same specs and masks as the first time that it was asked for {@code key} since the outermost
     * {@link #within} of this thread began.
     */
    public static List<Tensor> describedOnce(Object key, Supplier<List<Tensor>> outputs) {
        CallContext context = CURRENT.get();
        if (context == null) {
            return outputs.get();
        }
        List<Tensor> first = context.described.get(key);
        if (first == null) {
            first = outputs.get();
            context.described.put(key, first);
        }
        return first.stream().map(Layer::specTensor).toList();
    }

    /** Whether the call is one in training; null when nobody said. */
    Boolean training() {
        return training;
    }

    CallArguments arguments() {
        return arguments;
    }

    void addLoss(Tensor loss) {
        losses.add(loss);
    }
}
