package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How masks get from layer to layer. */
class MasksTest {
    private static final INDArray TOKENS = Nd4j.createFromArray(new int[][] {{3, 1, 0, 0}, {2, 0, 4, 1}});
    private static final INDArray MASK = TOKENS.neq(0);

    @Test
    void masksGoThroughModelsThatAreDescribedEagerAndPlanned() {
        Tensor tokens = Input.of(4).dtype("int32");
        Layer embedding = new Embedding(5, 3).maskZero(true);
        Tensor vectors = new Dropout(0.5).apply(embedding.apply(tokens));
        assertThat(vectors.mask().shape()).isEqualTo(Shape.of(Shape.UNKNOWN, 4));
        Tensor mean = new GlobalAveragePooling1D().apply(new Dense(3).apply(vectors));
        assertThat(mean.mask()).isNull();
        Model model = new Model(tokens, mean);
        Dense dense = (Dense) model.getLayer(3);

        INDArray table = embedding.getWeights().get(0);
        INDArray mapped =
                table.mmul(dense.kernel().array()).addRowVector(dense.bias().array());
        INDArray expected = Nd4j.create(DataType.FLOAT, 2, 3);
        expected.putRow(0, mapped.getRows(3, 1).mean(0));
        expected.putRow(1, mapped.getRows(2, 4, 1).mean(0));
        Fixtures.assertClose(model.apply(Tensor.of(TOKENS)).value(), expected, 1e-6, "eager");
        Fixtures.assertClose(model.predict(TOKENS), expected, 1e-6, "planned");
    }

    @Test
    void layersThatDoNotKnowMasksDropThem() {
        Tensor vectors = new Embedding(5, 3).maskZero(true).apply(Tensor.of(TOKENS));
        assertThat(new Dense(2).apply(vectors).mask().value()).isEqualTo(MASK);
        assertThat(new Flatten().apply(vectors).mask()).isNull();
        assertThat(new RepeatVector(2).apply(Ops.mean(vectors, 1)).mask()).isNull();
        // a layer that passes its input on unchanged must neither keep its mask nor take it from the input
        assertThat(new Reshape(4, 3).apply(vectors).mask()).isNull();
        assertThat(vectors.mask().value()).isEqualTo(MASK);
    }

    @Test
    void aMaskMayBeGivenForACall() {
        Tensor x = Tensor.of(Nd4j.rand(DataType.FLOAT, 2, 4, 3));
        Tensor mask = Tensor.of(MASK);
        Tensor given = new GlobalAveragePooling1D().apply(x, new CallArguments().mask(mask));
        assertThat(x.mask()).isNull();
        Tensor attached =
                new GlobalAveragePooling1D().apply(Tensor.of(x.value()).withMask(mask));
        assertThat(given.value()).isEqualTo(attached.value());
        assertThat(given.value())
                .isNotEqualTo(new GlobalAveragePooling1D().apply(x).value());
        assertThat(new Add()
                        .apply(List.of(x, x), new CallArguments().mask(mask))
                        .mask())
                .isNull();
    }
}
