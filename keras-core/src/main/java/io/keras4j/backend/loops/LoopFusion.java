package io.keras4j.backend.loops;

import io.keras4j.graph.Graph;
import io.keras4j.graph.Node;
import io.keras4j.graph.Value;
import io.keras4j.ops.elementwise.Add;
import io.keras4j.ops.elementwise.Cast;
import io.keras4j.ops.elementwise.Elementwise;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.ops.elementwise.Multiply;
import io.keras4j.ops.reduction.Mean;
import io.keras4j.ops.reduction.Reduction;
import io.keras4j.ops.reduction.Sum;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers elementwise ops over one shape, and the sums of their results, into {@link FusedLoop}s. A node joins the loops that compute its
 * operands, or one that reads the same tensor, unless a value would then be needed before it is computed.
 */
final class LoopFusion {
    private static final int MAX_STEPS = 64;
    private static final int MAX_INPUTS = 24;

    /** Slow functions are left to other backends above this number of elements. */
    private static final long SLOW_LIMIT = 2048;

    /** Nodes that will be computed as one. */
    private static final class Unit {
        private final Shape loop; // null when this is a single node that no loop takes
        private final List<Node> nodes = new ArrayList<>();
        private Unit mergedInto;

        Unit(Shape loop) {
            this.loop = loop;
        }

        Unit current() {
            Unit unit = this;
            while (unit.mergedInto != null) {
                unit = unit.mergedInto;
            }
            return unit;
        }
    }

    private final Graph graph;
    private final boolean fasterElsewhere;
    private final Map<Node, Unit> units = new IdentityHashMap<>();
    private final Map<Value, Set<Unit>> readers = new IdentityHashMap<>();
    private final Set<Value> sums = Collections.newSetFromMap(new IdentityHashMap<>());

    private LoopFusion(Graph graph, boolean fasterElsewhere) {
        this.graph = graph;
        this.fasterElsewhere = fasterElsewhere;
    }

    /** Fuses what can be fused; {@code fasterElsewhere} tells whether another backend has fast kernels for exponentials and the like. */
    static void apply(Graph graph, boolean fasterElsewhere) {
        LoopFusion fusion = new LoopFusion(graph, fasterElsewhere);
        fusion.assignUnits();
        fusion.replace();
    }

    private void assignUnits() {
        for (Node node : graph.nodes()) {
            Shape loop = loopShape(node);
            Unit unit = loop == null ? new Unit(null) : findUnit(node, loop);
            unit.nodes.add(node);
            units.put(node, unit);
            if (loop != null) {
                if (node.op() instanceof Reduction) {
                    sums.add(node.output());
                }
                for (Value input : node.inputs()) {
                    readers.computeIfAbsent(input, v -> new LinkedHashSet<>()).add(unit);
                }
            }
        }
    }

    /** The shape over which a loop computes {@code node}, or null when none can. */
    private Shape loopShape(Node node) {
        Value first = node.input(0);
        if (node.op() instanceof Sum || node.op() instanceof Mean) {
            boolean fits = first.dtype() == DType.FLOAT32 && fold((Reduction) node.op(), first.shape()) != null;
            return fits && first.shape().size() > 0 ? first.shape() : null;
        }
        boolean known = node.op() instanceof Elementwise && (TileFunctions.of(node.op()) != null || isBoolCast(node));
        if (!known
                || !TileFunctions.handles(node.output().dtype())
                || node.output().shape().size() == 0) {
            return null;
        }
        Shape shape = node.output().shape();
        for (Value input : node.inputs()) {
            if (!TileFunctions.handles(input.dtype()) || Access.of(input.shape(), shape) == null) {
                return null;
            }
        }
        return TileFunctions.isSlow(node.op()) && fasterElsewhere && shape.size() > SLOW_LIMIT ? null : shape;
    }

    private static boolean isBoolCast(Node node) {
        return node.op() instanceof Cast
                && node.input(0).dtype() == DType.BOOL
                && node.output().dtype() == DType.FLOAT32;
    }

    /** How a loop over {@code shape} does this reduction, or null when it cannot. */
    private static FusedLoop.Fold fold(Reduction reduction, Shape shape) {
        int rank = shape.rank();
        boolean leading = true;
        boolean trailing = true;
        for (int axis : reduction.axes()) {
            leading &= axis < reduction.axes().size();
            trailing &= axis >= rank - reduction.axes().size();
        }
        if (leading) {
            long width = shape.slice(reduction.axes().size(), rank).size();
            return width <= FusedLoopKernel.LONGEST_TILE ? FusedLoop.Fold.LEADING : null;
        }
        return trailing ? FusedLoop.Fold.TRAILING : null;
    }

    private Unit findUnit(Node node, Shape loop) {
        Set<Unit> candidates = new LinkedHashSet<>();
        for (Value input : node.inputs()) {
            if (input.producer() != null && input.shape().equals(loop) && !sums.contains(input)) {
                candidates.add(units.get(input.producer()).current());
            }
        }
        for (Value input : node.inputs()) {
            if (node.op() instanceof Reduction
                    && input.shape().equals(loop)) { // others would have to be kept for later
                readers.getOrDefault(input, Set.of()).forEach(reader -> candidates.add(reader.current()));
            }
        }
        Unit joined = null;
        for (Unit candidate : candidates) {
            if (loop.equals(candidate.loop) && candidate != joined) {
                if (joined == null) {
                    joined = canJoin(node, candidate) ? candidate : null;
                } else if (canMerge(joined, candidate) && canJoin(node, candidate)) {
                    candidate.mergedInto = joined;
                    joined.nodes.addAll(candidate.nodes);
                }
            }
        }
        return joined == null ? new Unit(loop) : joined;
    }

    /** Whether nothing that {@code node} reads from outside the unit, or from its sums, depends on the unit. */
    private boolean canJoin(Node node, Unit unit) {
        if (unit.nodes.size() >= MAX_STEPS
                || externalInputs(unit).size() + node.inputs().size() > MAX_INPUTS) {
            return false;
        }
        for (Value input : node.inputs()) {
            if (input.producer() != null) {
                Unit source = units.get(input.producer()).current();
                if (source == unit ? sums.contains(input) : dependsOn(source, unit)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean canMerge(Unit a, Unit b) {
        boolean small = a.nodes.size() + b.nodes.size() <= MAX_STEPS
                && externalInputs(a).size() + externalInputs(b).size() <= MAX_INPUTS;
        return small && !dependsIndirectly(a, b) && !dependsIndirectly(b, a);
    }

    /** Whether {@code a} needs {@code b} through other units, or needs its sums. */
    private boolean dependsIndirectly(Unit a, Unit b) {
        for (Value input : externalInputs(a)) {
            if (input.producer() != null) {
                Unit source = units.get(input.producer()).current();
                if (source == b ? sums.contains(input) : dependsOn(source, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean dependsOn(Unit unit, Unit target) {
        Set<Unit> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Unit> open = new ArrayList<>(List.of(unit));
        while (!open.isEmpty()) {
            Unit next = open.remove(open.size() - 1);
            if (next == target) {
                return true;
            }
            if (seen.add(next)) {
                for (Node node : next.nodes) {
                    for (Value input : node.inputs()) {
                        if (input.producer() != null) {
                            open.add(units.get(input.producer()).current());
                        }
                    }
                }
            }
        }
        return false;
    }

    private Set<Value> externalInputs(Unit unit) {
        Set<Value> inputs = new LinkedHashSet<>();
        for (Node node : unit.nodes) {
            for (Value input : node.inputs()) {
                if (input.producer() == null || units.get(input.producer()).current() != unit) {
                    inputs.add(input);
                }
            }
        }
        return inputs;
    }

    private void replace() {
        Map<Value, Value> replacements = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        Map<Value, List<Node>> consumers = graph.consumers();
        Set<Unit> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : graph.nodes()) {
            Unit unit = units.get(node).current();
            if (unit.loop == null) {
                nodes.add(node);
            } else if (done.add(unit)) {
                nodes.add(fuse(unit, consumers, replacements));
            }
        }
        graph.rewrite(nodes, replacements);
    }

    private Node fuse(Unit unit, Map<Value, List<Node>> consumers, Map<Value, Value> replacements) {
        List<Node> ordered =
                graph.nodes().stream().filter(node -> unit.nodes.contains(node)).toList();
        List<Value> inputs = new ArrayList<>(externalInputs(unit));
        Map<Value, Integer> registers = new LinkedHashMap<>();
        inputs.forEach(input -> registers.put(input, registers.size()));
        List<FusedLoop.Step> steps = new ArrayList<>();
        List<FusedLoop.Result> results = new ArrayList<>();
        List<Value> resultValues = new ArrayList<>();
        List<Value> needed = new ArrayList<>();
        for (Node node : ordered) {
            List<Integer> operands = node.inputs().stream().map(registers::get).toList();
            if (node.op() instanceof Reduction) {
                FusedLoop.Fold fold = fold((Reduction) node.op(), unit.loop);
                double factor = node.op() instanceof Mean
                        ? (double) node.output().shape().size() / unit.loop.size()
                        : 1;
                results.add(new FusedLoop.Result(
                        operands.get(0), fold, factor, node.output().spec()));
                resultValues.add(node.output());
            } else {
                registers.put(node.output(), inputs.size() + steps.size());
                steps.add(step(node, operands, inputs));
                if (isNeededOutside(node.output(), unit, consumers)) {
                    needed.add(node.output());
                }
            }
        }
        for (Value value : needed) { // last, so that the register of a value that is flushed can be used again
            int register = registers.get(value);
            if (isState(value)) {
                steps.add(new FusedLoop.Step(new Flush(), List.of(register)));
                register = inputs.size() + steps.size() - 1;
            }
            results.add(new FusedLoop.Result(register, FusedLoop.Fold.NONE, 1, value.spec()));
            resultValues.add(value);
        }
        Node fused =
                graph.node(MultiplyAddFusion.apply(new FusedLoop(unit.loop, steps, results), inputs.size()), inputs);
        for (int i = 0; i < resultValues.size(); i++) {
            replacements.put(resultValues.get(i), fused.outputs().get(i));
        }
        return fused;
    }

    /** Whether this is the new value of a variable that gradients do not reach, such as a moment, which may decay to nothing. */
    private boolean isState(Value value) {
        return graph.assignments().entrySet().stream()
                .anyMatch(entry -> entry.getValue() == value && !entry.getKey().trainable());
    }

    /** The step for {@code node}; a number that is the first operand of a commutative op becomes the second. */
    private static FusedLoop.Step step(Node node, List<Integer> operands, List<Value> inputs) {
        boolean commutative = node.op() instanceof Add || node.op() instanceof Multiply;
        boolean numberFirst = operands.get(0) < inputs.size()
                && inputs.get(operands.get(0)).shape().size() == 1;
        List<Integer> ordered = commutative && numberFirst ? List.of(operands.get(1), operands.get(0)) : operands;
        return new FusedLoop.Step(isBoolCast(node) ? new Identity() : node.op(), ordered);
    }

    private boolean isNeededOutside(Value value, Unit unit, Map<Value, List<Node>> consumers) {
        return graph.outputs().contains(value)
                || graph.assignments().containsValue(value)
                || consumers.getOrDefault(value, List.of()).stream()
                        .anyMatch(node -> units.get(node).current() != unit);
    }
}
