package io.keras4j.graph;

import io.keras4j.ops.Executor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A tensor of a {@link Graph}: an output of a node, an input of the graph, the value that a variable has before the step, or a constant. */
public final class Value extends Tensor {
    private final Executor tracer;
    private final Node producer;
    private final Variable variable;
    private final INDArray constant;

    private Value(Executor tracer, TensorSpec spec, Node producer, Variable variable, INDArray constant) {
        super(spec);
        this.tracer = tracer;
        this.producer = producer;
        this.variable = variable;
        this.constant = constant;
    }

    static Value input(Executor tracer, TensorSpec spec) {
        return new Value(tracer, spec, null, null, null);
    }

    static Value read(Executor tracer, Variable variable) {
        return new Value(tracer, variable.spec(), null, variable, null);
    }

    static Value constant(Executor tracer, INDArray array) {
        return new Value(tracer, Tensor.of(array).spec(), null, null, array);
    }

    static Value output(Executor tracer, TensorSpec spec, Node producer) {
        return new Value(tracer, spec, producer, null, null);
    }

    /** The node whose output this is, or null. */
    public Node producer() {
        return producer;
    }

    /** The variable that this reads, or null. */
    public Variable variable() {
        return variable;
    }

    /** The elements of a constant, or null. */
    public INDArray constant() {
        return constant;
    }

    @Override
    public Executor executor() {
        return tracer;
    }
}
