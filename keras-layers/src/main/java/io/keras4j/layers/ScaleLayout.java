package io.keras4j.layers;

import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where the scales of a quantized weight go.
 *
 * @param axes the axes of the weight along which there is one scale
 * @param shape that in which Keras keeps the scales
 * @param toKept makes that shape of scales that have size 1 along the axes
 * @param toWeight the inverse
 */
record ScaleLayout(List<Integer> axes, Shape shape, UnaryOperator<Tensor> toKept, UnaryOperator<Tensor> toWeight) {}
