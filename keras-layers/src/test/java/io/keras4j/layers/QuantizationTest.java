package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.engine.DTypePolicy;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.quantizers.AbsMaxQuantizer;
import io.keras4j.quantizers.Int8QuantizationConfig;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers and models that are quantized after they were built; LayersTest compares those whose dtype says so with Keras's. */
class QuantizationTest {
    private static final INDArray X = Nd4j.rand(DataType.FLOAT, 8, 5).subi(0.5);

    private static Layer built(Layer layer) {
        layer.buildFor(List.of(Shape.of(2, 5)));
        return layer;
    }

    private static List<String> names(List<Variable> weights) {
        return weights.stream()
                .map(weight -> weight.name() + " " + weight.dtype())
                .toList();
    }

    @Test
    void keepsWhatItLearned() {
        Dense dense = new Dense(6).activation("tanh");
        Model model = new Sequential(Input.of(5), dense, new Activation("relu"), new Dense(3).name("head"));
        INDArray before = model.predict(X);
        model.quantize(new Int8QuantizationConfig(), layer -> !layer.name().equals("head"));

        assertThat(dense.dtypePolicy().name()).isEqualTo("int8_from_float32");
        assertThat(names(dense.weights())).containsExactly("bias float32", "kernel int8", "kernel_scale float32");
        assertThat(names(List.copyOf(dense.savedVariables().values())))
                .containsExactly("kernel int8", "bias float32", "kernel_scale float32");
        assertThat(dense.kernel().array().amaxNumber().intValue()).isEqualTo(127);
        assertThat(model.getLayer("head").weights().get(0).dtype()).isEqualTo(DType.FLOAT32);
        Fixtures.assertClose(model.predict(X), before, 0.03, "predictions");
        assertThat(model.predict(X)).isNotEqualTo(before);
    }

    @Test
    void dotsStandForAnyAxes() {
        EinsumDense dots = (EinsumDense) built(new EinsumDense("...x,xy->...y", 3).dtype("int8_from_float32"));
        EinsumDense named = (EinsumDense) built(new EinsumDense("ax,xy->ay", 3).dtype("int8_from_float32"));
        INDArray kernel = Nd4j.createFromArray(new byte[] {1, -2, 3, 4, 5, -6, 7, 8, 9, 10, 11, 12, -13, 14, 127})
                .reshape(5, 3);
        dots.kernel().set(kernel);
        named.kernel().set(kernel);

        assertThat(dots.apply(Tensor.of(X)).value())
                .isEqualTo(named.apply(Tensor.of(X)).value());
    }

    @Test
    void quantizersOfOnesOwn() {
        Dense dense = (Dense) built(new Dense(3));
        dense.quantize(new Int8QuantizationConfig()
                .weightQuantizer(new AbsMaxQuantizer().axis(0).valueRange(-15, 15))
                .activationQuantizer(null));

        assertThat(dense.kernel().array().amaxNumber().intValue()).isEqualTo(15);
        Layer again = Layer.KIND.get(Layer.KIND.envelope(dense));
        assertThat(again.config()).isEqualTo(dense.config());
        assertThat(names(again.weights())).isEqualTo(names(dense.weights()));
    }

    @Test
    void wrongUse() {
        assertThatThrownBy(() -> new Dense(3).name("d").quantize("int8"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Dense \"d\" cannot be quantized, it is not built yet");
        Layer twice = built(new Dense(3).name("d"));
        twice.quantize("int8");
        assertThatThrownBy(() -> twice.quantize("int8"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already quantized")
                .hasMessageContaining("int8_from_float32");
        assertThatThrownBy(() -> built(new Dense(3)).quantize("int9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[int8, int4, float8, gptq, awq]")
                .hasMessageContaining("int9");
        assertThatThrownBy(() -> built(new Dense(3)).quantize("gptq")).hasMessageContaining("supported are [int8");
        assertThatThrownBy(() -> built(new Dense(3).dtype("float16")).quantize("int8"))
                .hasMessageContaining("does not work well")
                .hasMessageContaining("float16");
        assertThatThrownBy(() -> built(new Flatten()).quantize("int8"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Flatten");
        assertThatThrownBy(() -> new AbsMaxQuantizer().valueRange(-200, 7)).hasMessageContaining("[-200, 7]");
        assertThatThrownBy(
                        () -> new Int8QuantizationConfig().weightQuantizer(new AbsMaxQuantizer().outputDtype("int16")))
                .hasMessageContaining("output_dtype=\"int8\"");
        assertThatThrownBy(() -> DTypePolicy.of("int4/0_from_float32")).hasMessageContaining("block size");
    }
}
