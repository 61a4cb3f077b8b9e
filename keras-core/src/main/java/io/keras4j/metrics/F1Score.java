package io.keras4j.metrics;

/**
 * 2 · precision · recall / (precision + recall), of labels of 0 and 1 and predictions, (batch, classes). The result has a score for each
 * class unless they are averaged.
 */
public final class F1Score extends FBeta<F1Score> {
    public F1Score() {
        super("f1_score");
    }

    @Override
    double weightOfRecall() {
        return 1;
    }
}
