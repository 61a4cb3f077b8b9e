package io.keras4j.onnx;

import io.keras4j.graph.Node;
import io.keras4j.ops.Op;
import io.keras4j.tensor.TensorSpec;
import java.util.List;
import java.util.stream.Stream;

/** Says one op in nodes of ONNX. */
@FunctionalInterface
interface Translator<O extends Op> {
    /** Adds nodes to the graph of {@code call}; returns the names of the outputs. */
    List<String> translate(Call<O> call);

    /**
     * An op on tensors.
     *
     * @param inputs their names
     */
    record Call<O extends Op>(O op, Node node, List<String> inputs, OnnxGraph graph) {
        String input(int i) {
            return inputs.get(i);
        }

        TensorSpec spec(int i) {
            return node.input(i).spec();
        }

        /** Adds a node with one output that has the inputs of the op, with {@code more} inputs and attributes. */
        String add(String type, List<String> more, Attribute... attributes) {
            return graph.add(type, Stream.concat(inputs.stream(), more.stream()).toList(), attributes);
        }

        /** Adds a node with one output that has the inputs of the op. */
        String add(String type, Attribute... attributes) {
            return graph.add(type, inputs, attributes);
        }
    }
}
