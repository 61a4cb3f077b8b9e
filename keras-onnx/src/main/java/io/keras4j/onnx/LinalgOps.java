package io.keras4j.onnx;

import io.keras4j.ops.linalg.Det;
import io.keras4j.ops.linalg.Slogdet;
import java.util.List;

/** How determinants are said in ONNX, which has no decompositions. */
final class LinalgOps {
    private LinalgOps() {}

    static void addTo(Translators translators) {
        translators.put(Det.class, "Det");
        translators.putAll(Slogdet.class, call -> {
            OnnxGraph graph = call.graph();
            String det = call.add("Det");
            String absolute = graph.add("Abs", List.of(det));
            return List.of(graph.add("Sign", List.of(det)), graph.add("Log", List.of(absolute)));
        });
    }
}
