package io.keras4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.config.Codecs;
import io.keras4j.config.Json;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs of models are those of Keras's model_to_dot, which src/test/python/dot.py wrote. */
class ModelGraphTest {
    private static final Path FIXTURE = Path.of("src/test/resources/fixtures/dot.json");
    private static final Pattern NODE = Pattern.compile("(\\d+) \\[label=(<.*>), fontname=\"Helvetica\".*];");
    private static final Pattern EDGE = Pattern.compile("(\\d+) -> (\\d+) \\[penwidth=2];");
    private static final Pattern CLUSTER = Pattern.compile("subgraph \"cluster_(.*)\" \\{");
    private static final Pattern NAME = Pattern.compile("<b>(.*?)</b>");

    static Stream<Arguments> pictures() throws Exception {
        List<Arguments> pictures = new ArrayList<>();
        for (Object each : Codecs.list(Codecs.map()).decode(Json.read(Files.readString(FIXTURE)))) {
            Map<?, ?> fixture = (Map<?, ?>) each;
            for (Object picture : (List<?>) fixture.get("pictures")) {
                Map<?, ?> options = (Map<?, ?>) ((Map<?, ?>) picture).get("options");
                pictures.add(Arguments.of(
                        fixture.get("name") + " " + options.keySet(),
                        Json.write(fixture.get("model")),
                        options,
                        ((Map<?, ?>) picture).get("dot")));
            }
        }
        return pictures.stream();
    }

    private static void choose(ModelPlotOptions plot, Map<?, ?> options) {
        options.keySet().forEach(key -> {
            switch ((String) key) {
                case "show_shapes" -> plot.showShapes(true);
                case "show_dtype" -> plot.showDtype(true);
                case "show_layer_activations" -> plot.showLayerActivations(true);
                case "show_trainable" -> plot.showTrainable(true);
                case "expand_nested" -> plot.expandNested(true);
                default -> throw new AssertionError(key);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void dotIsThatOfKeras(String name, String model, Map<?, ?> options, Map<?, ?> expected) {
        String dot = Plots.modelToDot(Model.fromJson(model), plot -> choose(plot, options));

        assertThat(dot)
                .startsWith(
                        "digraph G {\nrankdir=TB;\nconcentrate=true;\ndpi=200;\nsplines=ortho;\nnode [shape=record];\n");
        Map<String, String> names = new HashMap<>();
        Matcher nodes = NODE.matcher(dot);
        while (nodes.find()) {
            Matcher found = NAME.matcher(nodes.group(2));
            assertThat(found.find()).isTrue();
            names.put(nodes.group(1), found.group(1));
        }
        List<String> lines = new ArrayList<>(dot.lines().skip(1).toList());
        assertThat(Json.write(sorted(read(lines, null, names)))).isEqualTo(Json.write(sorted(expected)));
    }

    /** A graph up to its closing brace, in the form of the fixture. */
    private static Map<String, Object> read(List<String> lines, String label, Map<String, String> names) {
        List<Object> nodes = new ArrayList<>();
        List<Object> edges = new ArrayList<>();
        List<Object> clusters = new ArrayList<>();
        for (String line = lines.remove(0); !line.equals("}"); line = lines.remove(0)) {
            Matcher node = NODE.matcher(line);
            Matcher edge = EDGE.matcher(line);
            Matcher cluster = CLUSTER.matcher(line);
            if (node.matches()) {
                nodes.add(node.group(2));
            } else if (edge.matches()) {
                edges.add(List.of(names.get(edge.group(1)), names.get(edge.group(2))));
            } else if (cluster.matches()) {
                clusters.add(read(lines, cluster.group(1), names));
            }
        }
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("label", label);
        graph.put("nodes", nodes);
        graph.put("edges", edges);
        graph.put("clusters", clusters);
        return graph;
    }

    /** The order in which a graph is told makes no difference. */
    private static Map<String, Object> sorted(Map<?, ?> graph) {
        Map<String, Object> sorted = new LinkedHashMap<>();
        sorted.put("label", graph.get("label"));
        for (String part : List.of("nodes", "edges")) {
            sorted.put(
                    part,
                    ((List<?>) graph.get(part))
                            .stream().map(Json::write).sorted().toList());
        }
        sorted.put(
                "clusters",
                ((List<?>) graph.get("clusters"))
                        .stream()
                                .map(cluster -> Json.write(sorted((Map<?, ?>) cluster)))
                                .sorted()
                                .toList());
        return sorted;
    }

    /** A model that is not made of a description. */
    private static final class Own extends Model {
        private final Dense dense = addSublayer("dense", new Dense(1));

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(x);
        }
    }

    @Test
    void aModelWithoutDescriptionIsOneBox() {
        Own own = new Own();
        own.predict(new float[][] {{1, 2}});

        assertThat(Plots.modelToDot(own, plot -> plot.showShapes(true)))
                .contains("(Own)", "Input shape: <b>?</b>")
                .doesNotContain("->");
        assertThatThrownBy(() -> Plots.modelToDot(new Own())).hasMessageContaining("has not yet been built");
        assertThatThrownBy(() -> Plots.plotModel(new Sequential(new Dense(1)), "never.png"))
                .hasMessageContaining("has not yet been built");
    }

    @Test
    void namesAreSafeInTheText() {
        Model model = new Sequential(Input.of(2), new Dense(1).name("a<b>&c"));

        assertThat(Plots.modelToDot(model)).contains("<b>a&lt;b&gt;&amp;c</b> (Dense)");
        assertThatThrownBy(() -> Plots.modelToDot(model, plot -> plot.dpi(0))).hasMessageContaining("dpi");
        assertThatThrownBy(() -> Plots.modelToDot(model, plot -> plot.splines("wavy")))
                .hasMessageContaining("\"wavy\"");
    }
}
