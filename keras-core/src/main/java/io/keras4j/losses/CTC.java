package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Connectionist temporal classification</a>: -ln of the probability that a
 * sequence of predictions spells the labels, once repetitions are merged and blanks dropped.
 *
 * <p>Labels are class numbers (batch, labels) from 1 on, padded at the end with 0; predictions are logits (batch, steps, classes), class 0
 * being the blank. All steps count.
 */
public final class CTC extends FluentLoss<CTC> {
    private static final double LOG_ZERO = -1e5;

    /** The logarithms of the probabilities to be, after some steps, past n labels and on a blank or on label n. */
    private record Paths(Tensor onBlank, Tensor onLabel) {}

    public CTC() {
        super("ctc");
    }

    @Override
    protected void check(Tensor yTrue, Tensor yPred) {
        if (yTrue.rank() != 2 || yPred.rank() != 3) {
            throw mismatch("labels (batch, labels) and logits (batch, steps, classes), here " + yPred.shape(), yTrue);
        }
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        DType dtype = yPred.dtype();
        long batch = yTrue.shape().dim(0);
        long labels = yTrue.shape().dim(1);
        long steps = yPred.shape().dim(1);
        Tensor logarithms = Ops.logSoftmax(yPred, -1);
        Tensor blanks = Ops.slice(logarithms, 2, 0, 1);
        Tensor oneHot = Ops.oneHot(yTrue, yPred.shape().intDim(2), dtype);
        Tensor emissions = Ops.matmul(logarithms, oneHot, false, true);
        Tensor repeated = repeated(yTrue, dtype);
        Tensor blankAfterRepeat = Ops.multiply(Ops.subtract(1, repeated), LOG_ZERO);
        Tensor noBlankAfterRepeat = Ops.multiply(repeated, LOG_ZERO);

        Tensor start = Ops.concatenate(
                List.of(Ops.zeros(Shape.of(batch, 1), dtype), Ops.full(Shape.of(batch, labels), LOG_ZERO, dtype)), 1);
        Paths paths = new Paths(start, Ops.full(Shape.of(batch, labels), LOG_ZERO, dtype));
        for (long t = 0; t < steps; t++) {
            Tensor blank = Ops.squeeze(Ops.slice(blanks, 1, t, t + 1), 1);
            Tensor emission = Ops.squeeze(Ops.slice(emissions, 1, t, t + 1), 1);
            Tensor previous = reached(paths.onBlank(), Ops.add(paths.onLabel(), noBlankAfterRepeat));
            Tensor onLabel = Ops.add(Ops.logaddexp(Ops.slice(previous, 1, 0, labels), paths.onLabel()), emission);
            Tensor onBlank =
                    reached(Ops.add(previous, blank), Ops.add(Ops.add(paths.onLabel(), blank), blankAfterRepeat));
            paths = new Paths(onBlank, onLabel);
        }
        Tensor end = reached(paths.onBlank(), paths.onLabel());
        Tensor length = Ops.sum(Ops.cast(Ops.notEqual(yTrue, 0), DType.INT32), -1);
        return Ops.negative(Ops.sum(Ops.multiply(end, Ops.oneHot(length, (int) labels + 1, dtype)), -1));
    }

    /** 1 where the next label is the same, else 0. */
    private static Tensor repeated(Tensor yTrue, DType dtype) {
        long labels = yTrue.shape().dim(1);
        Tensor same = Ops.equal(Ops.slice(yTrue, 1, 0, labels - 1), Ops.slice(yTrue, 1, 1, labels));
        List<Tensor> parts = new ArrayList<>(Collections.singletonList(Ops.cast(same, dtype)));
        parts.add(Ops.zeros(Shape.of(yTrue.shape().dim(0), 1), dtype));
        return Ops.concatenate(parts, 1);
    }

    /** The probabilities of blanks, but the first, joined with those to come there from the label before. */
    private static Tensor reached(Tensor onBlank, Tensor fromLabel) {
        long count = onBlank.shape().dim(1);
        Tensor later = Ops.logaddexp(Ops.slice(onBlank, 1, 1, count), fromLabel);
        return Ops.concatenate(List.of(Ops.slice(onBlank, 1, 0, 1), later), 1);
    }
}
