package io.keras4j.models;

import io.keras4j.config.Codecs;
import io.keras4j.engine.BuildConfig;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.InputLayer;
import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.engine.OpLayer;
import io.keras4j.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of a functional model in the form of Keras's files: layers with the calls ("inbound nodes") that connect them. */
final class FunctionalConfig {
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    /** How often layers that other models have too were called there. */
    private final Map<Layer, Integer> earlierCalls = new HashMap<>();
    /** The layer whose call the last tensor that did not exist was to come from. */
    private Layer awaited;

    private final Object inputs;
    private final Object outputs;

    /** Makes the layers that {@code config} describes and connects them again. */
    FunctionalConfig(Map<String, Object> config) {
        Map<Layer, Deque<Map<String, Object>>> pending = new LinkedHashMap<>();
        for (Object element : Codecs.list(Codecs.plain()).decode(config.get("layers"))) {
            Map<String, Object> envelope = new LinkedHashMap<>(Codecs.map().decode(element));
            String name = Codecs.string().decode(envelope.remove("name"));
            List<Object> nodes = Codecs.list(Codecs.plain()).decode(envelope.remove("inbound_nodes"));
            Layer layer = layer(name, envelope, nodes);
            layers.put(name, layer);
            earlierCalls.put(layer, layer.calls().size());
            if (layer instanceof InputLayer) {
                ((InputLayer) layer).tensor();
            }
            Deque<Map<String, Object>> calls = pending.computeIfAbsent(layer, each -> new ArrayDeque<>());
            nodes.forEach(node -> calls.add(Codecs.map().decode(node)));
        }
        connect(pending);
        inputs = config.get("input_layers");
        outputs = config.get("output_layers");
    }

    private static Layer layer(String name, Map<String, Object> envelope, List<Object> nodes) {
        if (!OpLayer.isOperation(envelope)) {
            return Layer.KIND.get(envelope);
        }
        if (nodes.size() != 1) {
            throw Codecs.unexpected("one call of an operation", nodes.size());
        }
        return OpLayer.of(name, envelope, Codecs.map().decode(nodes.get(0)));
    }

    /** Makes the calls of each layer in order, where need be after those that give their inputs. */
    private void connect(Map<Layer, Deque<Map<String, Object>>> pending) {
        Map<Layer, List<Layer>> waiting = new HashMap<>();
        Deque<Layer> ready = new ArrayDeque<>(pending.keySet());
        for (Layer layer = ready.poll(); layer != null; layer = ready.poll()) {
            Deque<Map<String, Object>> calls = pending.get(layer);
            int before = calls.size();
            while (!calls.isEmpty() && call(layer, calls.peek())) {
                calls.poll();
            }
            if (calls.size() < before) {
                ready.addAll(waiting.getOrDefault(layer, List.of()));
                waiting.remove(layer);
            }
            if (!calls.isEmpty()) {
                waiting.computeIfAbsent(awaited, each -> new ArrayList<>()).add(layer);
            }
        }
        pending.values().removeIf(Deque::isEmpty);
        if (!pending.isEmpty()) {
            throw new IllegalArgumentException(
                    "The configuration of the model has calls of layers whose inputs do not exist: "
                            + pending.keySet().stream().map(Layer::name).toList());
        }
    }

    private boolean call(Layer layer, Map<String, Object> node) {
        boolean isOp = layer instanceof OpLayer;
        List<Tensor> operands = new ArrayList<>();
        if (!collect(isOp ? OpLayer.tensorsIn(node.get("args")) : node.get("args"), operands)) {
            return false;
        }
        Map<String, Object> keywords = Codecs.map().decode(node.get("kwargs"));
        for (String name : layer.inputNames()) {
            if (!collect(keywords.remove(name), operands)) {
                return false;
            }
        }
        CallArguments arguments = new CallArguments();
        if (!isOp && !collectNamed(keywords, arguments)) {
            return false;
        }
        layer.applyAll(operands, arguments);
        return true;
    }

    /** Adds the named arguments in {@code keywords}; false when a tensor does not exist yet. */
    private boolean collectNamed(Map<String, Object> keywords, CallArguments arguments) {
        for (Map.Entry<String, Object> entry : keywords.entrySet()) {
            if (entry.getKey().equals("training")) {
                // Keras writes false where nothing was given, and takes what the model is called with over it
                arguments.training(Boolean.TRUE.equals(entry.getValue()) ? true : null);
            } else if (!isEmpty(entry.getValue()) && !isListOfMasks(entry)) {
                Object value = revive(entry.getValue());
                if (value == null) {
                    return false;
                }
                arguments.with(entry.getKey(), value);
            }
        }
        return true;
    }

    /** Whether this is the masks of several inputs, which come with these. */
    private static boolean isListOfMasks(Map.Entry<String, Object> argument) {
        return argument.getKey().equals("mask") && argument.getValue() instanceof List;
    }

    /** Null, or a list of nothing but that: what Keras writes for masks that are not there. */
    private static boolean isEmpty(Object value) {
        return value == null
                || value instanceof List && ((List<?>) value).stream().allMatch(FunctionalConfig::isEmpty);
    }

    /** Adds the tensors in {@code value}, which may be null for none; false when one does not exist yet. */
    private boolean collect(Object value, List<Tensor> tensors) {
        if (value == null) {
            return true;
        }
        if (value instanceof List) {
            return ((List<?>) value).stream().allMatch(each -> collect(each, tensors));
        }
        Object tensor = revive(value);
        if (!(tensor instanceof Tensor)) {
            if (tensor != null) {
                throw Codecs.unexpected("a tensor as an argument of a layer", value);
            }
            return false;
        }
        tensors.add((Tensor) tensor);
        return true;
    }

    /** The tensor that {@code value} describes, null when it does not exist yet; lists of such; other data as it is. */
    private Object revive(Object value) {
        if (value instanceof List) {
            List<Object> revived = new ArrayList<>();
            for (Object each : (List<?>) value) {
                Object one = revive(each);
                if (one == null && each != null) {
                    return null;
                }
                revived.add(one);
            }
            return revived;
        }
        if (value instanceof Map && "__keras_tensor__".equals(((Map<?, ?>) value).get("class_name"))) {
            Map<String, Object> tensor = Codecs.map().decode(((Map<?, ?>) value).get("config"));
            return tensor(Codecs.list(Codecs.plain()).decode(tensor.get("keras_history")), 0);
        }
        return value;
    }

    private KerasTensor tensor(List<Object> history, int offset) {
        Layer layer = layers.get((String) history.get(0));
        if (layer == null) {
            throw new IllegalArgumentException(
                    "The configuration of the model has no layer \"" + history.get(0) + "\"");
        }
        int node = earlierCalls.get(layer) + Codecs.integer().decode(history.get(1)) - offset;
        int index = Codecs.integer().decode(history.get(2));
        if (node >= layer.calls().size()) {
            awaited = layer;
            return null;
        }
        return layer.calls().get(node).outputs().get(index);
    }

    List<Tensor> inputs() {
        return ends(inputs);
    }

    List<Tensor> outputs() {
        return ends(outputs);
    }

    boolean listsInputs() {
        return !isEnd(inputs);
    }

    boolean listsOutputs() {
        return !isEnd(outputs);
    }

    /** The tensors of {@code ["dense", 0, 0]}, of a list of such, or of a map from names, which Keras sorts. */
    private List<Tensor> ends(Object value) {
        if (value instanceof Map) {
            List<Tensor> tensors = new ArrayList<>();
            new TreeMap<>(Codecs.map().decode(value)).values().forEach(end -> tensors.addAll(ends(end)));
            return tensors;
        }
        List<Object> list = Codecs.list(Codecs.plain()).decode(value);
        if (isEnd(list)) {
            return List.of(tensor(list, builtInNodes(layers.get((String) list.get(0)))));
        }
        List<Tensor> tensors = new ArrayList<>();
        list.forEach(end -> tensors.addAll(ends(end)));
        return tensors;
    }

    private static boolean isEnd(Object value) {
        return value instanceof List && ((List<?>) value).get(0) instanceof String;
    }

    /** Keras counts the calls of a functional model from 1 where it names inputs and outputs of the model around it. */
    private static int builtInNodes(Layer layer) {
        return layer instanceof Model && layer.typeName().equals("Functional") ? 1 : 0;
    }

    /** The entries {@code layers}, {@code input_layers} and {@code output_layers}. */
    static Map<String, Object> encode(FunctionalGraph graph, boolean listsInputs, boolean listsOutputs) {
        List<Object> layers = new ArrayList<>();
        for (Layer layer : graph.operations()) {
            Map<String, Object> envelope = new LinkedHashMap<>(
                    layer instanceof OpLayer ? ((OpLayer) layer).envelope() : Layer.KIND.envelope(layer));
            envelope.put("name", layer.name());
            envelope.put(
                    "inbound_nodes",
                    graph.callsOf(layer).stream()
                            .filter(call -> !call.inputs().isEmpty())
                            .map(call -> node(graph, call))
                            .toList());
            layers.add(envelope);
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("layers", layers);
        config.put("input_layers", ends(graph, graph.inputs(), listsInputs));
        config.put("output_layers", ends(graph, graph.outputs(), listsOutputs));
        return config;
    }

    private static Object ends(FunctionalGraph graph, List<KerasTensor> tensors, boolean asList) {
        List<Object> ends = new ArrayList<>();
        for (KerasTensor tensor : tensors) {
            Layer layer = tensor.call().layer();
            int node = graph.callsOf(layer).indexOf(tensor.call());
            ends.add(List.of(layer.name(), node + builtInNodes(layer), tensor.index()));
        }
        return asList ? ends : ends.get(0);
    }

    private static Map<String, Object> node(FunctionalGraph graph, LayerCall call) {
        List<Object> operands = new ArrayList<>(
                call.inputs().stream().map(tensor -> tensor(graph, tensor)).toList());
        Map<String, Object> keywords = new LinkedHashMap<>();
        if (call.arguments().training() != null) {
            keywords.put("training", call.arguments().training());
        }
        call.arguments().named().forEach((name, value) -> keywords.put(name, encode(graph, value)));
        if (call.layer() instanceof OpLayer) {
            keywords.putAll(((OpLayer) call.layer()).keywords());
        }
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("args", arguments(call.layer(), operands));
        node.put("kwargs", keywords);
        return node;
    }

    private static List<Object> arguments(Layer layer, List<Object> operands) {
        if (layer instanceof OpLayer) {
            return ((OpLayer) layer).argumentsWith(operands);
        }
        boolean oneByOne = operands.size() == 1 || !layer.inputNames().isEmpty();
        return oneByOne ? operands : List.of(operands);
    }

    private static Object encode(FunctionalGraph graph, Object value) {
        if (value instanceof List) {
            return ((List<?>) value).stream().map(each -> encode(graph, each)).toList();
        }
        return value instanceof KerasTensor ? tensor(graph, (KerasTensor) value) : value;
    }

    private static Map<String, Object> tensor(FunctionalGraph graph, KerasTensor tensor) {
        Layer layer = tensor.call().layer();
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("shape", BuildConfig.encode(tensor.shape()));
        config.put("dtype", tensor.dtype().toString());
        config.put("keras_history", List.of(layer.name(), graph.callsOf(layer).indexOf(tensor.call()), tensor.index()));
        Map<String, Object> encoded = new LinkedHashMap<>();
        encoded.put("class_name", "__keras_tensor__");
        encoded.put("config", config);
        return encoded;
    }
}
