package io.keras4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.Keras;
import io.keras4j.engine.Layer;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that Python Keras described, made from their configurations. */
class ModelsTest {
    static List<Case> cases() {
        return Fixtures.cases("models");
    }

    @BeforeEach
    void countNamesAnew() {
        Keras.clearSession();
    }

    private static Model model(Case fixture) {
        return (Model) Layer.KIND.get(fixture.map("envelope"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configurationIsThatOfKeras(Case fixture) {
        Map<String, Object> envelope = Layer.KIND.envelope(model(fixture));

        assertThat(Fixtures.json(stripped(envelope))).isEqualTo(Fixtures.json(stripped(fixture.map("envelope"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void layersAndWeightsAreInKerassOrder(Case fixture) {
        Model model = model(fixture);

        assertThat(model.layers().stream().map(Layer::name).toList()).isEqualTo(fixture.list("layers"));
        List<Object> weights = new ArrayList<>();
        for (Variable variable : model.weights()) {
            List<Long> shape = new ArrayList<>();
            for (long dim : variable.shape().dims()) {
                shape.add(dim);
            }
            weights.add(List.of(variable.path(), shape));
        }
        assertThat(weights).isEqualTo(fixture.list("weights"));
        assertThat(model.trainableWeights()).hasSize(fixture.integer("trainable"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void summariesAreThoseOfKeras(Case fixture) {
        Model model = model(fixture);
        for (Case expected : fixture.cases("summaries")) {
            Map<String, Object> options = expected.map("options");
            String text = summary(model, options);
            assertThat(text).as("%s", options).isEqualTo(expected.text("text"));
        }
        if (fixture.has("compiled")) {
            model.compile("adam", "mse", "mae");
            model.optimizer().build(model.trainableWeights());
            assertThat(summary(model, Map.of())).isEqualTo(fixture.text("compiled"));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void compileConfigurationIsThatOfKeras(Case fixture) {
        if (!fixture.has("compiled")) {
            return;
        }
        Model model = model(fixture);
        model.compile("adam", "mse", "mae");
        Map<String, Object> config = new LinkedHashMap<>(asMap(model.state().get("compile_config")));
        Map<String, Object> expected = new LinkedHashMap<>(fixture.map("compile_config"));
        config.remove("jit_compile"); // a matter of Python's backends
        expected.remove("jit_compile");

        assertThat(Fixtures.json(config)).isEqualTo(Fixtures.json(expected));

        Model again = model(fixture);
        again.restore(Map.of("compile_config", fixture.map("compile_config")));
        assertThat(again.isCompiled()).isTrue();
        assertThat(Fixtures.json(again.state().get("compile_config")))
                .isEqualTo(Fixtures.json(model.state().get("compile_config")));
    }

    private static String summary(Model model, Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        model.summary(summary -> {
            summary.printFn(text::append).lineLength(defaultLength(model));
            if (options.containsKey("line_length")) {
                summary.lineLength(((Number) options.get("line_length")).intValue());
            }
            summary.showTrainable(options.containsKey("show_trainable"));
            summary.expandNested(options.containsKey("expand_nested"));
        });
        return text.toString();
    }

    /** On a terminal of 200 columns, as the fixtures were made with. */
    private static int defaultLength(Model model) {
        StringBuilder text = new StringBuilder();
        model.summary(summary -> summary.printFn(text::append).lineLength(100));
        return text.indexOf("Connected to") >= 0 ? 108 : 88;
    }

    private static Map<String, Object> asMap(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, element) -> map.put(String.valueOf(key), element));
        return map;
    }

    /** Without what tells nothing: the shapes that layers without weights were built for, masks that are not there. */
    private static Object stripped(Object value) {
        if (value instanceof List) {
            return ((List<?>) value).stream().map(ModelsTest::stripped).toList();
        }
        if (!(value instanceof Map)) {
            return value == null ? "null" : value;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        asMap(value).forEach((key, element) -> {
            boolean noMask = key.equals("mask");
            boolean noTraining =
                    key.equals("training") && Boolean.FALSE.equals(element); // written for every call, and ignored
            boolean noWeights = key.equals("build_config")
                    && List.of("Add", "Concatenate", "Flatten", "Activation", "MaxPooling2D")
                            .contains(String.valueOf(((Map<?, ?>) value).get("class_name")));
            if (!noMask && !noTraining && !noWeights) {
                kept.put(key, stripped(element));
            }
        });
        return kept;
    }
}
