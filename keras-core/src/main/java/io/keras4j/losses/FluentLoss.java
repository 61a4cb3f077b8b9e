package io.keras4j.losses;

import io.keras4j.tensor.Tensor;

/**
 * A built-in loss: brings labels and predictions to one rank before it compares them. Its setters return its own type, so that they can
 * be chained.
 *
 * @param <S> the loss class itself
 */
@SuppressWarnings("unchecked")
public abstract class FluentLoss<S extends FluentLoss<S>> extends Loss {
    protected FluentLoss(String defaultName) {
        super(defaultName);
    }

    @Override
    public S name(String value) {
        return (S) super.name(value);
    }

    @Override
    public S reduction(String value) {
        return (S) super.reduction(value);
    }

    @Override
    public S dtype(String value) {
        return (S) super.dtype(value);
    }

    /**
     * The value of each sample; see {@link Loss#call}. Where labels and predictions differ in rank by a last axis of size 1, that is added
     * or dropped.
     *
     * @throws IllegalArgumentException when their shapes do not fit otherwise
     */
    @Override
    public final Tensor call(Tensor yTrue, Tensor yPred) {
        Ranks ranks = Ranks.same(yTrue, yPred);
        check(ranks.first(), ranks.second());
        return values(ranks.first(), ranks.second());
    }

    /** Computes the value of each sample of labels and predictions that fit. */
    protected abstract Tensor values(Tensor yTrue, Tensor yPred);

    /** Throws when labels and predictions do not fit: by default when their shapes differ. */
    protected void check(Tensor yTrue, Tensor yPred) {
        if (!yTrue.shape().matches(yPred.shape())) {
            throw mismatch("labels of the shape of the predictions, " + yPred.shape(), yTrue);
        }
    }

    /** The error of labels that do not fit. */
    protected final IllegalArgumentException mismatch(String expectation, Tensor yTrue) {
        return new IllegalArgumentException(
                "Loss \"" + name() + "\": expected " + expectation + ", got labels of shape " + yTrue.shape());
    }
}
