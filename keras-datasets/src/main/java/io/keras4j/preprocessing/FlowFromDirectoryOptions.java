package io.keras4j.preprocessing;

import java.util.List;

/** How {@link ImageDataGenerator#flowFromDirectory} finds and reads images and makes batches. */
public final class FlowFromDirectoryOptions {
    private static final List<String> MODES = List.of("categorical", "binary", "sparse", "input");

    final BatchOptions batches = new BatchOptions();
    final LoadImgOptions load = new LoadImgOptions().targetSize(256, 256);
    List<String> classes;
    String classMode = "categorical";
    boolean followLinks;

    FlowFromDirectoryOptions() {}

    /** To which size images are brought, 256 by 256 by default. */
    public FlowFromDirectoryOptions targetSize(int height, int width) {
        load.targetSize(height, width);
        return this;
    }

    /** {@code "rgb"}, the default, {@code "rgba"} or {@code "grayscale"}. */
    public FlowFromDirectoryOptions colorMode(String mode) {
        load.colorMode(mode);
        return this;
    }

    /** The folders to take, whose order is that of the labels; by default all in alphabetical order. */
    public FlowFromDirectoryOptions classes(String... names) {
        classes = List.of(names);
        return this;
    }

    /**
     * {@code "categorical"}, the default, for one-hot labels; {@code "binary"} or {@code "sparse"} for numbers; {@code "input"} for the images
     * themselves; null for no targets.
     */
    public FlowFromDirectoryOptions classMode(String mode) {
        if (mode != null && !MODES.contains(mode)) {
            throw new IllegalArgumentException(
                    "classMode must be one of " + MODES + " or null; received \"" + mode + "\"");
        }
        classMode = mode;
        return this;
    }

    /** How many images a batch has, 32 by default. */
    public FlowFromDirectoryOptions batchSize(int size) {
        batches.batchSize(size);
        return this;
    }

    /** Whether images come in random order, another one in each epoch; true by default. */
    public FlowFromDirectoryOptions shuffle(boolean value) {
        batches.shuffle = value;
        return this;
    }

    /** What the order and the transforms follow from. */
    public FlowFromDirectoryOptions seed(long value) {
        batches.seed = value;
        return this;
    }

    /** {@code "training"} or {@code "validation"}: of each class the first images are for validation, as many as the generator says. */
    public FlowFromDirectoryOptions subset(String name) {
        batches.subset(name);
        return this;
    }

    /** Whether to go to where symbolic links lead; false by default. */
    public FlowFromDirectoryOptions followLinks(boolean value) {
        followLinks = value;
        return this;
    }

    /** {@code "nearest"}, the default, {@code "bilinear"}, {@code "bicubic"} or {@code "lanczos"}. */
    public FlowFromDirectoryOptions interpolation(String name) {
        load.interpolation(name);
        return this;
    }

    /** Whether the largest part in the middle that has the aspect ratio of the target is resized; false by default. */
    public FlowFromDirectoryOptions keepAspectRatio(boolean value) {
        load.keepAspectRatio(value);
        return this;
    }
}
