package io.keras4j.graph;

import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.elementwise.Elementwise;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.ops.elementwise.Multiply;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rewrites that help every backend: broadcasts that elementwise ops do anyway, factors of one, reshapes of reshapes, copies. */
final class Simplify {
    private Simplify() {}

    static void apply(Graph graph) {
        Map<Value, Value> replacements = new HashMap<>();
        for (Node node : graph.nodes()) {
            node.inputs().replaceAll(input -> replacements.getOrDefault(input, input));
            if (node.op() instanceof Elementwise) {
                dropBroadcasts(node);
            }
            if (node.op() instanceof Reshape) {
                Value origin = node.input(0);
                if (origin.producer() != null && origin.producer().op() instanceof Reshape) {
                    node.inputs().set(0, origin.producer().input(0));
                }
                if (node.input(0).spec().equals(node.output().spec())) {
                    replacements.put(node.output(), node.input(0));
                }
            }
            if (node.op() instanceof Identity && !graph.outputs().contains(node.output())) {
                replacements.put(node.output(), node.input(0));
            }
            if (node.op() instanceof Multiply) {
                for (int i = 0; i < 2; i++) {
                    if (isOne(node.input(i))
                            && node.input(1 - i).spec().equals(node.output().spec())) {
                        replacements.putIfAbsent(node.output(), node.input(1 - i));
                    }
                }
            }
        }
        graph.rewrite(new ArrayList<>(graph.nodes()), replacements);
    }

    /** Reads what a broadcast reads where the other operands alone make the result as large. */
    private static void dropBroadcasts(Node node) {
        for (int i = 0; i < node.inputs().size(); i++) {
            Node producer = node.input(i).producer();
            if (producer != null && producer.op() instanceof BroadcastTo) {
                List<Value> inputs = new ArrayList<>(node.inputs());
                inputs.set(i, producer.input(0));
                Shape shape = inputs.stream().map(Value::shape).reduce(Shape.scalar(), Shape::broadcast);
                if (shape.equals(node.output().shape())) {
                    node.inputs().set(i, producer.input(0));
                }
            }
        }
    }

    private static boolean isOne(Value value) {
        Value origin = value;
        while (origin.producer() != null && origin.producer().op() instanceof BroadcastTo) {
            origin = origin.producer().input(0);
        }
        return origin.constant() != null
                && origin.constant().length() == 1
                && origin.constant().getDouble(0) == 1;
    }
}
