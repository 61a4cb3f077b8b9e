package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.engine.Input;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adaptations of low rank that are enabled on layers that are built; LayersTest compares those that are arguments with Keras's. */
class LoraTest {
    private static final INDArray X = Nd4j.rand(DataType.FLOAT, 8, 5);
    private static final INDArray Y = Nd4j.rand(DataType.FLOAT, 8, 3);

    private static List<String> names(List<Variable> weights) {
        return weights.stream().map(Variable::name).toList();
    }

    @Test
    void trainingChangesTheAdaptationAlone() {
        Dense dense = new Dense(3);
        Model model = new Sequential(Input.of(5), dense);
        model.compile("adam", "mse");
        model.fit(X, Y, fit -> fit.verbose(0));
        INDArray before = model.predict(X);
        INDArray kernel = dense.kernel().array().dup();

        dense.enableLora(2);
        assertThat(dense.loraEnabled()).isTrue();
        assertThat(names(dense.weights())).containsExactly("kernel", "bias", "lora_kernel_a", "lora_kernel_b");
        assertThat(names(dense.trainableWeights())).containsExactly("bias", "lora_kernel_a", "lora_kernel_b");
        assertThat(dense.config()).containsEntry("lora_rank", 2).containsEntry("lora_alpha", 2.0);
        assertThat(model.predict(X)).isEqualTo(before);

        model.compile("adam", "mse");
        model.fit(X, Y, fit -> fit.verbose(0).epochs(3));
        assertThat(dense.kernel().array()).isEqualTo(kernel);
        INDArray after = model.predict(X);
        assertThat(after).isNotEqualTo(before);
        INDArray sum = dense.savedValues().get(dense.kernel());
        Fixtures.assertClose(X.mmul(sum).addRowVector(dense.bias().array()), after, 1e-5, "the sum in files");
    }

    @Test
    void whatIsReadHoldsTheSum() {
        Dense dense = new Dense(3);
        dense.buildFor(List.of(Shape.of(2, 5)));
        dense.enableLora(2, lora -> lora.loraAlpha(4.0).bInitializer("ones"));
        dense.restoredVariables();

        assertThat(dense.weights().subList(2, 4))
                .allMatch(weight -> weight.array().amaxNumber().doubleValue() == 0);
    }

    @TestFactory
    Stream<DynamicTest> predictionsFollowAtOnce() {
        return Stream.of("adapted", "quantized")
                .map(how -> DynamicTest.dynamicTest(how, () -> {
                    Dense dense = new Dense(3);
                    Model model = new Sequential(Input.of(5), dense);
                    INDArray before = model.predict(X);
                    if (how.equals("adapted")) {
                        dense.enableLora(1, lora -> lora.bInitializer("ones"));
                    } else {
                        dense.quantize("int8");
                    }
                    assertThat(model.predict(X)).isNotEqualTo(before);
                }));
    }

    @Test
    void wrongUse() {
        assertThatThrownBy(() -> new Dense(3).name("d").enableLora(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Dense \"d\": LoRA cannot be enabled, the layer is not built yet");
        assertThatThrownBy(() -> new Dense(3).loraRank(0))
                .hasMessageContaining("lora_rank: expected a positive integer");
        Conv2D constrained = new Conv2D(3, 2).kernelConstraint("max_norm").loraRank(2);
        assertThatThrownBy(() -> constrained.buildFor(List.of(Shape.of(1, 4, 4, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kernel_constraint");
        Embedding twice = new Embedding(4, 3).loraRank(2);
        twice.buildFor(List.of(Shape.of(2, 2)));
        assertThatThrownBy(() -> twice.enableLora(2)).hasMessageContaining("already enabled");
        assertThatThrownBy(() -> twice.loraRank(3)).hasMessageContaining("cannot be changed any more");
    }
}
