package io.keras4j.layers;

import io.keras4j.engine.InputSpec;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A dropout of whole channels. */
abstract class BaseSpatialDropout<S extends BaseSpatialDropout<S>> extends BaseDropout<S> {
    /** A layer for {@code rank} spatial axes. */
    BaseSpatialDropout(int rank) {
        inputSpec(new InputSpec().rank(rank + 2));
    }

    /** Where the channels are. */
    abstract DataFormat format();

    @Override
    Shape noiseShape(Tensor x) {
        int first = format().spatialAxis();
        Shape shape = x.shape();
        for (int axis = first; axis < first + x.rank() - 2; axis++) {
            shape = shape.with(axis, 1);
        }
        return shape;
    }

    /** Keras's class takes fewer arguments than others and would refuse the rest. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> all = super.config();
        Map<String, Object> config = new LinkedHashMap<>();
        for (String key : new String[] {"rate", "seed", "name"}) {
            config.put(key, all.remove(key));
        }
        config.put("dtype", dtypePolicy().variable().toString());
        if (all.containsKey("data_format")) {
            config.put("data_format", all.get("data_format"));
        }
        return config;
    }
}
