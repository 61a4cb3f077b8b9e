package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.engine.Layer;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The dtypes that layers compute with and keep their weights in. */
class DTypesTest {
    private static final List<Supplier<Layer>> LAYERS = List.of(
            () -> new Dense(3).activation("relu"),
            () -> new Conv2D(3, 2).activation("sigmoid"),
            BatchNormalization::new,
            LayerNormalization::new,
            () -> new GroupNormalization(3),
            UnitNormalization::new,
            RMSNormalization::new,
            () -> new Conv2DTranspose(3, 2).strides(2),
            () -> new DepthwiseConv2D(2),
            () -> new SeparableConv2D(3, 2),
            () -> new MaxPooling2D(2),
            () -> new AveragePooling2D(2),
            GlobalAveragePooling2D::new,
            Flatten::new,
            () -> new Dropout(0.5),
            () -> new PReLU());

    @ParameterizedTest
    @ValueSource(strings = {"float16", "bfloat16", "mixed_float16", "mixed_bfloat16", "float64"})
    void layersComputeAsTheirPolicySays(String policy) {
        INDArray images = Nd4j.rand(DataType.FLOAT, 2, 4, 4, 3);
        for (Supplier<Layer> maker : LAYERS) {
            Layer reference = maker.get();
            INDArray expected = reference.apply(Tensor.of(images)).value();
            Layer layer = maker.get().dtype(policy);
            layer.buildFor(reference.builtShapes());
            layer.setWeights(reference.getWeights());
            Tensor y = layer.apply(Tensor.of(images));
            assertThat(y.dtype())
                    .as("output of " + layer)
                    .isEqualTo(layer.dtypePolicy().compute());
            layer.weights()
                    .forEach(weight -> assertThat(weight.dtype())
                            .isEqualTo(layer.dtypePolicy().variable()));
            Fixtures.assertClose(
                    y.value().castTo(DataType.FLOAT),
                    expected,
                    policy.endsWith("bfloat16") ? 2e-2 : 3e-3,
                    layer.toString());
        }
    }

    @Test
    void spectralNormalizationOfEmbeddingsStaysFloating() {
        Tensor tokens = Tensor.of(Nd4j.createFromArray(new int[][] {{1, 2}, {0, 1}}));
        SpectralNormalization layer = new SpectralNormalization(new Embedding(3, 2));
        layer.apply(tokens);
        Variable table = ((Embedding) layer.layer()).embeddings();
        table.set(Nd4j.createFromArray(new float[][] {{0, 0}, {4, 0}, {0, 1}}));
        for (int step = 0; step < 20; step++) {
            layer.apply(tokens, true);
        }
        INDArray expected = Nd4j.createFromArray(new float[][][] {{{1, 0}, {0, 0.25f}}, {{0, 0}, {1, 0}}});
        Fixtures.assertClose(layer.apply(tokens).value(), expected, 1e-5, "vectors");
    }
}
