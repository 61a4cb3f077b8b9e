package io.keras4j.onnx;

import io.keras4j.graph.Node;
import io.keras4j.onnx.Translator.Call;
import io.keras4j.ops.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The translators by the classes of ops. */
final class Translators {
    static final Translators ALL = new Translators();

    private final Map<Class<? extends Op>, Translator<?>> byOp = new HashMap<>();

    private Translators() {
        ElementwiseOps.addTo(this);
        ArrayOps.addTo(this);
        ReductionOps.addTo(this);
        LinalgOps.addTo(this);
        SortingOps.addTo(this);
        NetworkOps.addTo(this);
        RecurrentOps.addTo(this);
    }

    /** For an op with several outputs. */
    <O extends Op> void putAll(Class<O> op, Translator<O> translator) {
        byOp.put(op, translator);
    }

    /** For an op with one output. */
    <O extends Op> void put(Class<O> op, Function<Call<O>, String> translator) {
        putAll(op, call -> List.of(translator.apply(call)));
    }

    /** For an op that is {@code type} in ONNX, without attributes. */
    <O extends Op> void put(Class<O> op, String type) {
        put(op, call -> call.add(type));
    }

    boolean know(Op op) {
        return byOp.containsKey(op.getClass());
    }

    /** Adds {@code node} to {@code graph}. */
    void translate(Node node, OnnxGraph graph) {
        translate(node.op(), node, graph);
    }

    private <O extends Op> void translate(O op, Node node, OnnxGraph graph) {
        @SuppressWarnings("unchecked") // put takes them together
        Translator<O> translator = (Translator<O>) byOp.get(op.getClass());
        List<String> inputs = node.inputs().stream().map(graph::name).toList();
        List<String> outputs = translator.translate(new Call<>(op, node, inputs, graph));
        for (int i = 0; i < outputs.size(); i++) {
            graph.bind(node.outputs().get(i), outputs.get(i));
        }
    }
}
