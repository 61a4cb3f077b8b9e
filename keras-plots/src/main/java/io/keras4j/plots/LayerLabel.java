package io.keras4j.plots;

import io.keras4j.engine.InputLayer;
import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.models.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a picture of a model says of a layer, as chosen. */
final class LayerLabel {
    /** A thing that is said. */
    record Part(Kind kind, String name, String value) {}

    /** What kind of thing that is. */
    enum Kind {
        ACTIVATION,
        TENSORS,
        TRAINABLE,
        FROZEN
    }

    private final Layer layer;
    private final ModelPlotOptions options;

    LayerLabel(Layer layer, ModelPlotOptions options) {
        this.layer = layer;
        this.options = options;
    }

    boolean isInput() {
        return layer instanceof InputLayer;
    }

    String type() {
        return layer.typeName();
    }

    /** The name, null when it is not to be said. */
    String name() {
        return options.showLayerNames() ? layer.name() : null;
    }

    /** All that is said besides names. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        String activation = options.showLayerActivations() ? activation() : null;
        if (activation != null) {
            parts.add(new Part(Kind.ACTIVATION, "Activation", activation));
        }
        if (options.showShapes()) {
            if (!isInput()) {
                parts.add(new Part(Kind.TENSORS, "Input shape", each(inputs(), LayerLabel::shape)));
            }
            parts.add(new Part(Kind.TENSORS, "Output shape", each(outputs(), LayerLabel::shape)));
        }
        if (options.showDtype()) {
            String quote = outputs().size() == 1 ? "" : "'";
            parts.add(
                    new Part(Kind.TENSORS, "Output dtype", each(outputs(), tensor -> quote + tensor.dtype() + quote)));
        }
        if (options.showTrainable() && !layer.weights().isEmpty()) {
            parts.add(
                    layer.trainable()
                            ? new Part(Kind.TRAINABLE, "Trainable", "")
                            : new Part(Kind.FROZEN, "Non-trainable", ""));
        }
        return parts;
    }

    /** The name of the activation, null for a layer without. */
    private String activation() {
        Object activation = layer.config().get("activation");
        if (activation instanceof Map<?, ?> envelope) {
            return String.valueOf(envelope.get("class_name"));
        }
        return activation == null ? null : activation.toString();
    }

    private List<KerasTensor> inputs() {
        return layer instanceof Model model && model.isDescribed() ? model.inputs() : ofFirstCall(LayerCall::inputs);
    }

    private List<KerasTensor> outputs() {
        return layer instanceof Model model && model.isDescribed() ? model.outputs() : ofFirstCall(LayerCall::outputs);
    }

    private List<KerasTensor> ofFirstCall(Function<LayerCall, List<KerasTensor>> tensors) {
        return layer.calls().isEmpty() ? List.of() : tensors.apply(layer.calls().get(0));
    }

    private static String shape(KerasTensor tensor) {
        return tensor.shape().toString();
    }

    /** As Python writes one or several of something; a question mark for nothing. */
    private static String each(List<KerasTensor> tensors, Function<KerasTensor, String> text) {
        if (tensors.isEmpty()) {
            return "?";
        }
        return tensors.size() == 1
                ? text.apply(tensors.get(0))
                : tensors.stream().map(text).collect(Collectors.joining(", ", "[", "]"));
    }
}
