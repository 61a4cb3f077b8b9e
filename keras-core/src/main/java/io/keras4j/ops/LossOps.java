package io.keras4j.ops;

import io.keras4j.ops.nn.CtcBeamSearch;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The functions of {@link Ops} that compare predictions with targets; {@link io.keras4j.losses} makes losses of them. */
public abstract class LossOps extends NnOps {
    private static final double LOG_ZERO = -1e5;

    LossOps() {}

    /** {@link #binaryCrossentropy(Tensor, Tensor, boolean)} of probabilities. */
    public static Tensor binaryCrossentropy(Tensor target, Tensor output) {
        return binaryCrossentropy(target, output, false);
    }

    /**
     * -y ln ŷ - (1 - y) ln(1 - ŷ) of each element, where y is {@code target}, from 0 to 1, and ŷ is {@code output}, of the same shape.
     *
     * @param fromLogits whether outputs are logits, to which the sigmoid is applied, rather than probabilities
     */
    public static Tensor binaryCrossentropy(Tensor target, Tensor output, boolean fromLogits) {
        if (!target.shape().matches(output.shape())) {
            throw new IllegalArgumentException("binary_crossentropy: expected a target and an output of the same shape,"
                    + " got " + target.shape() + " and " + output.shape());
        }
        Tensor logYes;
        Tensor logNo;
        if (fromLogits) {
            logYes = logSigmoid(output);
            logNo = logSigmoid(negative(output));
        } else {
            Tensor yes = probabilities(output);
            logYes = log(yes);
            logNo = log(subtract(1, yes));
        }
        return negative(add(multiply(target, logYes), multiply(subtract(1, target), logNo)));
    }

    /** {@link #categoricalCrossentropy(Tensor, Tensor, boolean, int)} of probabilities along the last axis. */
    public static Tensor categoricalCrossentropy(Tensor target, Tensor output) {
        return categoricalCrossentropy(target, output, false, -1);
    }

    /**
     * -Σ y ln ŷ over the classes along {@code axis}, where y is {@code target} and ŷ is {@code output}, of the same shape and scaled to sum
     * to 1.
     *
     * @param fromLogits whether outputs are logits, to which the softmax is applied, rather than probabilities
     */
    public static Tensor categoricalCrossentropy(Tensor target, Tensor output, boolean fromLogits, int axis) {
        if (!target.shape().matches(output.shape())) {
            throw new IllegalArgumentException("categorical_crossentropy: expected a target and an output of the same"
                    + " shape, got " + target.shape() + " and " + output.shape());
        }
        return negative(sum(multiply(target, logarithms(output, fromLogits, axis)), axis));
    }

    /** {@link #sparseCategoricalCrossentropy(Tensor, Tensor, boolean, int)} of probabilities along the last axis. */
    public static Tensor sparseCategoricalCrossentropy(Tensor target, Tensor output) {
        return sparseCategoricalCrossentropy(target, output, false, -1);
    }

    /**
     * -ln ŷ of the class that {@code target} numbers, where ŷ is {@code output}, scaled to sum to 1 along {@code axis}; a last axis of size 1
     * of a target with as many axes as the output is dropped.
     *
     * @param fromLogits whether outputs are logits, to which the softmax is applied, rather than probabilities
     */
    public static Tensor sparseCategoricalCrossentropy(Tensor target, Tensor output, boolean fromLogits, int axis) {
        boolean extra = target.rank() == output.rank() && target.shape().dim(-1) == 1;
        Tensor classes = extra ? squeeze(target, -1) : target;
        int position = output.shape().axis(axis);
        if (!classes.shape().matches(output.shape().drop(position))) {
            throw new IllegalArgumentException("sparse_categorical_crossentropy: expected a target of shape "
                    + output.shape().drop(position) + " for an output of shape " + output.shape() + ", got "
                    + target.shape());
        }
        Tensor oneHot = oneHot(classes, output.shape().intDim(position), position, output.dtype());
        return categoricalCrossentropy(oneHot, output, fromLogits, position);
    }

    /** The logarithms of the probabilities of classes along {@code axis}. */
    private static Tensor logarithms(Tensor output, boolean fromLogits, int axis) {
        return fromLogits
                ? logSoftmax(output, axis)
                : log(probabilities(divide(output, sum(output, List.of(axis), true))));
    }

    /** Kept away from 0 and 1, so that logarithms are finite. */
    private static Tensor probabilities(Tensor output) {
        double epsilon = FloatX.epsilon();
        return clip(output, epsilon, 1 - epsilon);
    }

    /** The logarithms of the probabilities to be, after some steps, past n labels and on a blank or on label n. */
    private record Paths(Tensor onBlank, Tensor onLabel) {}

    /**
     * <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Connectionist temporal classification</a>: -ln of the probability that a
     * sequence of predictions spells the target, once repetitions are merged and blanks dropped.
     *
     * @param target class numbers (batch, labels)
     * @param output logits (batch, steps, classes)
     * @param targetLength how many labels of each target count, (batch)
     * @param outputLength how many steps of each output count, (batch); null for all
     * @param maskIndex the class that is the blank
     * @return a loss for each sequence, (batch)
     */
    public static Tensor ctcLoss(
            Tensor target, Tensor output, Tensor targetLength, Tensor outputLength, int maskIndex) {
        if (target.rank() != 2 || output.rank() != 3) {
            throw new IllegalArgumentException(
                    "ctc_loss: expected a target (batch, labels) and an output (batch, steps, classes), got shapes "
                            + target.shape() + " and " + output.shape());
        }
        DType dtype = DType.result(output.dtype(), DType.FLOAT32);
        long batch = target.shape().dim(0);
        long labels = target.shape().dim(1);
        long steps = output.shape().dim(1);
        Tensor logarithms = logSoftmax(cast(output, dtype), -1);
        Tensor blanks = slice(logarithms, 2, maskIndex, maskIndex + 1L);
        Tensor oneHot = oneHot(target, output.shape().intDim(2), dtype);
        Tensor emissions = matmul(logarithms, oneHot, false, true);
        Tensor repeated = repeated(target, dtype);
        Tensor blankAfterRepeat = multiply(subtract(1, repeated), LOG_ZERO);
        Tensor noBlankAfterRepeat = multiply(repeated, LOG_ZERO);

        Tensor start = concatenate(
                List.of(zeros(Shape.of(batch, 1), dtype), full(Shape.of(batch, labels), LOG_ZERO, dtype)), 1);
        Paths paths = new Paths(start, full(Shape.of(batch, labels), LOG_ZERO, dtype));
        for (long t = 0; t < steps; t++) {
            Tensor blank = squeeze(slice(blanks, 1, t, t + 1), 1);
            Tensor emission = squeeze(slice(emissions, 1, t, t + 1), 1);
            Tensor previous = reached(paths.onBlank(), add(paths.onLabel(), noBlankAfterRepeat));
            Tensor onLabel = add(logaddexp(slice(previous, 1, 0, labels), paths.onLabel()), emission);
            Tensor onBlank = reached(add(previous, blank), add(add(paths.onLabel(), blank), blankAfterRepeat));
            if (outputLength != null) {
                Tensor counts = expandDims(greater(outputLength, (double) t), 1);
                onBlank = where(counts, onBlank, paths.onBlank());
                onLabel = where(counts, onLabel, paths.onLabel());
            }
            paths = new Paths(onBlank, onLabel);
        }
        Tensor end = reached(paths.onBlank(), paths.onLabel());
        Tensor length = cast(targetLength, DType.INT32);
        return negative(sum(multiply(end, oneHot(length, (int) labels + 1, dtype)), -1));
    }

    /** 1 where the next label is the same, else 0. */
    private static Tensor repeated(Tensor target, DType dtype) {
        long labels = target.shape().dim(1);
        Tensor same = equal(slice(target, 1, 0, labels - 1), slice(target, 1, 1, labels));
        return concatenate(
                List.of(cast(same, dtype), zeros(Shape.of(target.shape().dim(0), 1), dtype)), 1);
    }

    /** The probabilities of blanks, but the first, joined with those to come there from the label before. */
    private static Tensor reached(Tensor onBlank, Tensor fromLabel) {
        long count = onBlank.shape().dim(1);
        Tensor later = logaddexp(slice(onBlank, 1, 1, count), fromLabel);
        return concatenate(List.of(slice(onBlank, 1, 0, 1), later), 1);
    }

    /** {@link #ctcDecode(Tensor, Tensor, boolean, int)} with repetitions merged and 0 for the blank. */
    public static List<Tensor> ctcDecode(Tensor inputs, Tensor sequenceLengths) {
        return ctcDecode(inputs, sequenceLengths, true, 0);
    }

    /**
     * What sequences of predictions spell, with all the arguments of Keras.
     *
     * @param inputs logits (batch, steps, classes)
     * @param sequenceLengths how many steps count, (batch)
     * @param strategy "greedy" for the most probable class of each step, see {@link #ctcDecode(Tensor, Tensor, boolean, int)}, or "beam_search"
     *     for the most probable labellings, each the sum of all ways to spell it
     * @param beamWidth how many beginnings are kept after each step of a beam search; 100 in Keras
     * @param topPaths how many labellings a beam search gives; 1 in Keras
     * @param mergeRepeated whether repetitions count once; a beam search always merges them
     * @param maskIndex the class that is the blank
     * @return the classes (paths, batch, steps), -1 after the last, as int32, and scores (batch, paths): with "greedy" the negated sums of the
     *     logits that were taken, with "beam_search" the logarithms of the probabilities
     */
    public static List<Tensor> ctcDecode(
            Tensor inputs,
            Tensor sequenceLengths,
            String strategy,
            int beamWidth,
            int topPaths,
            boolean mergeRepeated,
            int maskIndex) {
        if (strategy.equals("greedy")) {
            return ctcDecode(inputs, sequenceLengths, mergeRepeated, maskIndex);
        }
        if (!strategy.equals("beam_search")) {
            throw new IllegalArgumentException(
                    "ctc_decode: expected a strategy of greedy or beam_search, got " + strategy);
        }
        if (topPaths < 1 || beamWidth < topPaths) {
            throw new IllegalArgumentException(
                    "ctc_decode: expected at least one path and a beam_width of at least top_paths, got" + " top_paths="
                            + topPaths + " and beam_width=" + beamWidth);
        }
        Tensor logits = cast(inputs, DType.result(inputs.dtype(), DType.FLOAT32));
        return new CtcBeamSearch(beamWidth, topPaths, maskIndex)
                .applyAll(List.of(logSoftmax(logits, -1), cast(sequenceLengths, DType.INT32)));
    }

    /**
     * The most probable class of each step, without blanks: the strategy "greedy" of keras.ops.ctc_decode.
     *
     * @param inputs logits (batch, steps, classes)
     * @param sequenceLengths how many steps count, (batch)
     * @param mergeRepeated whether repetitions count once
     * @param maskIndex the class that is the blank
     * @return the classes (1, batch, steps), -1 after the last, as int32, and the negated sums of the logits that were taken, (batch, 1)
     */
    public static List<Tensor> ctcDecode(Tensor inputs, Tensor sequenceLengths, boolean mergeRepeated, int maskIndex) {
        if (inputs.rank() != 3) {
            throw new IllegalArgumentException(
                    "ctc_decode: expected inputs (batch, steps, classes), got shape " + inputs.shape());
        }
        int batch = inputs.shape().intDim(0);
        int steps = inputs.shape().intDim(1);
        Tensor logits = cast(inputs, DType.result(inputs.dtype(), DType.FLOAT32));
        Tensor counts = less(arange(steps), expandDims(cast(sequenceLengths, DType.INT32), 1));
        Tensor classes = where(counts, argmax(logits, -1), maskIndex);
        Tensor scores = negative(sum(where(counts, max(logits, -1), 0), List.of(1), true));
        Tensor kept = notEqual(classes, maskIndex);
        if (mergeRepeated && steps > 1) {
            Tensor changes = notEqual(slice(classes, 1, 1, steps), slice(classes, 1, 0, steps - 1));
            kept = logicalAnd(kept, concatenate(List.of(ones(Shape.of(batch, 1), DType.BOOL), changes), 1));
        }
        // each kept class goes to its place in its row, the others behind the last; 0 stands for no class
        Tensor place = where(kept, subtract(cumsum(cast(kept, DType.INT32), 1), 1), steps);
        Tensor row = multiply(expandDims(arange(batch), 1), steps + 1);
        Tensor packed = segmentSum(ravel(where(kept, add(classes, 1), 0)), ravel(add(row, place)), batch * (steps + 1));
        Tensor decoded = subtract(slice(reshape(packed, batch, steps + 1), 1, 0, steps), 1);
        return List.of(expandDims(decoded, 0), scores);
    }
}
