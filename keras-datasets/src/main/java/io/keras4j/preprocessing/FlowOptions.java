package io.keras4j.preprocessing;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How {@link ImageDataGenerator#flow} makes batches. */
public final class FlowOptions {
    final BatchOptions batches = new BatchOptions();
    INDArray sampleWeight;
    boolean ignoreClassSplit;

    FlowOptions() {}

    /** How many images a batch has, 32 by default. */
    public FlowOptions batchSize(int size) {
        batches.batchSize(size);
        return this;
    }

    /** Whether images come in random order, another one in each epoch; true by default. */
    public FlowOptions shuffle(boolean value) {
        batches.shuffle = value;
        return this;
    }

    /** What the order and the transforms follow from. */
    public FlowOptions seed(long value) {
        batches.seed = value;
        return this;
    }

    /** The weight of each image. */
    public FlowOptions sampleWeight(INDArray weights) {
        sampleWeight = weights;
        return this;
    }

    /** {@code "training"} or {@code "validation"}, as the generator's {@code validationSplit} divides them: the first for validation. */
    public FlowOptions subset(String name) {
        batches.subset(name);
        return this;
    }

    /** Whether the classes of training and validation may differ; false by default. */
    public FlowOptions ignoreClassSplit(boolean value) {
        ignoreClassSplit = value;
        return this;
    }
}
