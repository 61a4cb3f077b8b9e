package io.keras4j.onnx;

import io.keras4j.onnx.Translator.Call;
import io.keras4j.ops.sorting.ArgSort;
import io.keras4j.ops.sorting.SearchSorted;
import io.keras4j.ops.sorting.TopK;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.List;
import java.util.Set;

/** How order is said in ONNX: with the largest and smallest elements. */
final class SortingOps {
    private static final Set<DType> IN_ORDER = Set.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64);

    private SortingOps() {}

    static void addTo(Translators translators) {
        translators.put(ArgSort.class, call -> {
            Shape all = Shape.of(call.spec(0).shape().dim(call.op().axis()));
            return ordered(call, call.graph().sizes(all), call.op().axis(), false)
                    .get(1);
        });
        translators.putAll(TopK.class, call -> {
            String count = call.graph().longs(List.of(call.op().k()));
            return ordered(call, count, call.spec(0).shape().rank() - 1, true);
        });
        translators.put(SearchSorted.class, SortingOps::search);
    }

    private static List<String> ordered(Call<?> call, String count, int axis, boolean largest) {
        OnnxGraph graph = call.graph();
        DType dtype = call.spec(0).dtype();
        String x = IN_ORDER.contains(dtype) ? call.input(0) : cast(graph, call.input(0), DType.INT32);
        List<String> found = graph.addAll(
                "TopK",
                2,
                List.of(x, count),
                Attribute.of("axis", axis),
                Attribute.of("largest", largest),
                Attribute.of("sorted", true));
        String values = IN_ORDER.contains(dtype) ? found.get(0) : cast(graph, found.get(0), dtype);
        return List.of(values, cast(graph, found.get(1), DType.INT32));
    }

    /** Counts the elements of the sequence that are before each value. */
    private static String search(Call<SearchSorted> call) {
        OnnxGraph graph = call.graph();
        String last = graph.longs(List.of(-1));
        String values = graph.add("Unsqueeze", List.of(call.input(1), last));
        String before = graph.add(call.op().right() ? "LessOrEqual" : "Less", List.of(call.input(0), values));
        return graph.add("ReduceSum", List.of(cast(graph, before, DType.INT32), last), Attribute.of("keepdims", false));
    }

    private static String cast(OnnxGraph graph, String name, DType dtype) {
        return graph.add("Cast", List.of(name), Attribute.of("to", ElementTypes.number(dtype)));
    }
}
