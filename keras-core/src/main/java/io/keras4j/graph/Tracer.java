package io.keras4j.graph;

import io.keras4j.autodiff.Gradients;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Builds a {@link Graph} of what is computed while it is the current executor. Equal ops on the same inputs become one node. */
public final class Tracer implements Executor {
    private record Call(Op op, List<Value> inputs) {}

    private final Graph graph = new Graph(this);
    private final Map<Variable, Value> current = new HashMap<>();
    private final Map<Call, Node> calls = new HashMap<>();
    private final Map<INDArray, Value> constants = new IdentityHashMap<>();
    private final Map<String, Value> scalars = new HashMap<>();

    private Tracer() {}

    /** The graph of {@code body} for inputs of these specs, all of whose sizes must be known. */
    public static Graph trace(List<TensorSpec> inputs, Function<List<Tensor>, List<Tensor>> body) {
        Tracer tracer = new Tracer();
        List<Tensor> values = new ArrayList<>();
        inputs.forEach(spec -> values.add(tracer.graph.addInput(spec)));
        List<Tensor> outputs = Executor.within(tracer, () -> body.apply(values));
        outputs.forEach(output -> tracer.graph.outputs().add(tracer.own(output)));
        tracer.graph.dropUnused();
        return tracer.graph;
    }

    @Override
    public List<Tensor> execute(Op op, List<Tensor> inputs) {
        List<Value> values = inputs.stream().map(this::own).toList();
        Call call = new Call(op, values);
        Node node = op.isStateful() ? null : calls.get(call);
        if (node == null) {
            node = graph.addNode(op, values);
            if (node.outputs().stream().anyMatch(output -> output.dtype() == DType.STRING)) {
                throw new IllegalStateException(op.name()
                        + ": a model cannot give strings; let it give numbers, and apply the layer that makes strings of"
                        + " them to what predict returns");
            }
            calls.put(call, node);
        }
        return List.copyOf(node.outputs());
    }

    @Override
    public Tensor constant(INDArray array) {
        if (array.length() == 1 && array.rank() == 0) {
            String number = array.isZ() ? Long.toString(array.getLong(0)) : Double.toString(array.getDouble(0));
            return scalars.computeIfAbsent(array.dataType() + " " + number, key -> Value.constant(this, array));
        }
        return constants.computeIfAbsent(array, key -> Value.constant(this, array));
    }

    @Override
    public Tensor read(Variable variable) {
        return current.computeIfAbsent(variable, v -> Value.read(this, v));
    }

    @Override
    public void assign(Variable variable, Tensor value) {
        Value own = own(value);
        if (own.dtype() != variable.dtype()) {
            throw new IllegalArgumentException(
                    "Variable " + variable.path() + " is " + variable.dtype() + ", got a value of " + own.dtype());
        }
        current.put(variable, own);
        graph.assignments().put(variable, own);
    }

    /** The gradients of {@code target} with respect to {@code sources}, computed by further nodes; null where there is none. */
    public static List<Tensor> gradients(Tensor target, List<Tensor> sources) {
        return target.executor().gradientsOf(target, sources);
    }

    @Override
    public List<Tensor> gradientsOf(Tensor target, List<Tensor> sources) {
        return Gradients.of(List.copyOf(graph.nodes()), target, sources);
    }

    private Value own(Tensor tensor) {
        if (tensor instanceof Value && tensor.executor() == this) {
            return (Value) tensor;
        }
        return (Value) constant(tensor.value());
    }
}
