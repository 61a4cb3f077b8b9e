package io.keras4j.models;

import java.util.function.Consumer;

/** The arguments of <a href="https://keras.io/api/models/model/">summary</a>. */
public final class SummaryOptions {
    private Integer lineLength;
    private double[] positions;
    private Consumer<String> printFn;
    private boolean expandNested;
    private boolean showTrainable;
    private String first;
    private String last;

    /** The length of lines; by default as Keras's: 88, or 108 with the column of connections, or what fits into the terminal. */
    public SummaryOptions lineLength(int value) {
        lineLength = value;
        return this;
    }

    /** Where columns end, as fractions of the line. */
    public SummaryOptions positions(double... values) {
        positions = values.clone();
        return this;
    }

    /** Takes the summary instead of the standard output. */
    public SummaryOptions printFn(Consumer<String> value) {
        printFn = value;
        return this;
    }

    /** Whether the layers of models inside the model are listed too. */
    public SummaryOptions expandNested(boolean value) {
        expandNested = value;
        return this;
    }

    /** Whether there is a column that says which layers are trainable. */
    public SummaryOptions showTrainable(boolean value) {
        showTrainable = value;
        return this;
    }

    /** Lists only the layers from one to another, both included, by name or regular expression. */
    public SummaryOptions layerRange(String from, String to) {
        first = from;
        last = to;
        return this;
    }

    Integer lineLength() {
        return lineLength;
    }

    double[] positions() {
        return positions;
    }

    Consumer<String> printFn() {
        return printFn;
    }

    boolean expandNested() {
        return expandNested;
    }

    boolean showTrainable() {
        return showTrainable;
    }

    String first() {
        return first;
    }

    String last() {
        return last;
    }
}
