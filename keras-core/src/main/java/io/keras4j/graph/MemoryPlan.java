package io.keras4j.graph;

import io.keras4j.backend.RowMajor;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.elementwise.Elementwise;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives every value of a graph its array. Reshaped values share the array of what they reshape; a variable's new value is computed right
 * into its array where nobody needs the old one any more; all others lie in one arena per dtype, in which values that are never needed
 * at the same time share space.
 */
final class MemoryPlan {
    /** Every block starts at a cache line, which oneDNN is fastest with. */
    private static final int ALIGNMENT = 64;

    private static final int FOREVER = Integer.MAX_VALUE;

    private final Graph graph;
    private final Map<Node, Integer> positions = new IdentityHashMap<>();
    private final Map<Value, Integer> lastUses = new IdentityHashMap<>();
    private final Map<Value, INDArray> arrays = new IdentityHashMap<>();
    private final Map<Value, FreeList.Block> blocks = new IdentityHashMap<>();
    private final Map<DType, FreeList> arenas = new EnumMap<>(DType.class);

    MemoryPlan(Graph graph) {
        this.graph = graph;
        for (int i = 0; i < graph.nodes().size(); i++) {
            positions.put(graph.nodes().get(i), i);
        }
        findLastUses();
        placeAssignments();
        placeBlocks();
        createArrays();
    }

    /** Whether the output of {@code node} is its input's memory under another shape, so that there is nothing to run. */
    static boolean isAlias(Node node) {
        return node.op() instanceof Reshape;
    }

    private static Value root(Value value) {
        Value root = value;
        while (root.producer() != null && isAlias(root.producer())) {
            root = root.producer().input(0);
        }
        return root;
    }

    /** Adds copies where the new value of a variable cannot be computed right into its array. */
    static void addCopies(Graph graph) {
        List<Node> nodes = new ArrayList<>(graph.nodes());
        // a value that is not computed by a node, such as another variable's, is first read, before any variable is
        // overwritten; so is the old value of a variable that is given out
        graph.assignments()
                .replaceAll((variable, value) -> root(value).producer() == null ? copy(value, graph, nodes) : value);
        graph.outputs()
                .replaceAll(value ->
                        graph.assignments().containsKey(root(value).variable()) ? copy(value, graph, nodes) : value);
        graph.rewrite(nodes, Map.of());
        Set<Value> taken = new HashSet<>();
        MemoryPlan order = new MemoryPlan(graph, taken);
        graph.assignments().replaceAll((variable, value) -> {
            if (!taken.add(root(value)) || !order.canComputeInto(variable, root(value))) {
                return copy(value, graph, nodes);
            }
            return value;
        });
        graph.rewrite(nodes, Map.of());
    }

    private static Value copy(Value value, Graph graph, List<Node> nodes) {
        Node copy = graph.node(new Identity(), List.of(value));
        nodes.add(copy);
        return copy.output();
    }

    /** Only the order of things, for {@link #canComputeInto}. */
    private MemoryPlan(Graph graph, Set<Value> ignored) {
        this.graph = graph;
        for (int i = 0; i < graph.nodes().size(); i++) {
            positions.put(graph.nodes().get(i), i);
        }
        findLastUses();
    }

    private void findLastUses() {
        for (Node node : graph.nodes()) {
            node.outputs().forEach(output -> lastUses.merge(root(output), positions.get(node), Math::max));
            node.inputs().forEach(input -> lastUses.merge(root(input), positions.get(node), Math::max));
        }
        graph.outputs().forEach(output -> lastUses.put(root(output), FOREVER));
    }

    /** Whether the value of {@code variable} before the step is no longer needed when {@code value} is computed. */
    private boolean canComputeInto(Variable variable, Value value) {
        Node producer = value.producer();
        int position = positions.get(producer);
        for (Map.Entry<Value, Integer> use : lastUses.entrySet()) {
            if (use.getKey().variable() == variable) {
                int last = use.getValue();
                return last < position
                        || last == position && worksInPlace(producer) && readsOnlyAs(producer, use.getKey(), value);
            }
        }
        return true;
    }

    private static boolean worksInPlace(Node node) {
        return node.op() instanceof Elementwise || node.op() instanceof InPlace;
    }

    private static boolean readsOnlyAs(Node node, Value old, Value output) {
        return node.inputs().stream()
                .filter(input -> root(input) == old)
                .allMatch(input -> input.spec().equals(output.spec()));
    }

    private void placeAssignments() {
        graph.assignments()
                .forEach((variable, value) -> arrays.put(
                        root(value),
                        variable.array().reshape(root(value).shape().dims())));
    }

    private void placeBlocks() {
        List<List<Value>> dying = new ArrayList<>();
        graph.nodes().forEach(node -> dying.add(new ArrayList<>()));
        for (Value input : graph.inputs()) {
            allocate(input);
        }
        lastUses.forEach((value, last) -> {
            if (last != FOREVER) {
                dying.get(last).add(value);
            }
        });
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (!isAlias(node)) {
                for (Value output : node.outputs()) {
                    if (!arrays.containsKey(output)) {
                        FreeList.Block inherited = worksInPlace(node) ? inherit(node, output, i) : null;
                        if (inherited == null) {
                            allocate(output);
                        } else {
                            blocks.put(output, inherited);
                        }
                    }
                }
            }
            for (Value value : dying.get(i)) {
                FreeList.Block block = blocks.get(value);
                if (block != null && value.producer() != null && block.release()) {
                    arenas.get(value.dtype()).free(block);
                }
            }
        }
    }

    /** The block of an input that is not needed after this node and has the output's spec, or null. */
    private FreeList.Block inherit(Node node, Value output, int position) {
        for (Value input : node.inputs()) {
            Value root = root(input);
            FreeList.Block block = blocks.get(root);
            boolean dies = lastUses.get(root) == position && root.producer() != null;
            if (dies
                    && block != null
                    && input.spec().equals(output.spec())
                    && readsOnlyAs(node, root, output)
                    && block.isSingle()) {
                block.retain();
                return block;
            }
        }
        return null;
    }

    private void allocate(Value value) {
        FreeList arena = arenas.computeIfAbsent(value.dtype(), dtype -> new FreeList(ALIGNMENT / dtype.bytes()));
        blocks.put(value, arena.allocate(Math.max(1, value.shape().size())));
    }

    private void createArrays() {
        Map<DType, INDArray> memory = new EnumMap<>(DType.class);
        arenas.forEach((dtype, arena) -> {
            INDArray array = Nd4j.create(
                    dtype.nd4j(), arena.size() + ALIGNMENT / dtype.bytes()); // zeroed: no stray subnormals or NaN
            memory.put(dtype, array);
        });
        blocks.forEach((value, block) -> {
            INDArray arena = memory.get(value.dtype());
            long misaligned = arena.data().address() % ALIGNMENT;
            long shift = misaligned == 0
                    ? 0
                    : (ALIGNMENT - misaligned) / value.dtype().bytes();
            arrays.put(value, view(arena.data(), block.offset() + shift, value));
        });
    }

    private static INDArray view(DataBuffer arena, long offset, Value value) {
        long[] dims = value.shape().dims();
        return Nd4j.create(arena, dims, Nd4j.getStrides(dims, 'c'), offset, 'c');
    }

    /** The array of {@code value}. */
    INDArray array(Value value) {
        Value root = root(value);
        INDArray array = arrays.computeIfAbsent(
                root, leaf -> leaf.variable() != null ? leaf.variable().array() : RowMajor.of(leaf.constant()));
        return root == value
                ? array
                : arrays.computeIfAbsent(
                        value, v -> array.reshape('c', v.shape().dims()));
    }

    /** Bytes of all arenas. */
    long bytes() {
        return arenas.entrySet().stream()
                .mapToLong(e -> e.getValue().size() * e.getKey().bytes())
                .sum();
    }
}
