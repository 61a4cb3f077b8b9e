package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.quantizers.AbsMaxQuantizer;
import io.keras4j.quantizers.Quantizer;
import io.keras4j.quantizers.Quantizer.Quantized;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/** A weight as whole numbers of 8 bits, divided by a scale for each of its outputs. */
final class Int8Weight implements QuantizedWeight {
    private final WeightedLayer<?> layer;
    private final ScaleLayout layout;
    private final Quantizer quantizer;
    private final Variable values;
    private final Variable scale;

    /**
     * Makes the variables in {@code layer}.
     *
     * @param quantizer null for the one with the axes of the layout
     */
    Int8Weight(WeightedLayer<?> layer, String name, Shape shape, ScaleLayout layout, Quantizer quantizer) {
        this.layer = layer;
        this.layout = layout;
        this.quantizer = quantizer;
        values = layer.addFixed(name, shape, DType.INT8, "zeros");
        scale = layer.addFixed(name + "_scale", layout.shape(), null, "ones");
    }

    @Override
    public List<Variable> variables() {
        return List.of(values, scale);
    }

    @Override
    public List<Tensor> quantize(Tensor weight) {
        Quantized made =
                quantizer == null ? new AbsMaxQuantizer().quantize(weight, layout.axes()) : quantizer.quantize(weight);
        return List.of(made.values(), layout.toKept().apply(made.scale()));
    }

    @Override
    public Tensor weight() {
        return Ops.divide(computed(values.value()), layout.toWeight().apply(layer.computeValue(scale)));
    }

    @Override
    public Tensor rows(Tensor positions) {
        Tensor scales = Ops.expandDims(Ops.take(layer.computeValue(scale), positions, 0), -1);
        return Ops.divide(computed(Ops.take(values.value(), positions, 0)), scales);
    }

    private Tensor computed(Tensor x) {
        return Ops.cast(x, layer.dtypePolicy().compute());
    }
}
