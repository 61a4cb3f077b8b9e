package io.keras4j.callbacks;

/** The argument {@code saveFreq}: after how many batches something is saved, 0 for after every epoch. */
final class Frequency {
    private Frequency() {}

    static int of(String label, String value) {
        if (!value.equals("epoch")) {
            throw new IllegalArgumentException(
                    label + ": saveFreq: expected \"epoch\" or a number of batches, got \"" + value + "\"");
        }
        return 0;
    }

    static int of(String label, int batches) {
        if (batches < 1) {
            throw new IllegalArgumentException(
                    label + ": saveFreq: expected \"epoch\" or a positive number of batches, got " + batches);
        }
        return batches;
    }
}
