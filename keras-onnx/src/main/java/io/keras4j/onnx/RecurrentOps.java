package io.keras4j.onnx;

import io.keras4j.onnx.Translator.Call;
import io.keras4j.ops.Op;
import io.keras4j.ops.nn.Gru;
import io.keras4j.ops.nn.Lstm;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How LSTM and GRU are said in ONNX, where steps come before samples, every tensor has an axis of directions, weights have the gates along
 * their first axis, and there are biases of the input and of the state.
 */
final class RecurrentOps {
    /** ONNX's order of i, f, g, o: i, o, f, g. */
    private static final List<Integer> LSTM_GATES = List.of(0, 3, 1, 2);

    private static final List<Integer> GRU_GATES = List.of(0, 1, 2);
    private static final List<Integer> SWAPPED = List.of(1, 0);
    private static final List<Integer> STEPS_FIRST = List.of(1, 0, 2);

    private RecurrentOps() {}

    static void addTo(Translators translators) {
        translators.putAll(Lstm.class, RecurrentOps::lstm);
        translators.putAll(Gru.class, RecurrentOps::gru);
    }

    private static List<String> lstm(Call<Lstm> call) {
        List<String> bias = new ArrayList<>(parts(call, call.input(3), 4, 0, LSTM_GATES));
        bias.addAll(Collections.nCopies(4, zeros(call)));
        return recurrent(call, "LSTM", LSTM_GATES, bias, 2);
    }

    /** The biases of the update and the reset gate belong to the input, those of the candidate one to each. */
    private static List<String> gru(Call<Gru> call) {
        List<String> bias = new ArrayList<>(parts(call, call.input(3), 4, 0, List.of(0, 1, 2, 3)));
        bias.addAll(3, Collections.nCopies(2, zeros(call)));
        return recurrent(call, "GRU", GRU_GATES, bias, 1, Attribute.of("linear_before_reset", 1));
    }

    private static List<String> recurrent(
            Call<?> call, String type, List<Integer> gates, List<String> bias, int states, Attribute... more) {
        OnnxGraph graph = call.graph();
        List<String> inputs = new ArrayList<>();
        inputs.add(graph.transpose(call.input(0), STEPS_FIRST));
        inputs.add(weights(call, 1, gates));
        inputs.add(weights(call, 2, gates));
        inputs.add(unsqueezed(call, graph.add("Concat", bias, Attribute.of("axis", 0)), 0));
        inputs.add("");
        for (int state = 0; state < states; state++) {
            inputs.add(unsqueezed(call, call.input(4 + state), 0));
        }
        List<Attribute> attributes = new ArrayList<>(List.of(more));
        attributes.add(Attribute.of("hidden_size", units(call)));
        List<String> outputs = graph.addAll(type, 1 + states, inputs, attributes.toArray(Attribute[]::new));
        List<String> results = new ArrayList<>();
        results.add(graph.transpose(squeezed(call, outputs.get(0), 1), STEPS_FIRST));
        outputs.subList(1, outputs.size()).forEach(state -> results.add(squeezed(call, state, 0)));
        return results;
    }

    private static String weights(Call<?> call, int input, List<Integer> gates) {
        List<String> parts = parts(call, call.input(input), gates.size(), 1, gates);
        String ordered = call.graph().add("Concat", parts, Attribute.of("axis", 1));
        return unsqueezed(call, call.graph().transpose(ordered, SWAPPED), 0);
    }

    /** {@code name} in equal parts along an axis, in another order. */
    private static List<String> parts(Call<?> call, String name, int count, int axis, List<Integer> order) {
        List<String> parts = call.graph()
                .addAll("Split", count, List.of(name), Attribute.of("axis", axis), Attribute.of("num_outputs", count));
        return order.stream().map(parts::get).toList();
    }

    private static long units(Call<? extends Op> call) {
        return call.spec(2).shape().dim(0);
    }

    private static String zeros(Call<?> call) {
        String zero = call.graph().scalar(0, call.spec(3).dtype());
        return call.graph().add("Expand", List.of(zero, call.graph().sizes(Shape.of(units(call)))));
    }

    private static String unsqueezed(Call<?> call, String name, int axis) {
        return call.graph().add("Unsqueeze", List.of(name, call.graph().longs(List.of(axis))));
    }

    private static String squeezed(Call<?> call, String name, int axis) {
        return call.graph().add("Squeeze", List.of(name, call.graph().longs(List.of(axis))));
    }
}
