package io.keras4j.plots;

import java.util.List;

/**
 * What a picture of a model shows: the arguments of <a href="https://keras.io/api/utils/model_plotting_utils/">plot_model and
 * model_to_dot</a>.
 */
public final class ModelPlotOptions {
    private static final List<String> DIRECTIONS = List.of("TB", "LR");
    private static final List<String> SPLINES = List.of("ortho", "curved", "polyline", "spline", "line");

    private boolean showShapes;
    private boolean showDtype;
    private boolean showLayerNames;
    private boolean showLayerActivations;
    private boolean showTrainable;
    private boolean expandNested;
    private String rankdir = "TB";
    private String splines = "ortho";
    private int dpi = 200;

    ModelPlotOptions() {}

    /** Whether the shapes of inputs and outputs are shown; false by default. */
    public ModelPlotOptions showShapes(boolean value) {
        showShapes = value;
        return this;
    }

    /** Whether the dtypes of outputs are shown; false by default. */
    public ModelPlotOptions showDtype(boolean value) {
        showDtype = value;
        return this;
    }

    /** Whether the names of layers are shown besides their classes; by default false in {@code plotModel}, true in {@code modelToDot}. */
    public ModelPlotOptions showLayerNames(boolean value) {
        showLayerNames = value;
        return this;
    }

    /** Whether activations are shown; false by default. */
    public ModelPlotOptions showLayerActivations(boolean value) {
        showLayerActivations = value;
        return this;
    }

    /** Whether it is shown which layers can be trained; false by default. */
    public ModelPlotOptions showTrainable(boolean value) {
        showTrainable = value;
        return this;
    }

    /** Whether models within the model are shown with their layers, in a frame; false by default. */
    public ModelPlotOptions expandNested(boolean value) {
        expandNested = value;
        return this;
    }

    /** "TB", the default, from top to bottom; "LR" from left to right. */
    public ModelPlotOptions rankdir(String value) {
        rankdir = oneOf("rankdir", value, DIRECTIONS);
        return this;
    }

    /** How lines run: "ortho" (the default) with right angles, "curved" or "spline" in curves, "polyline" or "line" straight. */
    public ModelPlotOptions splines(String value) {
        splines = oneOf("splines", value, SPLINES);
        return this;
    }

    /** Dots per inch, 200 by default: how large the picture is. */
    public ModelPlotOptions dpi(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("plotModel: dpi: expected a positive integer, got " + value);
        }
        dpi = value;
        return this;
    }

    private static String oneOf(String argument, String value, List<String> values) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException(
                    "plotModel: " + argument + ": expected one of " + values + ", got \"" + value + "\"");
        }
        return value;
    }

    boolean showShapes() {
        return showShapes;
    }

    boolean showDtype() {
        return showDtype;
    }

    boolean showLayerNames() {
        return showLayerNames;
    }

    boolean showLayerActivations() {
        return showLayerActivations;
    }

    boolean showTrainable() {
        return showTrainable;
    }

    boolean expandNested() {
        return expandNested;
    }

    String rankdir() {
        return rankdir;
    }

    String splines() {
        return splines;
    }

    int dpi() {
        return dpi;
    }

    boolean isSideways() {
        return rankdir.equals("LR");
    }
}
