package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.Layer;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers that are applied one after the other; <a href="https://keras.io/api/layers/preprocessing_layers/pipeline/">Keras's</a>, meant for
 * layers that prepare data, in {@code Dataset.map} or in a model. As these do, it acts as in training unless told otherwise.
 *
 * <p>Input: that of the first layer. Output: that of the last.
 *
 * <pre>{@code
 * new Pipeline(new RandomFlip("horizontal"), new RandomRotation(0.1), new Rescaling(1 / 255.0))
 * }</pre>
 */
public final class Pipeline extends FluentLayer<Pipeline> {
    private final Argument<List<Layer>> layers = argument("layers", Codecs.list(Layer.KIND.codec()));

    /** To be configured. */
    Pipeline() {}

    /** Of these layers. */
    public Pipeline(Layer... layers) {
        configure(Map.of("layers", List.of(layers)));
    }

    /** The layers. */
    public List<Layer> layers() {
        return layers.get();
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        addSublayers("_pipeline_layers", layers.get());
    }

    /** Keras writes nothing else of it. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> all = super.config();
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("layers", all.get("layers"));
        config.put("name", all.get("name"));
        return config;
    }

    /** The layers cast what they are given. */
    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        if (layers.get().isEmpty()) {
            throw new IllegalArgumentException("layers: expected at least one layer, got none");
        }
        CallArguments arguments = new CallArguments().training(training(true));
        List<Tensor> outputs = inputs;
        for (Layer layer : layers.get()) {
            outputs = layer.applyAll(outputs, arguments);
        }
        return outputs;
    }
}
