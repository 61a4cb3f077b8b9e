package io.keras4j.graph;

import io.keras4j.ops.Op;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A computation of known shapes: from inputs, variables and constants to outputs and new values of variables. Nodes are kept in an order
 * in which they can be run. {@link Tracer} makes graphs, passes rewrite them, {@link Plan} runs them.
 */
public final class Graph {
    private final Tracer tracer;
    private final List<Value> inputs = new ArrayList<>();
    private List<Node> nodes = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final Map<Variable, Value> assignments = new LinkedHashMap<>();

    Graph(Tracer tracer) {
        this.tracer = tracer;
    }

    public List<Value> inputs() {
        return inputs;
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Value> outputs() {
        return outputs;
    }

    /** The value that each assigned variable has after the step. */
    public Map<Variable, Value> assignments() {
        return assignments;
    }

    Value addInput(TensorSpec spec) {
        Value value = Value.input(tracer, spec);
        inputs.add(value);
        return value;
    }

    Node addNode(Op op, List<Value> nodeInputs) {
        Node node = node(op, nodeInputs);
        nodes.add(node);
        return node;
    }

    /** A node of this graph that is not part of it yet: for passes, which put it into the list that they give to {@link #rewrite}. */
    public Node node(Op op, List<Value> nodeInputs) {
        return new Node(
                tracer,
                op,
                nodeInputs,
                op.infer(nodeInputs.stream().map(Value::spec).toList()));
    }

    /** A constant for use as an input of nodes. */
    public Value constant(org.nd4j.linalg.api.ndarray.INDArray array) {
        return Value.constant(tracer, array);
    }

    /** How many inputs of nodes, outputs and assignments each value is. */
    public Map<Value, Integer> uses() {
        Map<Value, Integer> uses = new IdentityHashMap<>();
        nodes.forEach(node -> node.inputs().forEach(value -> uses.merge(value, 1, Integer::sum)));
        outputs.forEach(value -> uses.merge(value, 1, Integer::sum));
        assignments.values().forEach(value -> uses.merge(value, 1, Integer::sum));
        return uses;
    }

    /** The nodes that read each value. */
    public Map<Value, List<Node>> consumers() {
        Map<Value, List<Node>> consumers = new IdentityHashMap<>();
        for (Node node : nodes) {
            for (Value input : new HashSet<>(node.inputs())) {
                consumers.computeIfAbsent(input, v -> new ArrayList<>()).add(node);
            }
        }
        return consumers;
    }

    /**
     * Replaces the nodes by {@code newNodes} (in any order), and every use of a key of {@code replacements} by its value; then drops what
     * nothing uses and puts the nodes into an order in which they can be run, the given one where possible.
     */
    public void rewrite(List<Node> newNodes, Map<Value, Value> replacements) {
        newNodes.forEach(node -> node.inputs().replaceAll(value -> resolve(value, replacements)));
        outputs.replaceAll(value -> resolve(value, replacements));
        assignments.replaceAll((variable, value) -> resolve(value, replacements));
        Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Value> open = new ArrayList<>(outputs);
        open.addAll(assignments.values());
        while (!open.isEmpty()) {
            Node producer = open.remove(open.size() - 1).producer();
            if (producer != null && needed.add(producer)) {
                open.addAll(producer.inputs());
            }
        }
        List<Node> ordered = new ArrayList<>();
        Map<Node, Boolean> done = new HashMap<>();
        newNodes.stream().filter(needed::contains).forEach(node -> place(node, done, ordered));
        nodes = ordered;
    }

    /** Drops the nodes that nothing uses. */
    public void dropUnused() {
        rewrite(nodes, Map.of());
    }

    private static Value resolve(Value value, Map<Value, Value> replacements) {
        Value current = value;
        for (Value next = replacements.get(current); next != null; next = replacements.get(current)) {
            current = next;
        }
        return current;
    }

    /** Adds the nodes that {@code node} needs, then itself; without recursion, which deep networks would overflow. */
    private static void place(Node node, Map<Node, Boolean> done, List<Node> ordered) {
        List<Node> stack = new ArrayList<>(List.of(node));
        while (!stack.isEmpty()) {
            Node top = stack.get(stack.size() - 1);
            if (Boolean.TRUE.equals(done.get(top))) {
                stack.remove(stack.size() - 1);
                continue;
            }
            boolean ready = true;
            for (Value input : top.inputs()) {
                Node producer = input.producer();
                if (producer != null && !Boolean.TRUE.equals(done.get(producer))) {
                    stack.add(producer);
                    ready = false;
                }
            }
            if (ready) {
                done.put(top, true);
                ordered.add(top);
                stack.remove(stack.size() - 1);
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        nodes.forEach(node -> text.append(node).append('\n'));
        return text.toString();
    }
}
