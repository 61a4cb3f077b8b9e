package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.engine.Layer;
import io.keras4j.ops.Ops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

    /** The cells are parts of layers that have cases; Keras has no name for that of ConvLSTM. */
    private static final Set<String> WITHOUT_CASES = Set.of("StackedRNNCells", "ConvLSTMCell");

    @Test
    void everyLayerHasCases() throws IOException {
        List<String> layers;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/keras4j/layers"))) {
            layers = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(Layer.KIND::knows)
                    .filter(layer -> !WITHOUT_CASES.contains(layer))
                    .toList();
        }
        assertThat(layers).hasSizeGreaterThan(90);
        Set<String> few = layers.stream()
                .filter(layer -> !Fixtures.subjects("layers").contains(kerasName(layer))
                        || Fixtures.cases("layers/" + kerasName(layer)).size() < 2)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(few).as("layers with less than two cases").isEmpty();
    }

    /** Keras's class has another name than the one it is exported by. */
    private static String kerasName(String layer) {
        return layer.equals("GroupQueryAttention") ? "GroupedQueryAttention" : layer;
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
