package io.keras4j.backend.loops;

import io.keras4j.graph.Graph;
import io.keras4j.graph.Node;
import io.keras4j.graph.Value;
import io.keras4j.ops.Ops;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.nn.BatchNormalize;
import io.keras4j.ops.nn.BatchNormalizeGradient;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes batch normalisation in elementwise ops and sums, so that it becomes two passes over memory each way, fused with what comes
 * before and after it.
 */
final class BatchNormalizeDecomposition {
    private BatchNormalizeDecomposition() {}

    static void apply(Graph graph) {
        Map<Value, Value> replacements = new HashMap<>();
        for (Node node : List.copyOf(graph.nodes())) {
            if (node.output().dtype() != DType.FLOAT32) {
                continue;
            }
            List<Tensor> outputs = null;
            if (node.op() instanceof BatchNormalize) {
                outputs = forward(((BatchNormalize) node.op()).epsilon(), node.inputs());
            } else if (node.op() instanceof BatchNormalizeGradient) {
                outputs = backward(((BatchNormalizeGradient) node.op()).epsilon(), node.inputs());
            }
            if (outputs != null) {
                for (int i = 0; i < outputs.size(); i++) {
                    replacements.put(node.outputs().get(i), (Value) outputs.get(i));
                }
            }
        }
        if (!replacements.isEmpty()) {
            graph.rewrite(new ArrayList<>(graph.nodes()), replacements);
        }
    }

    private static List<Integer> leading(Tensor x) {
        return IntStream.range(0, x.rank() - 1).boxed().toList();
    }

    /** Sums of x and x² in one pass, exact enough because both are taken relative to the first element of each channel. */
    private static List<Tensor> forward(double epsilon, List<Value> inputs) {
        Tensor x = inputs.get(0);
        Tensor shift = first(x);
        Tensor shifted = Ops.subtract(x, shift);
        Tensor meanShifted = Ops.mean(shifted, leading(x), false);
        Tensor meanSquare = Ops.mean(Ops.square(shifted), leading(x), false);
        Tensor mean = Ops.add(shift, meanShifted);
        Tensor variance = Ops.maximum(Ops.subtract(meanSquare, Ops.square(meanShifted)), 0);
        Tensor scale = Ops.multiply(inputs.get(1), Ops.rsqrt(Ops.add(variance, epsilon)));
        Tensor offset = Ops.subtract(inputs.get(2), Ops.multiply(mean, scale));
        return List.of(Ops.add(Ops.multiply(x, scale), offset), mean, variance);
    }

    private static Tensor first(Tensor x) {
        List<Long> stop = new ArrayList<>(Collections.nCopies(x.rank() - 1, 1L));
        stop.add(Slice.END);
        Tensor row = Ops.slice(x, Collections.nCopies(x.rank(), 0L), stop, Collections.nCopies(x.rank(), 1L));
        return Ops.reshape(row, x.shape().dim(-1));
    }

    /** dx as a·dy + b·x + c with one a, b and c for each channel. */
    private static List<Tensor> backward(double epsilon, List<Value> inputs) {
        Tensor x = inputs.get(0);
        Tensor gamma = inputs.get(1);
        Tensor mean = inputs.get(2);
        Tensor dy = inputs.get(4);
        double count = (double) x.shape().size() / x.shape().dim(-1);
        Tensor inverse = Ops.rsqrt(Ops.add(inputs.get(3), epsilon));
        Tensor dBeta = Ops.sum(dy, leading(x), false);
        Tensor dGamma = Ops.multiply(Ops.sum(Ops.multiply(dy, Ops.subtract(x, mean)), leading(x), false), inverse);
        Tensor a = Ops.multiply(gamma, inverse);
        Tensor b = Ops.negative(Ops.multiply(Ops.multiply(a, inverse), Ops.divide(dGamma, count)));
        Tensor c = Ops.negative(Ops.add(Ops.multiply(a, Ops.divide(dBeta, count)), Ops.multiply(b, mean)));
        Tensor dx = Ops.add(Ops.add(Ops.multiply(dy, a), Ops.multiply(x, b)), c);
        return List.of(dx, dGamma, dBeta);
    }
}
