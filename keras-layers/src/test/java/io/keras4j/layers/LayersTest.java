package io.keras4j.layers;

import io.keras4j.ops.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every layer against Keras, with several combinations of arguments; the cases are made by src/test/python/layers.py. */
class LayersTest {
    static {
        Lambda.register(
                "Custom",
                "scale",
                (inputs, arguments) -> Ops.multiply(inputs.get(0), ((Number) arguments.get("factor")).doubleValue()));
    }

    @TestFactory
    Stream<DynamicNode> equalKeras() {
        return Fixtures.subjects("layers").stream().map(LayersTest::tests);
    }

    private static DynamicNode tests(String layer) {
        String subject = "layers/" + layer;
        List<Map<String, Object>> cases = Fixtures.cases(subject);
        List<DynamicNode> tests = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            LayerCase layerCase = new LayerCase(cases.get(i), Fixtures.arrays(subject, i));
            tests.add(DynamicTest.dynamicTest(layerCase.label(), () -> {
                try {
                    layerCase.check();
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(layerCase.label() + ": " + e.getMessage(), e);
                }
            }));
        }
        return DynamicContainer.dynamicContainer(layer, tests);
    }
}
