package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;

/**
 * <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Connectionist temporal classification</a>: -ln of the probability that a
 * sequence of predictions spells the labels, once repetitions are merged and blanks dropped.
 *
 * <p>Labels are class numbers (batch, labels) from 1 on, padded at the end with 0; predictions are logits (batch, steps, classes), class 0
 * being the blank. All steps count.
 */
public final class CTC extends FluentLoss<CTC> {
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
        Tensor length = Ops.sum(Ops.cast(Ops.notEqual(yTrue, 0), DType.INT32), -1);
        return Ops.ctcLoss(yTrue, yPred, length, null, 0);
    }
}
