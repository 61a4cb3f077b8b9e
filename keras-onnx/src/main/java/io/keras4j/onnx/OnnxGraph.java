package io.keras4j.onnx;

import io.keras4j.backend.RowMajor;
import io.keras4j.graph.Value;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An ONNX graph that grows node by node. Tensors in it are known by their names. */
final class OnnxGraph {
    private static final String CONSTANT = "/constant";

    private record OnnxNode(String type, List<String> inputs, List<String> outputs, List<Attribute> attributes) {}

    private record Transposed(String origin, List<Integer> axes) {}

    private final List<Message> inputs = new ArrayList<>();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, INDArray> initializers = new LinkedHashMap<>();
    private final List<Message> outputs = new ArrayList<>();
    private final List<String> outputNames = new ArrayList<>();

    private final Set<String> taken = new HashSet<>();
    private final Map<Value, String> names = new IdentityHashMap<>();
    private final Map<List<Object>, String> constants = new HashMap<>();
    private final Map<String, Transposed> transposed = new HashMap<>();
    private String batchSource;
    private String batch;

    // ---- Tensors

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 1; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** Adds an input of the graph. */
    void input(Value value, String wanted) {
        String name = unique(wanted);
        inputs.add(valueInfo(name, value.spec()));
        names.put(value, name);
        if (batchSource == null
                && value.shape().rank() > 0
                && Sizes.isDynamic(value.shape().dim(0))) {
            batchSource = name;
        }
    }

    /** Makes {@code value} an output of the graph. */
    void output(Value value, String wanted) {
        String name = unique(wanted);
        nodes.add(new OnnxNode("Identity", List.of(name(value)), List.of(name), List.of()));
        outputs.add(valueInfo(name, value.spec()));
        outputNames.add(name);
    }

    /** The name of a tensor of the trace; its variables and constants become initializers. */
    String name(Value value) {
        return names.computeIfAbsent(value, each -> initializer(wantedName(each), elements(each)));
    }

    /** Gives the name {@code name}, of an output of a node, to {@code value}. */
    void bind(Value value, String name) {
        Sizes.check(value.shape());
        names.put(value, name);
    }

    /** Names of what is neither an input nor an output have a slash, which layers have not. */
    private static String wantedName(Value value) {
        return value.variable() == null ? CONSTANT : value.variable().path();
    }

    /** The elements of a variable or constant; null for another value. */
    private static INDArray elements(Value value) {
        return value.variable() == null ? value.constant() : value.variable().array();
    }

    private String initializer(String wanted, INDArray array) {
        if (Sizes.dynamic(Shape.of(array.shape())) > 0) {
            return range(array);
        }
        String name = unique(wanted);
        initializers.put(name, RowMajor.of(array));
        return name;
    }

    /** Integers at equal distances, as many as depend on the batch, which number its samples. */
    private String range(INDArray array) {
        DType dtype = DType.of(array.dataType());
        if (array.rank() != 1 || !dtype.isInteger()) {
            throw madeForOneBatch(array);
        }
        long[] numbers = array.toLongVector();
        long step = numbers[1] - numbers[0];
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] - numbers[i - 1] != step) {
                throw madeForOneBatch(array);
            }
        }
        Attribute as = Attribute.of("to", ElementTypes.number(dtype));
        String count = add("Squeeze", List.of(batches(Sizes.batches(numbers.length))));
        String counted = add("Mul", List.of(add("Cast", List.of(count), as), scalar(step, dtype)));
        String stop = add("Add", List.of(counted, scalar(numbers[0], dtype)));
        return add("Range", List.of(scalar(numbers[0], dtype), stop, scalar(step, dtype)));
    }

    private static IllegalArgumentException madeForOneBatch(INDArray array) {
        return new IllegalArgumentException(
                "a constant of shape " + Shape.of(array.shape()) + " was made for one size of batches");
    }

    /** A single number. */
    String scalar(double value, DType dtype) {
        return constants.computeIfAbsent(
                List.of(value, dtype), key -> initializer(CONSTANT, Nd4j.scalar(dtype.nd4j(), value)));
    }

    /** A vector of int64, such as axes or sizes. */
    String longs(List<? extends Number> values) {
        List<Object> key = List.copyOf(values.stream().map(Number::longValue).toList());
        return constants.computeIfAbsent(key, k -> {
            long[] numbers = values.stream().mapToLong(Number::longValue).toArray();
            return initializer(CONSTANT, Nd4j.createFromArray(numbers));
        });
    }

    /** The sizes {@code shape} as a vector, computed where they depend on the batch. */
    String sizes(Shape shape) {
        if (Sizes.dynamic(shape) == 0) {
            return longs(LongList.of(shape.dims()));
        }
        List<String> parts = new ArrayList<>();
        for (long size : shape.dims()) {
            parts.add(Sizes.isDynamic(size) ? batches(Sizes.batches(size)) : longs(List.of(size)));
        }
        return parts.size() == 1 ? parts.get(0) : add("Concat", parts, Attribute.of("axis", 0));
    }

    private String batches(long count) {
        if (batch == null) {
            batch = add("Shape", List.of(batchSource), Attribute.of("start", 0), Attribute.of("end", 1));
        }
        return count == 1 ? batch : add("Mul", List.of(batch, longs(List.of(count))));
    }

    // ---- Nodes

    /** Adds a node with one output; returns its name. An input may be "", which is none. */
    String add(String type, List<String> inputNames, Attribute... attributes) {
        return addAll(type, 1, inputNames, attributes).get(0);
    }

    /** Adds a node; returns the names of its outputs. */
    List<String> addAll(String type, int outputCount, List<String> inputNames, Attribute... attributes) {
        List<String> results = IntStream.range(0, outputCount)
                .mapToObj(i -> unique("/" + type))
                .toList();
        nodes.add(new OnnxNode(type, inputNames, results, List.of(attributes)));
        return results;
    }

    /** The tensor with its axes in another order; nothing, or one node, for transposes of transposes. */
    String transpose(String name, List<Integer> axes) {
        Transposed before = transposed.get(name);
        String origin = before == null ? name : before.origin;
        List<Integer> composed =
                before == null ? axes : axes.stream().map(before.axes::get).toList();
        if (IntStream.range(0, composed.size()).allMatch(i -> composed.get(i) == i)) {
            return origin;
        }
        String result = add("Transpose", List.of(origin), Attribute.of("perm", composed));
        transposed.put(result, new Transposed(origin, composed));
        return result;
    }

    /** {@code value} with its axes in another order: weights are written so, other tensors transposed when the graph runs. */
    String transposedWeight(Value value, List<Integer> axes) {
        INDArray elements = elements(value);
        if (elements == null) {
            return transpose(name(value), axes);
        }
        int[] order = axes.stream().mapToInt(i -> i).toArray();
        return initializer(wantedName(value), elements.permute(order));
    }

    // ---- The file

    /** As ONNX's {@code GraphProto}, without what no output needs. */
    Message toMessage(String name) {
        Set<String> needed = new HashSet<>(outputNames);
        List<OnnxNode> used = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            OnnxNode node = nodes.get(i);
            if (!Collections.disjoint(node.outputs, needed)) {
                needed.addAll(node.inputs);
                used.add(node);
            }
        }
        Collections.reverse(used);
        Message graph = new Message();
        used.forEach(node -> graph.message(1, node(node)));
        graph.text(2, name);
        initializers.forEach((each, array) -> {
            if (needed.contains(each)) {
                graph.message(5, tensor(each, array));
            }
        });
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        return graph;
    }

    private static Message node(OnnxNode node) {
        Message message = new Message();
        node.inputs.forEach(input -> message.text(1, input));
        node.outputs.forEach(output -> message.text(2, output));
        message.text(3, node.outputs.get(0)).text(4, node.type);
        node.attributes.forEach(attribute -> message.message(5, attribute.message()));
        return message;
    }

    private static Message tensor(String name, INDArray array) {
        Message tensor = new Message();
        for (long size : array.shape()) {
            tensor.number(1, size);
        }
        return tensor.number(2, ElementTypes.number(DType.of(array.dataType())))
                .text(8, name)
                .elements(9, array);
    }

    private static Message valueInfo(String name, TensorSpec spec) {
        Message shape = new Message();
        for (long size : spec.shape().dims()) {
            shape.message(1, dimension(size));
        }
        Message type =
                new Message().number(1, ElementTypes.number(spec.dtype())).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, type));
    }

    /** A size by its number; that of the batch by its name; one that follows from it not at all. */
    private static Message dimension(long size) {
        if (!Sizes.isDynamic(size)) {
            return new Message().number(1, size);
        }
        return Sizes.batches(size) == 1 ? new Message().text(2, "batch") : new Message();
    }
}
