package io.keras4j.layers;

import io.keras4j.config.Kind;
import io.keras4j.engine.Layer;
import java.util.function.Supplier;

/** Makes the layers known under Keras's names. */
public final class LayerCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add("Activation", Activation.class, Activation::new);
        add("Add", Add.class, Add::new);
        add("AveragePooling1D", AveragePooling1D.class, AveragePooling1D::new, "AvgPool1D");
        add("AveragePooling2D", AveragePooling2D.class, AveragePooling2D::new, "AvgPool2D");
        add("AveragePooling3D", AveragePooling3D.class, AveragePooling3D::new, "AvgPool3D");
        add("BatchNormalization", BatchNormalization.class, BatchNormalization::new);
        add("Concatenate", Concatenate.class, Concatenate::new);
        add("Conv1D", Conv1D.class, Conv1D::new, "Convolution1D");
        add("Conv2D", Conv2D.class, Conv2D::new, "Convolution2D");
        add("Conv3D", Conv3D.class, Conv3D::new, "Convolution3D");
        add("Dense", Dense.class, Dense::new);
        add("Dropout", Dropout.class, Dropout::new);
        add("Embedding", Embedding.class, Embedding::new);
        add("Flatten", Flatten.class, Flatten::new);
        add("GlobalAveragePooling1D", GlobalAveragePooling1D.class, GlobalAveragePooling1D::new, "GlobalAvgPool1D");
        add("GlobalAveragePooling2D", GlobalAveragePooling2D.class, GlobalAveragePooling2D::new, "GlobalAvgPool2D");
        add("GlobalAveragePooling3D", GlobalAveragePooling3D.class, GlobalAveragePooling3D::new, "GlobalAvgPool3D");
        add("GlobalMaxPooling1D", GlobalMaxPooling1D.class, GlobalMaxPooling1D::new, "GlobalMaxPool1D");
        add("GlobalMaxPooling2D", GlobalMaxPooling2D.class, GlobalMaxPooling2D::new, "GlobalMaxPool2D");
        add("GlobalMaxPooling3D", GlobalMaxPooling3D.class, GlobalMaxPooling3D::new, "GlobalMaxPool3D");
        add("MaxPooling1D", MaxPooling1D.class, MaxPooling1D::new, "MaxPool1D");
        add("MaxPooling2D", MaxPooling2D.class, MaxPooling2D::new, "MaxPool2D");
        add("MaxPooling3D", MaxPooling3D.class, MaxPooling3D::new, "MaxPool3D");
        add("Reshape", Reshape.class, Reshape::new);
    }

    private static <L extends Layer> void add(String className, Class<L> type, Supplier<L> maker, String... aliases) {
        Layer.KIND.add("keras.layers", className, type, maker, aliases);
    }
}
