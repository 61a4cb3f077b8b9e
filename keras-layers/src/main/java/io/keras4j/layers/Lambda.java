package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.FunctionRegistry;
import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Any function of its inputs, written with {@link io.keras4j.ops.Ops}; <a
 * href="https://keras.io/api/layers/core_layers/lambda/">Keras's</a>. It has no weights. A model that contains one can be saved when the
 * function is registered, and loaded where it is: in Python under the same name by {@code keras.saving.register_keras_serializable}.
 *
 * <pre>{@code
 * new Lambda(x -> Ops.multiply(x, 2))
 *
 * Lambda.register("Custom", "scale", (inputs, arguments) ->
 *         Ops.multiply(inputs.get(0), ((Number) arguments.get("factor")).doubleValue()));
 * new Lambda("Custom>scale").arguments(Map.of("factor", 3))
 * }</pre>
 */
public final class Lambda extends FluentLayer<Lambda> {
    private static final FunctionRegistry<Body> FUNCTIONS =
            new FunctionRegistry<>("Lambda.register", Body.class, Map.of());

    /** A function of several tensors, with further arguments by name. */
    @FunctionalInterface
    public interface Body {
        /** Computes the output. */
        Tensor apply(List<Tensor> inputs, Map<String, Object> arguments);
    }

    private final Argument<Body> function = argument("function", FUNCTIONS.codec());
    private final Argument<Object> mask = implicitArgument("mask", Unsupported.unlessNull(), null);
    private final Argument<List<Long>> outputShape = implicitArgument(
            "output_shape", Codecs.list(Codecs.longInteger().optional()).optional(), null);
    private final Argument<Map<String, Object>> arguments =
            argument("arguments", Codecs.map().nullMeans(Map::of), null);

    /** To be configured. */
    Lambda() {}

    /** A layer that applies a function of one tensor. */
    public Lambda(UnaryOperator<Tensor> function) {
        this.function.set(body(function));
    }

    /** A layer that applies a function of several tensors and further arguments. */
    public Lambda(Body function) {
        this.function.set(function);
    }

    /** A layer that applies the function that is registered under this name, such as {@code Custom>scale}. */
    public Lambda(String name) {
        function.set(name);
    }

    /** Registers a function of one tensor under {@code packageName>name}. */
    public static void register(String packageName, String name, UnaryOperator<Tensor> function) {
        register(packageName, name, body(function));
    }

    /** Registers a function of several tensors and further arguments under {@code packageName>name}. */
    public static void register(String packageName, String name, Body function) {
        FUNCTIONS.register(packageName, name, function);
    }

    /** Sets the further arguments by name: plain data. */
    public Lambda arguments(Map<String, ?> values) {
        arguments.set(values);
        return this;
    }

    private static Body body(UnaryOperator<Tensor> function) {
        return (inputs, arguments) -> {
            if (inputs.size() != 1 || !arguments.isEmpty()) {
                throw new IllegalArgumentException("the function takes one tensor and no arguments, got "
                        + inputs.size() + " inputs and arguments " + arguments);
            }
            return function.apply(inputs.get(0));
        };
    }

    @Override
    protected Tensor call(List<Tensor> inputs) {
        Tensor y = function.get().apply(inputs, arguments.get());
        if (outputShape.get() != null) {
            Shape expected = Shape.of(outputShape.get().stream()
                    .mapToLong(size -> size == null ? Shape.UNKNOWN : size)
                    .toArray());
            if (!y.shape().slice(1, y.rank()).matches(expected)) {
                throw new IllegalArgumentException("the function gives an output of shape " + y.shape()
                        + ", but output_shape says that samples have shape " + expected);
            }
        }
        return y;
    }
}
