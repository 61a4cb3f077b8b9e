package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.quantizers.AbsMaxQuantizer;
import io.keras4j.quantizers.Quantizer;
import io.keras4j.quantizers.Quantizer.Quantized;
import io.keras4j.quantizers.Quantizers;
import io.keras4j.quantizers.Quantizers.Grouped;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix as whole numbers of 4 bits, two in a byte. Along one axis all share a scale, by which they are divided; or those of a block share
 * a scale and a zero point: (numbers - zero point) · scale.
 */
final class Int4Weight implements QuantizedWeight {
    private final WeightedLayer<?> layer;
    private final Layout layout;
    private final Shape shape;
    private final Quantizer quantizer;
    private final Variable values;
    private final Variable scale;
    private final Variable zero;
    private final Variable blocks;
    private final List<Variable> variables;

    /**
     * How a matrix is cut.
     *
     * @param rows its first size
     * @param columns its second size
     * @param axis along which numbers share a scale
     * @param packedAxis along which two numbers are a byte
     * @param blockSize how many numbers share a scale; -1 for all
     */
    record Layout(long rows, long columns, int axis, int packedAxis, int blockSize) {
        boolean hasBlocks() {
            return blockSize > 0;
        }

        private long size(int which) {
            return which == 0 ? rows : columns;
        }

        private Shape matrix(int which, long size) {
            return which == 0 ? Shape.of(size, columns) : Shape.of(rows, size);
        }

        Shape packed() {
            return matrix(packedAxis, (size(packedAxis) + 1) / 2);
        }

        Shape scale() {
            return hasBlocks() ? matrix(axis, (size(axis) + blockSize - 1) / blockSize) : Shape.of(size(1 - axis));
        }
    }

    /**
     * Makes the variables in {@code layer}.
     *
     * @param shape that of the weight, which has as many numbers as the matrix
     * @param quantizer null for the one that the axis follows from
     * @param shared another weight, whose blocks this one has; null for blocks of its own
     */
    Int4Weight(
            WeightedLayer<?> layer, String name, Shape shape, Layout layout, Quantizer quantizer, Int4Weight shared) {
        this.layer = layer;
        this.layout = layout;
        this.shape = shape;
        this.quantizer = quantizer;
        variables = new ArrayList<>();
        values = add(layer.addFixed(name, layout.packed(), DType.INT8, "zeros"));
        scale = add(layer.addFixed(name + "_scale", layout.scale(), null, "ones"));
        if (!layout.hasBlocks()) {
            zero = null;
            blocks = null;
            return;
        }
        // Keras keeps zero points of a weight that shares blocks as floating numbers
        zero = add(layer.addFixed(name + "_zero", layout.scale(), shared == null ? DType.INT8 : null, "zeros"));
        if (shared != null) {
            blocks = shared.blocks;
            return;
        }
        blocks = add(layer.addFixed("g_idx", Shape.of(layout.size(layout.axis())), DType.FLOAT32, "zeros"));
        blocks.set(numbersOfBlocks().value());
    }

    private Variable add(Variable variable) {
        variables.add(variable);
        return variable;
    }

    private Tensor numbersOfBlocks() {
        Tensor positions = Ops.arange(0, layout.size(layout.axis()), 1, DType.FLOAT32);
        return Ops.floor(Ops.divide(positions, layout.blockSize()));
    }

    @Override
    public List<Variable> variables() {
        return variables;
    }

    @Override
    public List<Tensor> quantize(Tensor weight) {
        Tensor matrix = Ops.reshape(weight, layout.rows(), layout.columns());
        List<Tensor> made = new ArrayList<>();
        if (layout.hasBlocks()) {
            boolean turned = layout.axis() == 1;
            Grouped grouped = Quantizers.absMaxQuantizeGroupedWithZeroPoint(
                    turned ? Ops.transpose(matrix) : matrix, layout.blockSize());
            for (Tensor each : List.of(grouped.values(), grouped.scale(), grouped.zero())) {
                made.add(turned ? Ops.transpose(each) : each);
            }
            made.set(0, Quantizers.packInt4(made.get(0), layout.packedAxis()));
            if (variables.contains(blocks)) {
                made.add(numbersOfBlocks());
            }
        } else {
            Quantized quantized = quantizer == null
                    ? new AbsMaxQuantizer().valueRange(-8, 7).quantize(matrix, List.of(layout.axis()))
                    : quantizer.quantize(matrix);
            made.add(Quantizers.packInt4(quantized.values(), layout.packedAxis()));
            made.add(Ops.squeeze(quantized.scale(), layout.axis()));
        }
        return made;
    }

    @Override
    public Tensor weight() {
        Tensor numbers = unpacked(values.value(), layout.packedAxis());
        Tensor weight = layout.hasBlocks()
                ? scaled(numbers, zero.value(), layer.computeValue(scale), layout.axis())
                : Ops.divide(numbers, Ops.expandDims(layer.computeValue(scale), layout.axis()));
        return Ops.reshape(weight, shape);
    }

    @Override
    public Tensor rows(Tensor positions) {
        Tensor numbers = unpacked(Ops.take(values.value(), positions, 0), -1);
        Tensor scales = Ops.take(layer.computeValue(scale), positions, 0);
        return layout.hasBlocks()
                ? scaled(numbers, Ops.take(zero.value(), positions, 0), scales, -1)
                : Ops.divide(numbers, Ops.expandDims(scales, -1));
    }

    private Tensor unpacked(Tensor packed, int axis) {
        return computed(Quantizers.unpackInt4(packed, layout.size(layout.packedAxis()), axis));
    }

    /** (numbers - zero points) · scales, each for its block along {@code axis}. */
    private Tensor scaled(Tensor numbers, Tensor zeros, Tensor scales, int axis) {
        Tensor indices = Ops.cast(blocks.value(), DType.INT32);
        return Ops.multiply(
                Ops.subtract(numbers, Ops.take(computed(zeros), indices, axis)), Ops.take(scales, indices, axis));
    }

    private Tensor computed(Tensor x) {
        return Ops.cast(x, layer.dtypePolicy().compute());
    }
}
