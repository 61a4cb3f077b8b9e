package io.keras4j.losses;

import io.keras4j.tensor.Shape;

/** The kind of classification that the shapes of labels and predictions speak of. */
public enum Task {
    /** One probability. */
    BINARY("binary"),
    /** A probability for each class; the label is the number of the class. */
    SPARSE_CATEGORICAL("sparse_categorical"),
    /** A probability for each class; the label is one of each class too. */
    CATEGORICAL("categorical");

    private final String prefix;

    Task(String prefix) {
        this.prefix = prefix;
    }

    /** What the names of losses and metrics for this task start with. */
    public String prefix() {
        return prefix;
    }

    /** The task of labels and predictions with these shapes. */
    public static Task of(Shape yTrue, Shape yPred) {
        if (yPred.dim(-1) == 1) {
            return BINARY;
        }
        boolean sparse = yTrue.rank() < yPred.rank() || yTrue.dim(-1) == 1 && yPred.dim(-1) > 1;
        return sparse ? SPARSE_CATEGORICAL : CATEGORICAL;
    }
}
