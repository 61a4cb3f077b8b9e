package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.engine.Layer;
import io.keras4j.initializers.TruncatedNormal;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.Set;

/**
 * In training, first divides the kernel of the layer inside, or its embeddings, by its largest singular value, which power iteration
 * approximates from step to step; <a
 * href="https://keras.io/api/layers/normalization_layers/spectral_normalization/">Keras's</a>. This bounds how steep the layer is.
 *
 * <p>Input and output: those of the layer inside. Weights: those of the layer and vector_u (1, last size of the kernel), which is not trained
 * by gradients. Source: Miyato et al., Spectral Normalization for Generative Adversarial Networks (2018).
 *
 * <pre>{@code
 * new SpectralNormalization(new Conv2D(64, 3)).powerIterations(2)
 * }</pre>
 */
public final class SpectralNormalization extends Wrapper<SpectralNormalization> {
    private static final Set<String> KERNELS = Set.of("kernel", "embeddings");

    private final Argument<Integer> powerIterations = argument("power_iterations", Codecs.atLeast(1), 1);
    private Variable kernel;
    private Variable vectorU;

    /** To be configured. */
    SpectralNormalization() {}

    /** Around this layer. */
    public SpectralNormalization(Layer layer) {
        super(layer);
    }

    /** Sets the number of iterations a step; 1 by default. */
    public SpectralNormalization powerIterations(int number) {
        powerIterations.set(number);
        return this;
    }

    @Override
    protected void build(Shape input) {
        inputSpec(new InputSpec().minRank(1).axis(-1, input.dim(-1)));
        kernel = layer().ownVariables().stream()
                .filter(weight -> KERNELS.contains(weight.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        layer().typeName() + " \"" + layer().name() + "\" has neither a kernel nor embeddings"));
        shareWeight(kernel);
        vectorU = addWeight(
                "vector_u",
                Shape.of(1, kernel.shape().dim(-1)),
                kernel.dtype(),
                new TruncatedNormal(0, 0.02),
                null,
                null,
                false);
    }

    @Override
    protected Tensor call(Tensor x) {
        if (training()) {
            normalizeKernel();
        }
        Tensor y = layer().apply(x);
        return x.dtype().isFloating() ? Ops.cast(y, x.dtype()) : y;
    }

    private void normalizeKernel() {
        Tensor before = kernel.value();
        Tensor matrix = Ops.reshape(before, -1, kernel.shape().dim(-1));
        Tensor u = vectorU.value();
        Tensor v = null;
        for (int i = 0; i < powerIterations.get(); i++) {
            v = unit(Ops.matmul(u, matrix, false, true));
            u = unit(Ops.matmul(v, matrix));
        }
        Tensor sigma = Ops.matmul(Ops.matmul(v, matrix), u, false, true);
        Tensor isZero = Ops.all(Ops.equal(before, 0));
        vectorU.assign(Ops.where(isZero, vectorU.value(), u));
        kernel.assign(Ops.where(isZero, before, Ops.divide(before, Ops.squeeze(sigma))));
    }

    private static Tensor unit(Tensor row) {
        return Ops.normalize(row, List.of(-1), 2, FloatX.epsilon());
    }
}
