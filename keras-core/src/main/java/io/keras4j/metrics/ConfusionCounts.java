package io.keras4j.metrics;

import io.keras4j.tensor.Tensor;

/** The weighted numbers of right and wrong decisions at each threshold. */
interface ConfusionCounts {
    /** Above the threshold, and label 1. */
    Tensor truePositives();

    /** Above the threshold, but label 0. */
    Tensor falsePositives();

    /** Not above the threshold, and label 0. */
    Tensor trueNegatives();

    /** Not above the threshold, but label 1. */
    Tensor falseNegatives();
}
