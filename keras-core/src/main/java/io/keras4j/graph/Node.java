package io.keras4j.graph;

import io.keras4j.ops.Application;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Op;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** An op in a {@link Graph}. */
public final class Node implements Application {
    private final Op op;
    private final List<Value> inputs;
    private final List<Value> outputs = new ArrayList<>();

    Node(Executor tracer, Op op, List<Value> inputs, List<TensorSpec> specs) {
        this.op = op;
        this.inputs = new ArrayList<>(inputs);
        for (TensorSpec spec : specs) {
            outputs.add(Value.output(tracer, spec, this));
        }
    }

    @Override
    public Op op() {
        return op;
    }

    @Override
    public List<Value> inputs() {
        return inputs;
    }

    @Override
    public List<Value> outputs() {
        return outputs;
    }

    public Value input(int i) {
        return inputs.get(i);
    }

    public Value output() {
        return outputs.get(0);
    }

    @Override
    public String toString() {
        return op + " " + inputs.stream().map(Value::spec).toList() + " -> "
                + outputs.stream().map(Value::spec).toList();
    }
}
