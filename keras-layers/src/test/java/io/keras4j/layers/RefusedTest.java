package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Keras refuses is refused here, no later: arguments and inputs that src/test/python/refused.py found. */
class RefusedTest {
    @TestFactory
    Stream<DynamicTest> refusesWhatKerasDoes() {
        return map(Fixtures.plain("refused")).entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(),
                        () -> assertThat(accepted(each.getKey(), map(each.getValue())))
                                .isEmpty()));
    }

    /** What is not refused though it should be. */
    private static List<String> accepted(String name, Map<String, Object> data) {
        List<String> accepted = new ArrayList<>();
        Map<String, Object> config = map(data.get("config"));
        Object shapes = data.get("inputs");
        Object dtypes = data.get("dtypes");
        call(layer(name, config), shapes, dtypes);
        for (List<?> argument : list(data.get("arguments"))) {
            if (!isRefused(() -> layer(name, with(config, argument)))) {
                accepted.add(argument + " as argument");
            }
        }
        for (List<?> argument : list(data.get("late"))) {
            if (!isRefused(() -> call(layer(name, with(config, argument)), shapes, dtypes))) {
                accepted.add(argument + ", then " + shapes);
            }
        }
        for (List<?> other : list(data.get("other"))) {
            if (!isRefused(() -> call(layer(name, config), other, dtypes))) {
                accepted.add("inputs " + other);
            }
        }
        for (List<?> other : list(data.get("again"))) {
            Layer built = layer(name, config);
            call(built, shapes, dtypes);
            if (!isRefused(() -> call(built, other, dtypes))) {
                accepted.add("inputs " + other + " after " + shapes);
            }
        }
        return accepted;
    }

    private static boolean isRefused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return true;
        }
    }

    private static Layer layer(String name, Map<String, Object> config) {
        return Layer.KIND.get(Map.of("class_name", name, "config", config));
    }

    private static void call(Layer layer, Object shapes, Object dtypes) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < list(shapes).size(); i++) {
            long[] sizes = list(shapes).get(i).stream()
                    .mapToLong(size -> ((Number) size).longValue())
                    .toArray();
            DType dtype = DType.of((String) ((List<?>) dtypes).get(i));
            inputs.add(Input.like(new TensorSpec(Shape.of(sizes).with(0, Shape.UNKNOWN), dtype)));
        }
        layer.apply(inputs);
    }

    private static Map<String, Object> with(Map<String, Object> config, List<?> argument) {
        Map<String, Object> changed = new LinkedHashMap<>(config);
        changed.put((String) argument.get(0), argument.get(1));
        return changed;
    }

    @SuppressWarnings("unchecked")
    private static List<List<?>> list(Object value) {
        return (List<List<?>>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
