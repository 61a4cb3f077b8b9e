package io.keras4j.ops;

import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** How functions are called in the cases of a script in {@code src/test/python}, by their names in keras.ops. */
abstract class Calls {
    /** How a function is called with the inputs and arguments of a case. */
    interface Call {
        List<Tensor> on(List<Tensor> inputs, Arguments arguments);
    }

    /** The arguments of a case by their names in Keras. */
    record Arguments(Map<?, ?> json) {
        boolean has(String key) {
            return json.get(key) != null;
        }

        double number(String key, double otherwise) {
            return has(key) ? ((Number) json.get(key)).doubleValue() : otherwise;
        }

        int integer(String key, int otherwise) {
            return (int) number(key, otherwise);
        }

        boolean flag(String key, boolean otherwise) {
            return has(key) ? (Boolean) json.get(key) : otherwise;
        }

        String text(String key) {
            return (String) json.get(key);
        }

        List<Integer> integers(String key) {
            Object value = json.get(key);
            List<?> list = value instanceof List<?> many ? many : List.of(value);
            return list.stream().map(x -> ((Number) x).intValue()).toList();
        }

        List<Long> longs(String key) {
            return integers(key).stream().map(Integer::longValue).toList();
        }

        int[] array(String key) {
            return integers(key).stream().mapToInt(Integer::intValue).toArray();
        }

        Shape shape(String key) {
            return Shape.of(longs(key).stream().mapToLong(Long::longValue).toArray());
        }

        /** The axes to reduce, all when none are given. */
        List<Integer> axes(Tensor x) {
            return Ops.axesOrAll(x, has("axis") ? integers("axis") : null);
        }
    }

    interface With {
        Tensor on(Tensor x, Arguments arguments);
    }

    interface Reduce {
        Tensor on(Tensor x, List<Integer> axes, boolean keepDims);
    }

    final Map<String, Call> calls = new HashMap<>();

    final void unary(String name, UnaryOperator<Tensor> function) {
        calls.put(name, (in, arguments) -> List.of(function.apply(in.get(0))));
    }

    final void binary(String name, BinaryOperator<Tensor> function) {
        calls.put(name, (in, arguments) -> List.of(function.apply(in.get(0), in.get(1))));
    }

    final void one(String name, With function) {
        calls.put(name, (in, arguments) -> List.of(function.on(in.get(0), arguments)));
    }

    final void reduction(String name, Reduce function) {
        one(name, (x, arguments) -> function.on(x, arguments.axes(x), arguments.flag("keepdims", false)));
    }
}
