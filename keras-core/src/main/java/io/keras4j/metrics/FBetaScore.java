package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;

/**
 * (1 + beta²) · precision · recall / (beta² · precision + recall), of labels of 0 and 1 and predictions, (batch, classes). The result has a
 * score for each class unless they are averaged.
 */
public final class FBetaScore extends FBeta<FBetaScore> {
    private final Argument<Double> beta = argument("beta", Codecs.positive(), 1.0);

    public FBetaScore() {
        super("fbeta_score");
    }

    /** The weight of recall against precision; 1 by default. */
    public FBetaScore beta(double value) {
        beta.set(value);
        return this;
    }

    @Override
    double weightOfRecall() {
        return beta.get();
    }
}
