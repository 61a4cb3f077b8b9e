package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * <a href="https://arxiv.org/abs/1805.07836">(1 - p^q) / q</a>, p being the probability of the class that the label numbers: between
 * cross-entropy (q near 0) and mean absolute error (q near 1), and robust to wrong labels.
 */
public final class CategoricalGeneralizedCrossEntropy extends FluentLoss<CategoricalGeneralizedCrossEntropy> {
    private final Argument<Double> q =
            argument("q", Codecs.number().that(value -> value > 0 && value < 1, "a number between 0 and 1"), 0.5);

    public CategoricalGeneralizedCrossEntropy() {
        super("categorical_generalized_cross_entropy");
    }

    /** Between 0 and 1; 0.5 by default. */
    public CategoricalGeneralizedCrossEntropy q(double value) {
        q.set(value);
        return this;
    }

    @Override
    protected void check(Tensor yTrue, Tensor yPred) {
        Shape expected = yPred.shape().drop(-1);
        if (!classes(yTrue, yPred).shape().matches(expected)) {
            throw mismatch("the numbers of the classes with shape " + expected, yTrue);
        }
    }

    private static Tensor classes(Tensor yTrue, Tensor yPred) {
        boolean extra = yTrue.rank() == yPred.rank() && yTrue.shape().dim(-1) == 1;
        return extra ? Ops.squeeze(yTrue, -1) : yTrue;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor labels = Ops.oneHot(classes(yTrue, yPred), yPred.shape().intDim(-1), yPred.dtype());
        Tensor probability = Ops.sum(Ops.multiply(yPred, labels), -1);
        return Ops.divide(Ops.subtract(1, Ops.power(probability, q.get())), q.get());
    }
}
