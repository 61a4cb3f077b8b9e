package io.keras4j.engine;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.Map;

/** The layer that stands for an {@link Input} in a model. */
public final class InputLayer extends FluentLayer<InputLayer> {
    private final Argument<Shape> batchShape =
            argument("batch_shape", Codecs.of(InputLayer::decode, BuildConfig::encode));
    private final Argument<Boolean> sparse = argument("sparse", unsupported("sparse"), null);
    private final Argument<Boolean> ragged = argument("ragged", unsupported("ragged"), null);
    private final Argument<Boolean> optional = argument("optional", unsupported("optional"), null);
    private DType elements = DType.FLOAT32;
    private Input start;

    /** Without arguments, to be configured. */
    public InputLayer() {}

    InputLayer(Shape batchShape) {
        this.batchShape.set(batchShape);
    }

    /** The shape, batch axis included. */
    public Shape batchShape() {
        return batchShape.get();
    }

    /** What this input accepts. */
    public TensorSpec spec() {
        return new TensorSpec(batchShape.get(), elements);
    }

    @Override
    public DType inputDtype() {
        return elements;
    }

    /** The tensor that starts the description of a model. */
    public Input tensor() {
        return start == null ? new Input(this) : start;
    }

    @Override
    public InputLayer dtype(String name) {
        elements = DType.of(name);
        return this;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.remove("trainable");
        config.put("dtype", elements.toString());
        return config;
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        if (config.get("dtype") instanceof String) {
            elements = DType.of((String) config.get("dtype"));
        }
    }

    InputLayer batchSize(int size) {
        batchShape.set(batchShape.get().with(0, size));
        return this;
    }

    InputLayer copy() {
        InputLayer copy = new InputLayer(batchShape.get());
        copy.elements = elements;
        return isNamed() ? copy.name(name()) : copy;
    }

    LayerCall begin() {
        return start(spec());
    }

    void isStartOf(Input tensor) {
        start = tensor;
    }

    private static Codecs.Simple<Boolean> unsupported(String kind) {
        return Codecs.bool()
                .that(on -> !on, "false: " + kind + " inputs are not supported")
                .nullMeans(() -> false);
    }

    private static Shape decode(Object value) {
        return value instanceof Shape ? (Shape) value : BuildConfig.shape(value);
    }
}
