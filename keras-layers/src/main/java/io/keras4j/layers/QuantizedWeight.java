package io.keras4j.layers;

import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A weight as whole numbers of few bits with scales. */
interface QuantizedWeight {
    /** All variables, in the order of Keras's files; the first holds the whole numbers. */
    List<Variable> variables();

    /** The values of {@link #variables()} for a weight. */
    List<Tensor> quantize(Tensor weight);

    /** Within a call: the weight that the variables stand for. */
    Tensor weight();

    /** Within a call: the rows at these positions of a weight whose rows have scales of their own. */
    Tensor rows(Tensor positions);

    /** Takes the values of a weight. */
    default void set(Tensor weight) {
        List<Tensor> values = quantize(weight);
        IntStream.range(0, values.size())
                .forEach(i -> variables().get(i).set(values.get(i).value()));
    }

    /**
     * What files hold of a weight of this value.
     *
     * @param variable the weight, if {@code quantized} is null
     */
    static Map<Variable, INDArray> saved(Variable variable, QuantizedWeight quantized, Tensor weight) {
        List<Variable> variables = quantized == null ? List.of(variable) : quantized.variables();
        List<Tensor> values = quantized == null ? List.of(weight) : quantized.quantize(weight);
        Map<Variable, INDArray> saved = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            saved.put(
                    variables.get(i),
                    values.get(i)
                            .value()
                            .castTo(variables.get(i).dtype().nd4j())
                            .dup('c'));
        }
        return saved;
    }
}
