package io.keras4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.Keras;
import io.keras4j.engine.DTypePolicy;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.optimizers.LossScaleOptimizer;
import io.keras4j.optimizers.SGD;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Variable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models that compute with 16 bits and keep their weights in 32. */
class MixedPrecisionTest {
    private static final INDArray X =
            Nd4j.linspace(DataType.FLOAT, -1, 2.0 / 127, 128).reshape(32, 4);
    private static final INDArray Y =
            Nd4j.linspace(DataType.FLOAT, 0, 1.0 / 31, 32).reshape(32, 1);

    @AfterEach
    void computeWith32BitsAgain() {
        DTypePolicy.setDefault(null);
    }

    private static Sequential model(String policy) {
        DTypePolicy.setDefault(policy == null ? null : DTypePolicy.of(policy));
        Keras.setRandomSeed(3);
        return new Sequential(
                Input.of(4), new Dense(8).activation("tanh"), new BatchNormalization(), new Dense(1).dtype("float32"));
    }

    private static double lastLoss(Sequential model) {
        return model.fit(X, Y, fit -> fit.epochs(15).batchSize(8).shuffle(false).verbose(0))
                .last("loss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed_bfloat16", "mixed_float16"})
    void trainsNearlyAsWith32Bits(String policy) {
        Sequential reference = model(null);
        reference.compile(new SGD(0.05), "mse");
        double expected = lastLoss(reference);
        Sequential model = model(policy);
        model.compile(new SGD(0.05), "mse");

        double loss = lastLoss(model);

        assertThat(loss).isNotEqualTo(expected).isBetween(0.8 * expected, 1.25 * expected);
        assertThat(model.weights()).extracting(Variable::dtype).containsOnly(DType.FLOAT32);
        assertThat(model.predict(X).dataType()).isEqualTo(DataType.FLOAT);
        assertThat(model.evaluate(X, Y).get("loss")).isFinite();
    }

    @Test
    void theLossIsScaledForFloat16Only() {
        Sequential half = model("mixed_float16");
        half.compile("adam", "mse");
        assertThat(half.optimizer()).isInstanceOf(LossScaleOptimizer.class);
        assertThat(half.optimizer().name()).isEqualTo("loss_scale_optimizer");
        half.compile(new LossScaleOptimizer(new Adam()), "mse");
        assertThat(((LossScaleOptimizer) half.optimizer()).innerOptimizer()).isInstanceOf(Adam.class);
        half.compile(c -> c.optimizer("adam").loss("mse").autoScaleLoss(false));
        assertThat(half.optimizer()).isInstanceOf(Adam.class);

        Sequential brain = model("mixed_bfloat16");
        brain.compile("adam", "mse");
        assertThat(brain.optimizer()).isInstanceOf(Adam.class);
    }

    /** As in Keras, whose files hold what was given to compile. */
    @Test
    void theConfigurationHoldsTheOptimizerThatWasGiven() {
        Sequential model = model("mixed_float16");
        model.compile("adam", "mse");
        Map<?, ?> config = (Map<?, ?>) model.state().get("compile_config");
        assertThat(((Map<?, ?>) config.get("optimizer")).get("class_name")).isEqualTo("Adam");
    }
}
