package io.keras4j.backend.onednn;

import io.keras4j.graph.Graph;
import io.keras4j.graph.Node;
import io.keras4j.graph.Value;
import io.keras4j.ops.Op;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.elementwise.Add;
import io.keras4j.ops.linalg.MatMul;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionKernelGradient;
import io.keras4j.ops.nn.GruGradient;
import io.keras4j.ops.nn.LstmGradient;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.MaxPoolGradient;
import io.keras4j.ops.reduction.Sum;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Replaces what oneDNN does in one go: bias and activation after products and convolutions, both gradients of a convolution's weights;
 * and what passes something from the forward to the backward pass: pooling and recurrences.
 */
final class OneDnnFusion {
    private final Graph graph;
    private final Map<Value, Value> replacements = new HashMap<>();

    private OneDnnFusion(Graph graph) {
        this.graph = graph;
    }

    static void apply(Graph graph) {
        new OneDnnFusion(graph).trackMaxPools();
        new OneDnnFusion(graph).trackRecurrences();
        new OneDnnFusion(graph).fuseBiasGradients();
        new OneDnnFusion(graph).fuseFollowers();
    }

    private void trackMaxPools() {
        List<Node> nodes = new ArrayList<>(graph.nodes());
        Map<Value, Node> tracked = new IdentityHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.op() instanceof MaxPoolGradient && node.output().dtype() == DType.FLOAT32) {
                Node forward = node.input(1).producer();
                boolean fits = forward != null && forward.op() instanceof MaxPool && forward.input(0) == node.input(0);
                if (fits && PoolingKernels.canTrack(((MaxPool) forward.op()).window())) {
                    Node tracking = tracked.computeIfAbsent(
                            forward.output(),
                            y -> graph.node(new TrackedMaxPool((MaxPool) forward.op()), forward.inputs()));
                    replacements.put(forward.output(), tracking.output());
                    nodes.set(nodes.indexOf(forward) < 0 ? i : nodes.indexOf(forward), tracking);
                    Op gradient = new TrackedMaxPoolGradient(
                            ((MaxPool) forward.op()).window(), node.output().shape());
                    Node tracedBack =
                            graph.node(gradient, List.of(tracking.outputs().get(1), node.input(2)));
                    replacements.put(node.output(), tracedBack.output());
                    nodes.set(i, tracedBack);
                }
            }
        }
        graph.rewrite(nodes, replacements);
    }

    private void trackRecurrences() {
        List<Node> nodes = new ArrayList<>(graph.nodes());
        Map<Node, Node> tracked = new IdentityHashMap<>();
        for (Node node : graph.nodes()) {
            boolean gradient = node.op() instanceof LstmGradient || node.op() instanceof GruGradient;
            Node forward = gradient ? node.input(node.outputs().size()).producer() : null;
            if (forward == null || !isGradientOf(node, forward) || node.output().dtype() != DType.FLOAT32) {
                continue;
            }
            Node tracking = tracked.get(forward);
            if (tracking == null) {
                long workspace = RecurrentKernels.workspace(forward.inputs());
                if (workspace == 0) {
                    continue;
                }
                tracking = graph.node(new TrackedRecurrence(forward.op(), workspace), forward.inputs());
                tracked.put(forward, tracking);
                replace(forward, tracking, nodes);
            }
            List<Value> inputs = new ArrayList<>(node.inputs());
            inputs.add(0, tracking.outputs().get(forward.outputs().size()));
            replace(node, graph.node(new TrackedRecurrenceGradient(node.op()), inputs), nodes);
        }
        graph.rewrite(nodes, replacements);
    }

    /** Whether {@code gradient}, whose inputs begin with the inputs and the outputs of what it is the gradient of, is that of {@code forward}. */
    private static boolean isGradientOf(Node gradient, Node forward) {
        List<Value> both = new ArrayList<>(forward.inputs());
        both.addAll(forward.outputs());
        return gradient.inputs().size() > both.size()
                && gradient.inputs().subList(0, both.size()).equals(both);
    }

    /** Puts {@code other} in the place of {@code node}, whose outputs are its first ones. */
    private void replace(Node node, Node other, List<Node> nodes) {
        nodes.set(nodes.indexOf(node), other);
        for (int i = 0; i < node.outputs().size(); i++) {
            replacements.put(node.outputs().get(i), other.outputs().get(i));
        }
    }

    private void fuseBiasGradients() {
        List<Node> nodes = new ArrayList<>(graph.nodes());
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.op() instanceof ConvolutionKernelGradient && node.output().dtype() == DType.FLOAT32) {
                Value dy = node.input(1);
                List<Integer> leading =
                        IntStream.range(0, dy.rank() - 1).boxed().toList();
                for (Node sum : graph.nodes()) {
                    if (sum.op() instanceof Sum
                            && sum.input(0) == dy
                            && ((Sum) sum.op()).axes().equals(leading)) {
                        Op both = new ConvolutionKernelBiasGradient((ConvolutionKernelGradient) node.op());
                        Node fused = graph.node(both, node.inputs());
                        Value bias = fused.outputs().get(1);
                        if (!bias.shape().equals(sum.output().shape())) {
                            continue;
                        }
                        replacements.put(node.output(), fused.output());
                        replacements.put(sum.output(), bias);
                        nodes.set(i, fused);
                        break;
                    }
                }
            }
        }
        graph.rewrite(nodes, replacements);
    }

    private void fuseFollowers() {
        Map<Value, Integer> uses = graph.uses();
        Map<Value, List<Node>> consumers = graph.consumers();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            nodes.add(node);
            BiFunction<Op, Op, Op> fuser = fuser(node);
            if (fuser == null || node.output().dtype() != DType.FLOAT32) {
                continue;
            }
            List<Value> inputs = new ArrayList<>(node.inputs());
            Value result = node.output();
            Value bias = bias(onlyFollower(result, uses, consumers), result);
            if (bias != null) {
                inputs.add(bias);
                result = onlyFollower(result, uses, consumers).output();
            }
            Node activation = onlyFollower(result, uses, consumers);
            Op activationOp = activation != null && Eltwise.of(activation.op()) != null ? activation.op() : null;
            if (activationOp != null) {
                result = activation.output();
            }
            if (result != node.output()) {
                Node fused = graph.node(fuser.apply(node.op(), activationOp), inputs);
                nodes.set(nodes.size() - 1, fused);
                replacements.put(result, fused.output());
            }
        }
        graph.rewrite(nodes, replacements);
    }

    private static BiFunction<Op, Op, Op> fuser(Node node) {
        if (node.op() instanceof MatMul && node.output().rank() == 2) {
            return (op, activation) -> new FusedMatMul((MatMul) op, activation);
        }
        if (node.op() instanceof Convolution) {
            return (op, activation) -> new FusedConvolution((Convolution) op, activation);
        }
        return null;
    }

    private static Node onlyFollower(Value value, Map<Value, Integer> uses, Map<Value, List<Node>> consumers) {
        return uses.getOrDefault(value, 0) == 1 && consumers.containsKey(value)
                ? consumers.get(value).get(0)
                : null;
    }

    /** What {@code add} adds to each row of {@code value}: a vector, through any reshape that puts axes of size 1 before it; or null. */
    private static Value bias(Node add, Value value) {
        if (add == null || !(add.op() instanceof Add)) {
            return null;
        }
        Value other = add.input(0) == value ? add.input(1) : add.input(0);
        while (other.producer() != null
                && other.producer().op() instanceof Reshape
                && other.producer().input(0).rank() >= 1) {
            other = other.producer().input(0);
        }
        return other.shape().equals(Shape.of(value.shape().dim(-1))) ? other : null;
    }
}
