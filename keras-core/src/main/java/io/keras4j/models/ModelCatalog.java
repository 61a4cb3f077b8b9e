package io.keras4j.models;

import io.keras4j.config.Kind;
import io.keras4j.engine.InputLayer;
import io.keras4j.engine.Layer;

/** The models, and where they begin, by Keras's names. */
public final class ModelCatalog implements Kind.Catalog {
    @Override
    public void load() {
        Layer.KIND.add("keras.layers", "InputLayer", InputLayer.class, InputLayer::new);
        Layer.KIND.add("keras", "Sequential", Sequential.class, Sequential::new);
        Layer.KIND.addUnexported("keras.src.models.functional", "Functional", Model.class, Model::new);
    }
}
