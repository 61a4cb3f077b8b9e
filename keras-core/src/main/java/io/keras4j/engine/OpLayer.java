package io.keras4j.engine;

import java.util.List;
import java.util.Map;

/**
 * An op as a layer: what becomes of {@code Ops.add(x, y)} when x or y belongs to a model that is being described, and of the operations
 * of keras.ops in files.
 */
public abstract class OpLayer extends Layer {
    OpLayer() {}

    /** Whether {@code envelope} is that of an operation rather than of a layer. */
    public static boolean isOperation(Map<?, ?> envelope) {
        return Operation.isEnvelope(envelope);
    }

    /** Whether the operation of {@code envelope} can be computed. */
    public static boolean knows(Map<?, ?> envelope) {
        return Operations.knows(String.valueOf(envelope.get("class_name")));
    }

    /**
     * The layer that {@code envelope} describes.
     *
     * @param name of the layer, which some versions write beside the configuration alone
     * @param node how it is called: {@code args} and {@code kwargs}, tensors as Keras describes them
     * @throws IllegalArgumentException when there is no such operation here
     */
    public static OpLayer of(String name, Map<String, Object> envelope, Map<String, Object> node) {
        OpLayer layer = new LoadedOperation(Operation.of(envelope, node));
        layer.name(name);
        return layer;
    }

    /** The descriptions of tensors among {@code arguments}. */
    public static List<Object> tensorsIn(Object arguments) {
        return Operation.tensorsIn(arguments);
    }

    /**
     * What Keras's files hold for this op.
     *
     * @throws IllegalArgumentException when keras.ops has no such operation
     */
    public final Map<String, Object> envelope() {
        return operation().envelope(name());
    }

    /** What Keras calls the operation with when it is applied to {@code tensors}. */
    public final List<Object> argumentsWith(List<Object> tensors) {
        return operation().argumentsWith(tensors);
    }

    /** What Keras calls the operation with by name. */
    public final Map<String, Object> keywords() {
        return operation().keywords();
    }

    abstract Operation operation();

    @Override
    protected final boolean castsInputs() {
        return false;
    }
}
