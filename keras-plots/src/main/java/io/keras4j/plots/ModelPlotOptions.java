package io.keras4j.plots;

/** What a picture of a model shows: the arguments of <a href="https://keras.io/api/utils/model_plotting_utils/">plot_model</a>. */
public final class ModelPlotOptions {
    private boolean showShapes;
    private boolean showDtype;
    private boolean showLayerNames;
    private boolean showLayerActivations;
    private boolean showTrainable;
    private String rankdir = "TB";

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

    /** Whether the names of layers are shown besides their classes; false by default. */
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

    /** "TB", the default, from top to bottom; "LR" from left to right. */
    public ModelPlotOptions rankdir(String value) {
        if (!value.equals("TB") && !value.equals("LR")) {
            throw new IllegalArgumentException("plotModel: rankdir: expected \"TB\" or \"LR\", got \"" + value + "\"");
        }
        rankdir = value;
        return this;
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

    boolean isSideways() {
        return rankdir.equals("LR");
    }
}
