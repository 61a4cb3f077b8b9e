package io.keras4j.preprocessing;

/** What batches of images from files and from arrays have in common. */
final class BatchOptions {
    int batchSize = 32;
    boolean shuffle = true;
    Long seed;
    String subset;

    void batchSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("batchSize must be positive; received " + size);
        }
        batchSize = size;
    }

    void subset(String name) {
        if (!name.equals("training") && !name.equals("validation")) {
            throw new IllegalArgumentException(
                    "subset must be \"training\" or \"validation\"; received \"" + name + "\"");
        }
        subset = name;
    }

    /** The first and the last but one of {@code count} samples that belong to the subset, of which the first are for validation. */
    int[] range(int count, double validationSplit) {
        int border = (int) (validationSplit * count);
        return subset == null
                ? new int[] {0, count}
                : subset.equals("validation") ? new int[] {0, border} : new int[] {border, count};
    }
}
