package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Attention in models, and what fixtures do not tell. */
class AttentionTest {
    private static final INDArray QUERY = Nd4j.rand(DataType.FLOAT, 2, 4, 6);
    private static final INDArray VALUE = Nd4j.rand(DataType.FLOAT, 2, 5, 6);

    @Test
    void modelsWithNamedInputsSurviveTheirConfiguration() {
        Tensor query = Input.of(4, 6);
        Tensor value = Input.of(5, 6);
        Tensor heads = new MultiHeadAttention(2, 3)
                .apply(List.of(query, value), new CallArguments().with("use_causal_mask", true));
        List<Tensor> grouped = new GroupQueryAttention(3, 2, 1)
                .name("g")
                .applyAll(List.of(heads, value, value), new CallArguments().with("return_attention_scores", true));
        Model model = new Model(List.of(query, value), grouped);
        Map<String, Object> envelope = Layer.KIND.envelope(model);
        assertThat(envelope.toString()).contains("shapes_dict={query_shape=[null, 4, 6], value_shape=[null, 5, 6]}");
        Model again = (Model) Layer.KIND.get(envelope);
        again.setWeights(model.getWeights());
        List<Tensor> inputs = List.of(Tensor.of(QUERY), Tensor.of(VALUE));
        List<Tensor> expected = model.applyAll(inputs, new CallArguments());
        List<Tensor> actual = again.applyAll(inputs, new CallArguments());
        assertThat(actual).hasSize(2);
        assertThat(actual.get(0).value()).isEqualTo(expected.get(0).value());
        assertThat(actual.get(1).value()).isEqualTo(expected.get(1).value());
        assertThat(actual.get(1).shape().dims()).containsExactly(2, 2, 4, 5);
    }

    @Test
    void filesAndSummariesNameKerassClass() {
        // keras.layers.GroupQueryAttention is the class GroupedQueryAttention, after which Keras names layers and
        // groups in files
        assertThat(new GroupQueryAttention(3, 2, 1).name()).startsWith("grouped_query_attention");
        assertThat(Layer.KIND.envelope(new GroupQueryAttention(3, 2, 1)))
                .containsEntry("class_name", "GroupQueryAttention");
    }

    @Test
    void dropoutChangesTrainingOnly() {
        for (Layer layer : List.of(new Attention().dropout(0.5), new MultiHeadAttention(2, 3).dropout(0.5))) {
            List<Tensor> inputs = List.of(Tensor.of(QUERY), Tensor.of(VALUE));
            INDArray once = layer.apply(inputs).value();
            assertThat(layer.apply(inputs).value()).isEqualTo(once);
            CallArguments training = new CallArguments().training(true);
            assertThat(layer.apply(inputs, training).value()).isNotEqualTo(once);
        }
    }

    @Test
    void theKernelOfEinsumDenseScalesWithTheAxesOfItsEquation() {
        EinsumDense layer = new EinsumDense("abc,cde->abde", null, 20, 30);
        layer.apply(Tensor.of(Nd4j.rand(DataType.FLOAT, 1, 2, 10)));
        double limit = Math.sqrt(6.0 / (10 + 20 * 30));
        double largest = layer.kernel().array().amaxNumber().doubleValue();
        assertThat(largest).isBetween(0.95 * limit, limit);
    }
}
