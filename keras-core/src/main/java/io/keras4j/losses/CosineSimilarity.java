package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The negative cosine of the angle between y and ŷ: -1 where they point the same way, 1 where opposite ways. */
public final class CosineSimilarity extends FluentLoss<CosineSimilarity> {
    private final Argument<Integer> axis = implicitArgument("axis", Codecs.integer(), -1);

    public CosineSimilarity() {
        super("cosine_similarity");
    }

    /** The axis of the vectors; the last by default. */
    public CosineSimilarity axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor product = Ops.multiply(Ops.normalize(yTrue, axis.get()), Ops.normalize(yPred, axis.get()));
        return Ops.negative(Ops.sum(product, axis.get()));
    }
}
