package io.keras4j.models;

import io.keras4j.engine.CallArguments;
import io.keras4j.engine.CallContext;
import io.keras4j.engine.Input;
import io.keras4j.engine.InputLayer;
import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.engine.OpLayer;
import io.keras4j.engine.SpecExecutor;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The calls of layers that lead from the inputs of a functional model to its outputs. Layers and calls are in Keras's order, which the
 * order of weights follows from: by depth, that is the longest way to an output, and within one depth as a depth-first walk back from the
 * outputs meets them.
 */
final class FunctionalGraph {
    private final List<KerasTensor> inputs;
    private final List<KerasTensor> outputs;
    private final List<List<LayerCall>> callsByDepth = new ArrayList<>();
    private final List<Layer> operations = new ArrayList<>();
    private final Set<LayerCall> members = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * The graph between these tensors; an input that is the output of a layer is replaced by an input layer of its own.
     *
     * @throws IllegalArgumentException when an output depends on anything but the inputs, or two layers have one name
     */
    FunctionalGraph(List<? extends Tensor> inputs, List<? extends Tensor> outputs) {
        List<KerasTensor> from = described("inputs", inputs);
        List<KerasTensor> to = described("outputs", outputs);
        if (from.stream().allMatch(FunctionalGraph::begins)) {
            this.inputs = from;
            this.outputs = to;
        } else {
            Map<KerasTensor, KerasTensor> copies = new IdentityHashMap<>();
            from.forEach(tensor -> copies.put(tensor, begins(tensor) ? tensor : inputLike(tensor)));
            for (LayerCall call : new Walk(from, to).calls) {
                if (!call.inputs().isEmpty()) {
                    copy(call, copies);
                }
            }
            this.inputs = from.stream().map(copies::get).toList();
            this.outputs = to.stream()
                    .map(tensor -> copies.getOrDefault(tensor, tensor))
                    .toList();
        }
        order(new Walk(this.inputs, this.outputs));
        checkConnected();
        checkNames();
    }

    private static List<KerasTensor> described(String argument, List<? extends Tensor> tensors) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException("The " + argument + " of a model must not be empty");
        }
        List<KerasTensor> described = new ArrayList<>();
        for (Tensor tensor : tensors) {
            if (!(tensor instanceof KerasTensor)) {
                throw new IllegalArgumentException(
                        "The " + argument + " of a model must be an Input or what layers made of one, got " + tensor);
            }
            described.add((KerasTensor) tensor);
        }
        return described;
    }

    private static boolean begins(KerasTensor tensor) {
        return tensor.call().inputs().isEmpty();
    }

    private static KerasTensor inputLike(KerasTensor tensor) {
        return Input.like(tensor.spec()).name(tensor.call().layer().name() + "_input");
    }

    private static void copy(LayerCall call, Map<KerasTensor, KerasTensor> copies) {
        if (call.tensors().stream().noneMatch(copies::containsKey)) {
            return;
        }
        LayerCall again = call.on(
                call.inputs().stream()
                        .map(tensor -> copies.getOrDefault(tensor, tensor))
                        .toList(),
                call.arguments().mapTensors(tensor -> {
                    Tensor copied = copies.get(tensor);
                    return copied == null ? tensor : copied;
                }));
        for (int i = 0; i < again.outputs().size(); i++) {
            copies.putIfAbsent(call.outputs().get(i), again.outputs().get(i));
        }
    }

    /** The calls that outputs depend on, each after those it depends on. */
    private static final class Walk {
        private final Set<KerasTensor> stops = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<LayerCall> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<LayerCall> calls = new ArrayList<>();
        private final Map<Layer, Integer> firstMet = new LinkedHashMap<>();

        Walk(List<KerasTensor> inputs, List<KerasTensor> outputs) {
            stops.addAll(inputs);
            outputs.forEach(this::visit);
        }

        private void visit(KerasTensor tensor) {
            LayerCall call = tensor.call();
            if (stops.contains(tensor) && !begins(tensor) || !seen.add(call)) {
                return;
            }
            firstMet.putIfAbsent(call.layer(), firstMet.size());
            call.tensors().forEach(this::visit);
            calls.add(call);
        }
    }

    private void order(Walk walk) {
        Map<LayerCall, Integer> callDepths = new LinkedHashMap<>();
        Map<Layer, Integer> layerDepths = new LinkedHashMap<>();
        Map<Layer, Integer> met = new LinkedHashMap<>(walk.firstMet);
        for (int i = walk.calls.size() - 1; i >= 0; i--) {
            LayerCall call = walk.calls.get(i);
            int depth = Math.max(callDepths.getOrDefault(call, 0), layerDepths.getOrDefault(call.layer(), 0));
            layerDepths.put(call.layer(), depth);
            callDepths.put(call, depth);
            for (KerasTensor tensor : call.tensors()) {
                if (walk.seen.contains(tensor.call())) {
                    callDepths.merge(tensor.call(), depth + 1, Math::max);
                }
            }
        }
        for (KerasTensor input : inputs) { // an input that no output needs
            if (layerDepths.putIfAbsent(input.call().layer(), 0) == null) {
                met.put(input.call().layer(), -1);
                callDepths.put(input.call(), 0);
            }
        }
        TreeMap<Integer, List<LayerCall>> calls = new TreeMap<>(Comparator.reverseOrder());
        callDepths.forEach((call, depth) ->
                calls.computeIfAbsent(depth, d -> new ArrayList<>()).add(call));
        callsByDepth.addAll(calls.values());
        members.addAll(callDepths.keySet());
        operations.addAll(layerDepths.keySet());
        operations.sort(
                Comparator.<Layer>comparingInt(layer -> -layerDepths.get(layer)).thenComparingInt(met::get));
    }

    private void checkConnected() {
        Set<KerasTensor> computable = Collections.newSetFromMap(new IdentityHashMap<>());
        computable.addAll(inputs);
        List<String> before = new ArrayList<>();
        for (LayerCall call : calls()) {
            for (KerasTensor tensor : call.tensors()) {
                check(computable, tensor, call.layer(), before);
            }
            if (!call.inputs().isEmpty()) {
                computable.addAll(call.outputs());
            } else if (!computable.containsAll(call.outputs())) {
                check(computable, call.outputs().get(0), call.layer(), before);
            }
            before.add(call.layer().name());
        }
        outputs.forEach(output -> check(computable, output, output.call().layer(), before));
    }

    private static void check(Set<KerasTensor> computable, KerasTensor tensor, Layer layer, List<String> before) {
        if (!computable.contains(tensor)) {
            throw new IllegalArgumentException("Graph disconnected: cannot compute " + tensor + " at layer \""
                    + layer.name() + "\" from the inputs of the model. Layers that were reached before: " + before);
        }
    }

    private void checkNames() {
        Set<String> names = new HashSet<>();
        for (Layer layer : operations) {
            if (!names.add(layer.name())) {
                throw new IllegalArgumentException("The name \"" + layer.name()
                        + "\" is used by several layers of the model; names must be unique: give one with name(...)");
            }
        }
    }

    /** Describes the same again with other layers, which {@code clone} gives for these; returns what each tensor is there. */
    Map<KerasTensor, KerasTensor> describeAgain(UnaryOperator<Layer> clone) {
        Map<Layer, Layer> clones = new IdentityHashMap<>();
        Map<KerasTensor, KerasTensor> copies = new IdentityHashMap<>();
        inputs.forEach(input ->
                copies.put(input, ((InputLayer) clone.apply(input.call().layer())).tensor()));
        for (LayerCall call : calls()) {
            if (!call.inputs().isEmpty()) {
                Layer layer = clones.computeIfAbsent(call.layer(), clone);
                List<KerasTensor> operands =
                        call.inputs().stream().map(copies::get).toList();
                CallArguments arguments = call.arguments().mapTensors(tensor -> {
                    Tensor copied = copies.get(tensor);
                    return copied == null ? tensor : copied;
                });
                List<Tensor> results = layer.applyAll(operands, arguments);
                for (int i = 0; i < results.size(); i++) {
                    copies.put(call.outputs().get(i), (KerasTensor) results.get(i));
                }
            }
        }
        return copies;
    }

    List<KerasTensor> inputs() {
        return inputs;
    }

    List<KerasTensor> outputs() {
        return outputs;
    }

    /** All that is applied, ops included. */
    List<Layer> operations() {
        return operations;
    }

    List<Layer> layers() {
        return operations.stream().filter(layer -> !(layer instanceof OpLayer)).toList();
    }

    List<List<LayerCall>> callsByDepth() {
        return callsByDepth;
    }

    /** The calls of {@code layer} that belong to this model, in order. */
    List<LayerCall> callsOf(Layer layer) {
        return layer.calls().stream().filter(members::contains).toList();
    }

    boolean has(LayerCall call) {
        return members.contains(call);
    }

    private List<LayerCall> calls() {
        return callsByDepth.stream().flatMap(List::stream).toList();
    }

    /**
     * Computes the outputs from other inputs. What these are like is found out once for inputs of a kind: models that apply models that apply
     * models twice would take forever otherwise.
     */
    List<Tensor> run(List<Tensor> given, String model, boolean training) {
        if (Executor.current() != SpecExecutor.INSTANCE) {
            return compute(given, model);
        }
        List<Object> key = new ArrayList<>(List.of(this, training));
        for (Tensor tensor : given) {
            key.add(tensor.spec());
            key.add(tensor.mask() == null ? null : tensor.mask().spec());
        }
        return CallContext.describedOnce(key, () -> compute(given, model));
    }

    private List<Tensor> compute(List<Tensor> given, String model) {
        Map<Tensor, Tensor> values = new IdentityHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(inputs.get(i), fit(given.get(i), inputs.get(i), model));
        }
        for (List<LayerCall> calls : callsByDepth) {
            for (LayerCall call : calls) {
                if (!call.inputs().isEmpty()) {
                    List<Tensor> operands = call.inputs().stream()
                            .map(tensor -> values.get((Tensor) tensor))
                            .toList();
                    CallArguments arguments =
                            call.arguments().mapTensors(tensor -> values.getOrDefault(tensor, tensor));
                    List<Tensor> results = call.layer().applyAll(operands, arguments);
                    for (int i = 0; i < results.size(); i++) {
                        values.put(call.outputs().get(i), results.get(i));
                    }
                }
            }
        }
        return outputs.stream().map(tensor -> values.get((Tensor) tensor)).toList();
    }

    /**
     * As Keras does: cast to the dtype of the input, a last axis of one element added or dropped where that makes it fit, and with a batch of
     * any size, which a layer may still refuse.
     */
    private static Tensor fit(Tensor given, KerasTensor input, String model) {
        if ((given.dtype() == DType.STRING) != (input.dtype() == DType.STRING)) {
            throw new IllegalArgumentException("Model \"" + model + "\": input \""
                    + input.call().layer().name() + "\" expects " + input.dtype() + ", got " + given.dtype());
        }
        Tensor adjusted = Ops.cast(given, input.dtype());
        Shape expected = input.shape();
        if (given.rank() == expected.rank() + 1 && given.shape().dim(-1) == 1) {
            adjusted = Ops.squeeze(adjusted, -1);
        } else if (given.rank() == expected.rank() - 1 && expected.dim(-1) == 1) {
            adjusted = Ops.expandDims(adjusted, -1);
        }
        boolean fits = expected.rank() == 0
                ? adjusted.rank() == 0
                : adjusted.rank() > 0
                        && adjusted.shape()
                                .matches(expected.with(0, adjusted.shape().dim(0)));
        if (!fits) {
            throw new IllegalArgumentException(unfit(model, input, given.spec()));
        }
        return given.mask() == null ? adjusted : adjusted.withMask(given.mask());
    }

    /** The message about an input of the wrong shape. */
    static String unfit(String model, KerasTensor input, TensorSpec given) {
        return "Model \"" + model + "\": input \"" + input.call().layer().name() + "\" expects shape " + input.shape()
                + ", got " + given.shape();
    }
}
