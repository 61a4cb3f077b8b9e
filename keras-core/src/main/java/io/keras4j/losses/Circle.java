package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * <a href="https://arxiv.org/abs/2002.10857">Circle loss</a>: pulls embeddings (batch, features) of the same label together and pushes
 * others apart. Labels are whole numbers, (batch,) or (batch, 1); embeddings must have length 1.
 */
public final class Circle extends FluentLoss<Circle> {
    private final Argument<Double> gamma = argument("gamma", Codecs.number(), 80.0);
    private final Argument<Double> margin = argument("margin", Codecs.number(), 0.4);
    private final Argument<Boolean> removeDiagonal = argument("remove_diagonal", Codecs.bool(), true);

    public Circle() {
        super("circle");
    }

    /** The scale of similarities; 80 by default. */
    public Circle gamma(double value) {
        gamma.set(value);
        return this;
    }

    /** The margin within which pairs count as good; 0.4 by default. */
    public Circle margin(double value) {
        margin.set(value);
        return this;
    }

    /** Whether an embedding is no pair with itself; true by default. */
    public Circle removeDiagonal(boolean value) {
        removeDiagonal.set(value);
        return this;
    }

    @Override
    protected void check(Tensor yTrue, Tensor yPred) {
        if (yPred.rank() != 2 || yTrue.shape().size() != yPred.shape().dim(0)) {
            throw mismatch("a label for each of the embeddings, which have shape " + yPred.shape(), yTrue);
        }
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor labels = Ops.reshape(yTrue, Shape.of(-1, 1));
        Tensor same = Ops.equal(labels, Ops.transpose(labels));
        Tensor positives = same;
        if (removeDiagonal.get()) {
            Tensor numbers = Ops.arange(yPred.shape().dim(0));
            Tensor diagonal = Ops.equal(Ops.expandDims(numbers, 0), Ops.expandDims(numbers, 1));
            positives = Ops.logicalAnd(same, Ops.logicalNot(diagonal));
        }
        Tensor distances = Ops.maximum(Ops.subtract(1, Ops.matmul(yPred, yPred, false, true)), 0);
        double slack = margin.get();
        Tensor pull = weighted(positives, Ops.add(distances, slack), Ops.subtract(distances, slack));
        Tensor push =
                weighted(Ops.logicalNot(same), Ops.subtract(1 + slack, distances), Ops.subtract(1 - slack, distances));
        Tensor loss = Ops.softplus(Ops.add(pull, push));
        return loss.withMask(Ops.greater(loss, 0));
    }

    /** ln Σ exp(gamma · weight · excess) over the pairs of each embedding. */
    private Tensor weighted(Tensor pairs, Tensor weights, Tensor excess) {
        Tensor counted = Ops.maximum(Ops.multiply(weights, Ops.cast(pairs, weights.dtype())), 0);
        Tensor scaled = Ops.multiply(Ops.multiply(counted, gamma.get()), excess);
        Tensor exponents = Ops.where(pairs, scaled, Double.NEGATIVE_INFINITY);
        return Ops.logsumexp(exponents, Ops.axes(1), false);
    }
}
