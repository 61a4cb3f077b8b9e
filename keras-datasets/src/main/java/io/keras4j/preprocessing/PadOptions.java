package io.keras4j.preprocessing;

import java.util.Arrays;

/** How {@link Preprocessing#padSequences} makes sequences equally long; the defaults are Keras's. */
public final class PadOptions {
    private int maxlen;
    private boolean padBefore = true;
    private boolean truncateBefore = true;
    private int value;

    PadOptions() {}

    /** The length that all get. Default: that of the longest. */
    public PadOptions maxlen(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("maxlen must be at least 1, received " + length);
        }
        maxlen = length;
        return this;
    }

    /** Whether shorter sequences get their padding before them, "pre", the default, or after them, "post". */
    public PadOptions padding(String side) {
        padBefore = isBefore("padding", side);
        return this;
    }

    /** Whether longer sequences lose what is at their beginning, "pre", the default, or at their end, "post". */
    public PadOptions truncating(String side) {
        truncateBefore = isBefore("truncating", side);
        return this;
    }

    /** What sequences are padded with. Default 0. */
    public PadOptions value(int padding) {
        value = padding;
        return this;
    }

    private static boolean isBefore(String option, String side) {
        if (!side.equals("pre") && !side.equals("post")) {
            throw new IllegalArgumentException(option + " must be \"pre\" or \"post\", received \"" + side + "\"");
        }
        return side.equals("pre");
    }

    int[][] pad(int[][] sequences) {
        int length = maxlen > 0
                ? maxlen
                : Arrays.stream(sequences).mapToInt(each -> each.length).max().orElse(0);
        int[][] rows = new int[sequences.length][length];
        for (int i = 0; i < rows.length; i++) {
            int[] sequence = sequences[i];
            int kept = Math.min(length, sequence.length);
            Arrays.fill(rows[i], value);
            System.arraycopy(
                    sequence,
                    truncateBefore ? sequence.length - kept : 0,
                    rows[i],
                    padBefore ? length - kept : 0,
                    kept);
        }
        return rows;
    }
}
