package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Impossible arguments are refused where they are given, impossible inputs where a layer is applied, by messages that say what is wrong. */
class WrongUseTest {
    private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    private static Tensor ones(long... shape) {
        return Ops.ones(Shape.of(shape), DType.FLOAT32);
    }

    @Test
    void dense() {
        refused(() -> new Dense(0)).hasMessage("Dense: units: expected a positive integer, got 0");
        refused(() -> new Dense(3).activation("rleu"))
                .hasMessageContaining("Dense: activation: unknown activation \"rleu\"")
                .hasMessageContaining("\"relu\"");
        refused(() -> new Dense(3).kernelInitializer("glorot"))
                .hasMessageContaining("kernel_initializer: unknown initializer \"glorot\"");
        refused(() -> new Dense(3).name("hidden").kernelRegularizer("l3"))
                .hasMessageContaining("Dense \"hidden\": kernel_regularizer: unknown regularizer \"l3\"");
        refused(() -> new Dense(3).biasConstraint("positive")).hasMessageContaining("unknown constraint");
        refused(() -> new Dense(3).dtype("float23")).hasMessageContaining("float23");
        refused(() -> new Dense(3).name("d").apply(ones(4)))
                .hasMessage("Input 0 of layer \"d\" is incompatible with the layer: expected min_ndim=2, found ndim=1."
                        + " Full shape received: (4,)");
        Dense built = new Dense(3).name("d");
        built.apply(ones(2, 4));
        refused(() -> built.apply(ones(2, 5)))
                .hasMessageContaining("expected axis -1 of input shape to have value 4")
                .hasMessageContaining("(2, 5)");
        refused(() -> new Dense(3)
                        .name("d")
                        .apply(Input.like(new io.keras4j.tensor.TensorSpec(Shape.of(2, Shape.UNKNOWN), DType.FLOAT32))))
                .hasMessageContaining("shape of weight kernel is not fully known");
        refused(() -> new Dense(3).name("d").apply(ones(2, 4), ones(2, 4)))
                .hasMessageContaining("\"d\"")
                .hasMessageContaining("expects 1 input, got 2");
        refused(() -> new Dense(3).name("d").apply(List.of())).hasMessageContaining("applied to no inputs");
    }

    @Test
    void configurations() {
        refused(() -> Layer.KIND.get(Map.of("class_name", "Dense", "config", Map.of())))
                .hasMessage("Dense: the argument units is required");
        refused(() -> Layer.KIND.get(Map.of("class_name", "Dense", "config", Map.of("units", 3, "unit", 4))))
                .hasMessageContaining("Dense: unknown argument unit;")
                .hasMessageContaining("units");
        refused(() -> Layer.KIND.get(Map.of("class_name", "Dense", "config", Map.of("units", 2.5))))
                .hasMessage("Dense: units: expected an integer, got 2.5");
        refused(() -> Layer.KIND.get(Map.of("class_name", "Dense", "config", Map.of("units", 3, "lora_rank", 0))))
                .hasMessageContaining("lora_rank: expected a positive integer, got 0");
        refused(() -> Layer.KIND.get(Map.of(
                        "class_name",
                        "Dense",
                        "config",
                        Map.of("units", 3, "quantization_config", Map.of("mode", "int8")))))
                .hasMessageContaining("quantization_config: expected an object with a class_name");
        refused(() -> Layer.KIND.get(Map.of(
                        "class_name",
                        "Conv2D",
                        "config",
                        Map.of("filters", 4, "kernel_size", List.of(3, 3), "groups", 3))))
                .hasMessageContaining("groups=3");
        refused(() -> Layer.KIND.get(Map.of("class_name", "Dence", "config", Map.of())))
                .hasMessageContaining("unknown layer \"Dence\"")
                .hasMessageContaining("\"Dense\"");
    }

    @Test
    void aBuiltLayerCannotBeChanged() {
        Dense layer = new Dense(3).name("hidden");
        layer.apply(ones(2, 4));
        assertThatThrownBy(() -> layer.activation("relu"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Layer \"hidden\": activation cannot be changed any more, the layer is built; make a new layer"
                                + " instead");
        assertThatThrownBy(() -> layer.dtype("float64")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new EmbeddingBuilt().layer.weights(Nd4j.zeros(3, 2)))
                .isInstanceOf(IllegalStateException.class);
        layer.setTrainable(false);
        assertThat(layer.trainableWeights()).isEmpty();
    }

    private static final class EmbeddingBuilt {
        private final Embedding layer = new Embedding(3, 2);

        EmbeddingBuilt() {
            layer.apply(Tensor.of(Nd4j.createFromArray(0, 1)));
        }
    }

    @Test
    void aLayerThatCouldNotBeBuiltIsNotBuilt() {
        Conv2D layer = new Conv2D(4, 3).groups(2).name("c");
        refused(() -> layer.apply(ones(1, 5, 5, 3)))
                .hasMessageContaining(
                        "Conv2D \"c\": the number of input channels must be evenly divisible by the number of"
                                + " groups")
                .hasMessageContaining("3 channels");
        assertThat(layer.isBuilt()).isFalse();
        assertThat(layer.apply(ones(1, 5, 5, 4)).shape()).isEqualTo(Shape.of(1, 3, 3, 4));
        assertThat(layer.weights()).hasSize(2);
    }

    @Test
    void adaptivePooling() {
        refused(() -> new AdaptiveMaxPooling2D(0))
                .hasMessage("AdaptiveMaxPooling2D: output_size: expected a positive integer, got 0");
        refused(() -> new AdaptiveAveragePooling2D(1, 2, 3))
                .hasMessageContaining("output_size: expected 2 positive integers or one");
        refused(() -> new AdaptiveAveragePooling1D(2).name("p").apply(ones(2, 3)))
                .hasMessageContaining("expected ndim=3, found ndim=2");
        refused(() -> new AdaptiveAveragePooling1D(2).apply(Input.of(Shape.UNKNOWN, 3)))
                .hasMessageContaining("must be known");
    }

    @Test
    void preprocessing() {
        refused(() -> Layer.KIND.get(Map.of("class_name", "Rescaling", "config", Map.of("scale", "a"))))
                .hasMessageContaining("scale: expected a number or an array of numbers, got \"a\"");
        refused(() -> Layer.KIND.get(Map.of(
                        "class_name", "Rescaling", "config", Map.of("scale", List.of(List.of(1, 2), List.of(3))))))
                .hasMessageContaining("expected lists of equal lengths");
        refused(() -> Layer.KIND.get(Map.of("class_name", "Normalization", "config", Map.of("mean", 1))))
                .hasMessageContaining("either both mean and variance must be given or none");
        refused(() -> new Normalization().axis(2).apply(ones(2, 3))).hasMessageContaining("axis 2 is out of range");
        refused(() -> new Normalization(Nd4j.ones(2), Nd4j.ones(3)).apply(ones(2, 3)))
                .hasMessageContaining("mean and variance must have one shape");
        refused(() -> new Normalization().adapt(List.of())).hasMessageContaining("expected at least one batch");
        Normalization built = new Normalization();
        built.apply(ones(2, 3));
        refused(() -> built.adapt(Nd4j.ones(2, 4))).hasMessageContaining("got data of shape (2, 4)");
        assertThatThrownBy(() -> new Normalization(0, 1).adapt(Nd4j.ones(2, 3)))
                .isInstanceOf(IllegalStateException.class);
        refused(() -> new AlphaDropout(1.5)).hasMessageContaining("rate: expected a number from 0.0 to 1.0, got 1.5");
        refused(() -> new io.keras4j.initializers.STFT("both"))
                .hasMessageContaining("side: expected one of [real, imag]");
        refused(() -> new io.keras4j.initializers.STFT().window("kaiser"))
                .hasMessageContaining("window: expected one of");
        refused(() -> new io.keras4j.initializers.STFT().create(Shape.of(3, 2, 4), DType.FLOAT32))
                .hasMessageContaining(
                        "STFT: expected a shape (frame length, 1, at least 2 frequencies), got (3, 2, 4)");
    }

    @Test
    void einsumDense() {
        refused(() -> new EinsumDense("ab,bc,cd->ad", 3))
                .hasMessageContaining("EinsumDense: equation: expected an equation of the form [X],[Y]->[Z]")
                .hasMessageContaining("ab,bc,cd->ad");
        refused(() -> new EinsumDense("...ab,bc->ac", 3)).hasMessageContaining("equation");
        refused(() -> new EinsumDense("ab,bc->ac", 0))
                .hasMessageContaining("output_shape: expected a positive integer, got 0");
        refused(() -> new EinsumDense("ab,bc->ac", 3).name("e").apply(ones(2, 3, 4)))
                .hasMessageContaining(
                        "EinsumDense \"e\": the equation \"ab,bc->ac\" does not fit an input of shape (2, 3, 4)");
        refused(() -> new EinsumDense("abc,cd->abd", 3).apply(ones(2, 3, 4)))
                .hasMessageContaining("output_shape=[3] does not fit the equation");
        refused(() -> new EinsumDense("abc,cd->abd", 5, 3).apply(ones(2, 3, 4)))
                .hasMessageContaining("the input has size 3 along 'b' of the equation \"abc,cd->abd\", the output 5");
        refused(() -> new EinsumDense("ab,bz->ac", 3).apply(ones(2, 3)))
                .hasMessageContaining("'c' of the output is neither in the input nor in the kernel");
        refused(() -> new EinsumDense("ab,bcz->ac", 3).apply(ones(2, 3)))
                .hasMessageContaining("'z' of the kernel is neither in the input nor in the output");
        refused(() -> new EinsumDense("ab,bc->ac", 3).biasAxes("b").apply(ones(2, 3)))
                .hasMessageContaining("bias_axes=\"b\": 'b' is not in the output");
    }

    @Test
    void attention() {
        refused(() -> new Attention().scoreMode("sum"))
                .hasMessage("Attention: score_mode: expected one of [dot, concat], got \"sum\"");
        refused(() -> new Attention().dropout(2))
                .hasMessageContaining("dropout: expected a number from 0.0 to 1.0, got 2");
        refused(() -> new Attention().name("a").apply(ones(2, 3, 4)))
                .hasMessageContaining("Attention \"a\": expected 2 or 3 inputs, namely query and value");
        refused(() -> new MultiHeadAttention(0, 3))
                .hasMessageContaining("num_heads: expected a positive integer, got 0");
        refused(() -> new MultiHeadAttention(2, 3).valueDim(0)).hasMessageContaining("value_dim");
        refused(() -> new MultiHeadAttention(2, 3).slidingWindow(0)).hasMessageContaining("sliding_window");
        refused(() -> new MultiHeadAttention(2, 3).flashAttention(true))
                .hasMessage("MultiHeadAttention: flash_attention: expected null or false: true is not supported");
        refused(() -> new MultiHeadAttention(2, 3).name("m").apply(ones(2, 3, 4)))
                .hasMessageContaining("MultiHeadAttention \"m\": expected 2 or 3 inputs");
        refused(() -> new MultiHeadAttention(2, 3).apply(ones(2, 3, 4), ones(2, 5, 4), ones(2, 6, 4)))
                .hasMessageContaining("all sizes of value and key but the first and the last must be equal")
                .hasMessageContaining("(2, 6, 4)");
        refused(() -> new GroupQueryAttention(4, 3, 2))
                .hasMessage("GroupedQueryAttention: num_query_heads must be divisible by num_key_value_heads, got"
                        + " num_query_heads=3, num_key_value_heads=2");
        refused(() -> new GroupQueryAttention(4, 4, 2).apply(ones(2, 3, 4), ones(2, 5, 6)))
                .hasMessageContaining("the last sizes of query and value must be equal");
    }

    @Test
    void normalizations() {
        refused(() -> new GroupNormalization(0))
                .hasMessage(
                        "GroupNormalization: groups: expected a positive integer, or -1 for instance normalization, got 0");
        refused(() -> new GroupNormalization(4).name("g").apply(ones(2, 6)))
                .hasMessageContaining(
                        "GroupNormalization \"g\": the number of channels must be a multiple of the number of"
                                + " groups, got 6 channels (axis -1 of shape (2, 6)) and groups=4");
        refused(() -> new GroupNormalization().apply(ones(2, 6))).hasMessageContaining("groups=32");
        refused(() -> new UnitNormalization().axis(3).apply(ones(2, 6))).hasMessageContaining("axis 3 is out of range");
        refused(() -> new RMSNormalization().axis(1).apply(ones(2, 3, 4)))
                .hasMessageContaining("axis must name the last axes, got axis=[1] for an input of shape (2, 3, 4)");
        refused(() -> new SpectralNormalization(new Dense(2)).powerIterations(0))
                .hasMessageContaining("power_iterations: expected a positive integer, got 0");
        refused(() -> new SpectralNormalization(new ReLU().name("r")).apply(ones(2, 3)))
                .hasMessageContaining("ReLU \"r\" has neither a kernel nor embeddings");
    }

    @Test
    void transposedConvolutions() {
        refused(() -> new Conv2DTranspose(2, 3).padding("causal")).hasMessageContaining("padding");
        refused(() -> new Conv2DTranspose(2, 3).strides(2).outputPadding(1, 2))
                .hasMessage("Conv2DTranspose: output_padding must be less than strides along each axis,"
                        + " got output_padding=[1, 2], strides=[2, 2]");
        refused(() -> new Conv2DTranspose(2, 3).strides(2).outputPadding(-1))
                .hasMessageContaining("output_padding: expected an integer of at least 0, got -1");
        refused(() -> new Conv1DTranspose(2, 3).strides(2).dilationRate(2)).hasMessageContaining("do not go together");
        refused(() -> new Conv1DTranspose(2, 3).name("t").apply(ones(2, 3)))
                .hasMessageContaining("expected min_ndim=3, found ndim=2");
        refused(() -> new Conv1DTranspose(2, 3).name("t").apply(ones(2, 3, 2, 2)))
                .hasMessageContaining("Conv1DTranspose \"t\": conv_transpose: a kernel of shape (3, 2, 2)")
                .hasMessageContaining("(2, 3, 2, 2)");
    }

    @Test
    void depthwiseConvolutions() {
        refused(() -> new DepthwiseConv2D(3).depthMultiplier(0))
                .hasMessage("DepthwiseConv2D: depth_multiplier: expected a positive integer, got 0");
        refused(() -> new DepthwiseConv1D(3).padding("causal")).hasMessageContaining("padding");
        refused(() -> new DepthwiseConv2D(3).name("d").apply(ones(1, 2, 5, 3)))
                .hasMessageContaining("DepthwiseConv2D \"d\": conv: a window of [3, 3]")
                .hasMessageContaining("does not fit into an input of shape (1, 2, 5, 3)");
        refused(() -> new SeparableConv2D(0, 3)).hasMessageContaining("filters: expected a positive integer, got 0");
        refused(() -> new SeparableConv2D(2, 3).pointwiseInitializer("he"))
                .hasMessageContaining("pointwise_initializer: unknown initializer \"he\"");
        DepthwiseConv2D built = new DepthwiseConv2D(2).name("d");
        built.apply(ones(1, 4, 4, 3));
        refused(() -> built.apply(ones(1, 4, 4, 2)))
                .hasMessageContaining("expected axis -1 of input shape to have value 3");
    }

    @Test
    void convolutions() {
        refused(() -> new Conv2D(0, 3)).hasMessage("Conv2D: filters: expected a positive integer, got 0");
        refused(() -> new Conv2D(2, 0)).hasMessageContaining("kernel_size: expected a positive integer, got 0");
        refused(() -> new Conv2D(2, 3, 3, 3)).hasMessageContaining("kernel_size: expected 2 positive integers or one");
        refused(() -> new Conv2D(2, 3).strides(0)).hasMessageContaining("strides");
        refused(() -> new Conv2D(2, 3).dilationRate(1, 0)).hasMessageContaining("dilation_rate");
        refused(() -> new Conv2D(2, 3).padding("full")).hasMessageContaining("padding: expected one of [valid, same]");
        refused(() -> new Conv2D(2, 3).padding("causal")).hasMessageContaining("padding");
        refused(() -> new Conv2D(2, 3).dataFormat("nhwc"))
                .hasMessageContaining("data_format: expected one of [channels_last, channels_first], got \"nhwc\"");
        refused(() -> new Conv2D(2, 3).groups(0)).hasMessageContaining("groups");
        refused(() -> new Conv2D(4, 3).groups(3))
                .hasMessage(
                        "Conv2D: the number of filters must be evenly divisible by the number of groups, got filters=4,"
                                + " groups=3");
        refused(() -> new Conv2D(4, 3).strides(2).dilationRate(1, 2)).hasMessageContaining("do not go together");
        refused(() -> new Conv2D(4, 3).dilationRate(2).strides(1, 2)).hasMessageContaining("do not go together");
        refused(() -> new Conv2D(4, 3).name("c").apply(ones(2, 5, 3)))
                .hasMessageContaining(
                        "Input 0 of layer \"c\" is incompatible with the layer: expected min_ndim=4, found"
                                + " ndim=3");
        refused(() -> new Conv2D(4, 3).name("c").apply(ones(1, 2, 5, 5, 3)))
                .hasMessageContaining("Conv2D \"c\"")
                .hasMessageContaining("4 axes");
        refused(() -> new Conv2D(4, 6).name("c").apply(ones(1, 5, 5, 3)))
                .hasMessageContaining("Conv2D \"c\"")
                .hasMessageContaining("does not fit into an input of shape (1, 5, 5, 3)");
        assertThat(new Conv1D(2, 3).padding("CAUSAL").config()).containsEntry("padding", "causal");
    }

    @Test
    void pooling() {
        refused(() -> new MaxPooling2D(0)).hasMessageContaining("pool_size");
        refused(() -> new MaxPooling2D(2, 2, 2)).hasMessageContaining("pool_size: expected 2 positive integers or one");
        refused(() -> new AveragePooling1D(2).strides(-1)).hasMessageContaining("strides");
        refused(() -> new MaxPooling2D(2).padding("causal")).hasMessageContaining("padding");
        refused(() -> new MaxPooling2D(2).name("p").apply(ones(2, 4, 3)))
                .hasMessageContaining("layer \"p\"")
                .hasMessageContaining("expected ndim=4, found ndim=3");
        refused(() -> new MaxPooling2D(5).name("p").apply(ones(2, 4, 4, 3)))
                .hasMessageContaining("MaxPooling2D \"p\"")
                .hasMessageContaining("does not fit");
        refused(() -> new GlobalAveragePooling2D().apply(ones(2, 4, 3))).hasMessageContaining("expected ndim=4");
        refused(() -> new GlobalMaxPooling1D().dataFormat("last")).hasMessageContaining("data_format");
    }

    @Test
    void regularisation() {
        refused(() -> new Dropout(-0.1)).hasMessage("Dropout: rate: expected a number from 0.0 to 1.0, got -0.1");
        refused(() -> new Dropout(1.1)).hasMessageContaining("rate");
        refused(() -> new Dropout(Double.NaN)).hasMessageContaining("rate");
        refused(() -> new Dropout(0.5).noiseShape(null, 0)).hasMessageContaining("noise_shape");
        refused(() -> new GaussianNoise(1.5)).hasMessageContaining("stddev");
        refused(() -> new GaussianDropout(1)).hasMessageContaining("rate");
        refused(() -> new SpatialDropout2D(0.5).apply(ones(2, 3, 4))).hasMessageContaining("expected ndim=4");
    }

    @Test
    void reshaping() {
        refused(() -> new Reshape(2, -2)).hasMessageContaining("target_shape");
        refused(() -> new Reshape(-1, -1)).hasMessageContaining("a shape with at most one -1");
        refused(() -> new Reshape(2, 4).name("r").apply(ones(3, 9)))
                .hasMessageContaining("Reshape \"r\"")
                .hasMessageContaining("samples of shape (9,) do not fit into target_shape (2, 4)");
        refused(() -> new Reshape(2, -1).apply(ones(3, 9))).hasMessageContaining("target_shape (2, None)");
        refused(() -> new Permute(1, 3)).hasMessageContaining("dims: expected a permutation");
        refused(() -> new Permute(2, 1).apply(ones(2, 3, 4, 5))).hasMessageContaining("expected ndim=3");
        refused(() -> new RepeatVector(0)).hasMessageContaining("n: expected a positive integer");
        refused(() -> new RepeatVector(2).apply(ones(2, 3, 4))).hasMessageContaining("expected ndim=2");
        refused(() -> new ZeroPadding2D(-1)).hasMessageContaining("padding");
        refused(() -> new ZeroPadding2D(1, 2, 3))
                .hasMessageContaining("padding: expected an integer, 2 integers or 2 pairs");
        refused(() -> new ZeroPadding1D(1, 2, 3)).hasMessageContaining("padding: expected an integer or a pair");
        refused(() -> new Cropping1D(2, 3).name("c").apply(ones(2, 5, 1)))
                .hasMessageContaining("Cropping1D \"c\": cropping must be smaller than the input along each axis");
        refused(() -> new Cropping2D(2).apply(ones(2, 5, 4, 1))).hasMessageContaining("(2, 5, 4, 1)");
        refused(() -> new UpSampling2D(2).interpolation("cubic"))
                .hasMessageContaining(
                        "interpolation: expected one of [nearest, bilinear, bicubic, lanczos3, lanczos5]");
        refused(() -> new UpSampling2D(0)).hasMessageContaining("size");
        refused(() -> new UpSampling1D(2).apply(ones(2, 3))).hasMessageContaining("expected ndim=3");
    }

    @Test
    void others() {
        refused(() -> new Embedding(0, 2)).hasMessage("Embedding: input_dim: expected a positive integer, got 0");
        refused(() -> new Embedding(3, -2)).hasMessageContaining("output_dim");
        refused(() -> new Embedding(3, 2).weights(Nd4j.zeros(2, 2)).apply(Tensor.of(Nd4j.createFromArray(0, 1))))
                .hasMessageContaining("has shape (3, 2), got an array of shape (2, 2)");
        assertThatThrownBy(() -> new Embedding(3, 2).apply(Tensor.of(Nd4j.createFromArray(0, 3))))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 3 is out")
                .hasMessageContaining("of size 3");
        refused(() -> new ReLU().maxValue(-1.0)).hasMessageContaining("max_value");
        refused(() -> new ReLU().negativeSlope(-0.1)).hasMessageContaining("negative_slope");
        refused(() -> new LeakyReLU(-0.1)).hasMessageContaining("negative_slope");
        refused(() -> new BatchNormalization().axis(3).name("b").apply(ones(2, 3)))
                .hasMessageContaining("BatchNormalization \"b\"")
                .hasMessageContaining("axis 3 is out of range for shape (2, 3)");
        refused(() -> new BatchNormalization().renormClipping(Map.of("max", 1.0)))
                .hasMessageContaining("limits for rmax, rmin and dmax");
        refused(() -> new BatchNormalization().renormClipping(Map.of("rmax", 0.5, "rmin", 1.0)))
                .hasMessageContaining("an rmax not below rmin");
        refused(() -> new BatchNormalization().renormClipping(Map.of("dmax", -1.0)))
                .hasMessageContaining("dmax");
        refused(() -> new LayerNormalization().axis(2).apply(ones(2, 3)))
                .hasMessageContaining("axis 2 is out of range");
        refused(() -> new Softmax().name("s").apply(ones(2, 3, 4).withMask(Ops.ones(Shape.of(2, 3), DType.BOOL))))
                .hasMessageContaining("Softmax \"s\": the mask must be broadcastable to the input");
        refused(() -> new Activation("nothing")).hasMessageContaining("unknown activation");
    }

    @Test
    void lambdas() {
        Lambda layer = new Lambda(x -> Ops.multiply(x, 2));
        assertThat(layer.apply(ones(2)).value().getDouble(0)).isEqualTo(2);
        refused(layer::config).hasMessageContaining("not registered cannot be saved");
        refused(() -> new Lambda("Custom>nothing")).hasMessageContaining("one of the registered functions");
        refused(() -> Layer.KIND.get(Map.of(
                        "class_name",
                        "Lambda",
                        "config",
                        Map.of("function", Map.of("class_name", "__lambda__", "config", Map.of("code", "4wEA"))))))
                .hasMessageContaining("Python's lambdas cannot be run here");
        refused(() -> layer.apply(ones(2), ones(2))).hasMessageContaining("takes one tensor");
        Lambda.register("Custom", "same", x -> x);
        refused(() -> Layer.KIND
                        .get(Map.of(
                                "class_name",
                                "Lambda",
                                "config",
                                Map.of("function", Map.of("config", "Custom>same"), "output_shape", List.of(3))))
                        .apply(ones(2, 4)))
                .hasMessageContaining("output_shape says that samples have shape (3,)");
    }

    @Test
    void merging() {
        refused(() -> new Add().name("a").apply(ones(2, 3), ones(2, 4)))
                .hasMessageContaining("Add \"a\"")
                .hasMessageContaining("(3,) and (4,) cannot be broadcast together");
        refused(() -> new Add().apply(ones(2, 3), ones(3, 3))).hasMessageContaining("different batch sizes");
        refused(() -> new Subtract().apply(ones(2, 3), ones(2, 3), ones(2, 3)))
                .hasMessageContaining("exactly 2 inputs, got 3");
        refused(() -> new Concatenate().apply(ones(2, 3), ones(3, 3)))
                .hasMessageContaining("matching shapes except for the concatenation axis -1");
        refused(() -> new Concatenate().apply(ones(2, 3), ones(2, 3, 1))).hasMessageContaining("matching shapes");
        refused(() -> new Dot(0)).hasMessageContaining("axes");
        refused(() -> new Dot(1).apply(ones(2, 3), ones(2, 4))).hasMessageContaining("3 is not 4");
        refused(() -> new Dot(1).apply(ones(2, 3))).hasMessageContaining("exactly 2 inputs, got 1");
    }

    @Test
    void recurrent() {
        refused(() -> new LSTM(0).name("l")).hasMessage("LSTM: units: expected a positive integer, got 0");
        refused(() -> new GRU(2).recurrentActivation("sigmod"))
                .hasMessageContaining("GRU: recurrent_activation: unknown activation \"sigmod\"");
        refused(() -> new SimpleRNN(2).name("s").apply(ones(2, 3)))
                .hasMessageContaining(
                        "Input 0 of layer \"s\" is incompatible with the layer: expected ndim=3, found ndim=2");
        refused(() -> new ConvLSTM2D(2, 3).apply(ones(2, 3, 4, 5)))
                .hasMessageContaining("expected ndim=5, found ndim=4");
        refused(() -> new RNN(new LSTMCell(2)).apply(ones(2, 3))).hasMessageContaining("expected min_ndim=3");
        refused(() -> new LSTM(2).name("l").apply(ones(2, 3, 4), new CallArguments().initialState(ones(2, 2))))
                .hasMessageContaining(
                        "LSTM \"l\": expected 2 states, of the sizes [2, 2], got 1, of the shapes [(2, 2)]");
        refused(() -> new LSTM(2).apply(ones(2, 3, 4), new CallArguments().initialState(ones(2, 2), ones(2, 3))))
                .hasMessageContaining("(2, 3)");
        refused(() -> new LSTMCell(2).name("c").apply(ones(2, 3), ones(2, 2)))
                .hasMessageContaining("LSTMCell \"c\": expected 2 states");
        refused(() -> new GRU(2).apply(ones(2, 3, 4), ones(2, 2))).hasMessageContaining("expected one input");
        refused(() -> new GRU(2).apply(ones(2, 0, 4))).hasMessageContaining("at least one step");
        refused(() -> new LSTM(2).useCudnn(true).apply(ones(2, 3, 4))).hasMessageContaining("cuDNN is not supported");
        refused(() -> new LSTM(2).useCudnn("never")).hasMessageContaining("use_cudnn: expected \"auto\"");
        assertThat(new LSTM(2)
                        .useCudnn("auto")
                        .useCudnn(false)
                        .apply(ones(2, 3, 4))
                        .shape())
                .isEqualTo(Shape.of(2, 2));
        refused(() -> new ConvLSTM1D(2, 2).strides(2).dilationRate(2)).hasMessageContaining("do not go together");
        refused(() -> new ConvLSTM1D(2, 2).apply(Input.of(3, -1, 2))).hasMessageContaining("must have known sizes");
        refused(() -> new ConvLSTM1D(2, 5).apply(ones(2, 3, 4, 1))).hasMessageContaining("does not fit");
        refused(() -> Layer.KIND.get(Map.of(
                        "class_name",
                        "RNN",
                        "config",
                        Map.of("cell", Map.of("class_name", "ReLU", "config", Map.of())))))
                .hasMessageContaining("cell: expected a cell");
        refused(() -> Layer.KIND.get(Map.of("class_name", "RNN", "config", Map.of("cell", List.of()))))
                .hasMessageContaining("cells: expected at least one cell");
    }

    @Test
    void wrappersOfRecurrentLayers() {
        refused(() -> new Bidirectional(new Dense(2))).hasMessageContaining("layer: expected a recurrent layer");
        refused(() -> new Bidirectional(new GRU(2)).mergeMode("max"))
                .hasMessageContaining("merge_mode: expected one of");
        refused(() -> new Bidirectional(new GRU(2), new GRU(2))).hasMessageContaining("must differ in go_backwards");
        refused(() -> new Bidirectional(new GRU(2), new GRU(2).goBackwards(true).returnState(true)))
                .hasMessageContaining("must agree in return_state, got false and true");
        refused(() -> new Bidirectional(new GRU(2)).apply(ones(2, 3))).hasMessageContaining("expected ndim=3");
        refused(() -> new Bidirectional(new LSTM(2).useCudnn(true)).apply(ones(2, 3, 4)))
                .hasMessageContaining("cuDNN is not supported");
        refused(() -> new TimeDistributed(new Dense(2)).apply(ones(2, 3)))
                .hasMessageContaining("expected an input with at least 3 axes, got shape (2, 3)");
        refused(() -> new TimeDistributed(new Dense(2))
                        .apply(ones(2, 3, 4).withMask(Ops.ones(Shape.of(2, 4), DType.BOOL))))
                .hasMessageContaining("whose first two axes are those of the input");
    }

    @Test
    void theInnermostLayerIsNamed() {
        Layer outer = new Layer() {
            private final Dense inner = addSublayer("inner", new Dense(2).name("inner"));

            @Override
            protected Tensor call(Tensor x) {
                return inner.apply(Ops.reshape(x, x.shape().size()));
            }
        };
        refused(() -> outer.name("outer").apply(ones(2, 3)))
                .hasMessageStartingWith("Input 0 of layer \"inner\" is incompatible with the layer");
    }

    @Test
    void categories() {
        refused(() -> new CategoryEncoding(0))
                .hasMessage("CategoryEncoding: num_tokens: expected a positive integer, got 0");
        refused(() -> new CategoryEncoding(3).outputMode("int"))
                .hasMessageContaining("output_mode: expected one of [multi_hot");
        refused(() -> new CategoryEncoding(3)
                        .apply(Ops.constant(Nd4j.createFromArray(1L)), CategoryEncoding.countWeights(ones(1))))
                .hasMessageContaining("count_weights are used when output_mode is \"count\" alone");
        refused(() -> layer("CategoryEncoding", Map.of("num_tokens", 3, "sparse", true)))
                .hasMessageContaining("sparse: expected false: true is not supported, got true");
        refused(() -> new Discretization().binBoundaries(1, 0)).hasMessageContaining("numbers in ascending order");
        refused(() -> new Discretization().numBins(3).binBoundaries(1)).hasMessageContaining("cannot both be set");
        refused(() -> new Discretization().numBins(-1)).hasMessageContaining("num_bins");
        refused(() -> new Discretization().epsilon(0)).hasMessageContaining("epsilon: expected a positive number");
        assertThatThrownBy(() -> new Discretization().apply(ones(2)))
                .hasMessageContaining("set binBoundaries, or numBins");
        assertThatThrownBy(() -> new Discretization().numBins(2).apply(ones(2))).hasMessageContaining("call adapt");
        assertThatThrownBy(() -> new Discretization().binBoundaries(1).adapt(Nd4j.ones(3)))
                .hasMessageContaining("the boundaries are given");
    }

    private static Layer layer(String className, Map<String, Object> config) {
        return Layer.KIND.get(Map.of("class_name", className, "config", config));
    }

    @Test
    void hashing() {
        refused(() -> new Hashing(0)).hasMessage("Hashing: num_bins: expected a positive integer, got 0");
        refused(() -> new Hashing(3).outputMode("tf_idf")).hasMessageContaining("output_mode: expected one of");
        refused(() -> new Hashing(3).dtype("float32").apply(StringTensor.of("a")))
                .hasMessageContaining("dtype: expected \"int32\" or \"int64\"");
        refused(() -> new Hashing(3).maskValue(1).apply(StringTensor.of("a"))).hasMessageContaining("mask_value is 1");
        refused(() -> layer("Hashing", Map.of("num_bins", 3, "salt", List.of(1))))
                .hasMessageContaining("salt: expected an integer or a list of two");
        HashedCrossing crossing = new HashedCrossing(3);
        refused(() -> crossing.apply(StringTensor.of("a"))).hasMessageContaining("at least two inputs, got 1");
        refused(() -> crossing.apply(StringTensor.of("a"), StringTensor.of("a", "b")))
                .hasMessageContaining("of one shape");
        refused(() -> crossing.apply(StringTensor.of("a"), ones(1)))
                .hasMessageContaining("integers or strings, got float32");
        refused(() -> crossing.apply(StringTensor.of(new String[][] {{"a", "b"}}, "x"), StringTensor.of("a")))
                .hasMessageContaining("expected inputs of shape (), (batch_size) or (batch_size, 1)");
        refused(() -> new HashedCrossing(3).outputMode("count")).hasMessageContaining("output_mode");
    }

    @Test
    void lookups() {
        refused(() -> new StringLookup().maxTokens(1))
                .hasMessageContaining("max_tokens: expected an integer greater than 1");
        refused(() -> new StringLookup().numOovIndices(-1)).hasMessageContaining("num_oov_indices");
        refused(() -> new StringLookup().vocabulary("a", "b", "a").getVocabulary())
                .hasMessageContaining("tokens that do not repeat, got [a]");
        refused(() -> new StringLookup().maskToken("").vocabulary("a", "").getVocabulary())
                .hasMessageContaining("the mask token \"\" is at an unexpected place")
                .hasMessageContaining("[, [UNK]]");
        refused(() -> new StringLookup().invert(true).vocabulary("a", "[UNK]").getVocabulary())
                .hasMessageContaining("the OOV token");
        refused(() -> new StringLookup().maxTokens(2).vocabulary("a", "b").getVocabulary())
                .hasMessageContaining("at most max_tokens=2 tokens, got 3");
        refused(() -> new StringLookup().setVocabulary(List.of())).hasMessageContaining("at least one token");
        refused(() -> new StringLookup().outputMode("tf_idf").vocabulary("a").getVocabulary())
                .hasMessageContaining("idf_weights: expected weights");
        refused(() -> new StringLookup().vocabulary(List.of("a"), List.of(1.0)).getVocabulary())
                .hasMessageContaining("idf_weights");
        refused(() -> new StringLookup()
                        .outputMode("tf_idf")
                        .vocabulary(List.of("a"), List.of(1.0, 2.0))
                        .getVocabulary())
                .hasMessageContaining("a weight for each of 1 tokens, got 2");
        refused(() -> new StringLookup()
                        .invert(true)
                        .outputMode("count")
                        .vocabulary("a")
                        .getVocabulary())
                .hasMessageContaining("\"int\" when invert is true");
        refused(() -> new StringLookup().padToMaxTokens(true).vocabulary("a").getVocabulary())
                .hasMessageContaining("pad_to_max_tokens");
        refused(() -> new StringLookup().numOovIndices(0).vocabulary("a").apply("a", "z"))
                .hasMessageContaining("found [z]")
                .hasMessageContaining("num_oov_indices=1");
        refused(() -> new StringLookup().vocabulary("a").apply(Nd4j.createFromArray(1L)))
                .hasMessageContaining("expected strings, got int64");
        refused(() -> new StringLookup().vocabularyFile("missing.txt"))
                .hasMessageContaining("no vocabulary file missing.txt");
        refused(() -> new IntegerLookup().vocabulary(1).apply("a"))
                .hasMessageContaining("expected integers, got string");
        refused(() -> new IntegerLookup().salt(3).vocabulary(1).getVocabulary())
                .hasMessageContaining("none unless oov_method is \"farmhash\"");
        refused(() -> new IntegerLookup().oovMethod("md5")).hasMessageContaining("oov_method");
        assertThatThrownBy(() -> new StringLookup().apply("a")).hasMessageContaining("call adapt before it is used");
        assertThatThrownBy(() -> new StringLookup().outputMode("count").apply("a"))
                .hasMessageContaining("call adapt");
        assertThatThrownBy(() -> new StringLookup().vocabulary("a").adapt(List.of("b")))
                .hasMessageContaining("it cannot be learned");
        StringLookup learned = new StringLookup().outputMode("multi_hot");
        learned.adapt(List.of("a", "b"));
        assertThatThrownBy(() -> learned.adapt(List.of("a", "b", "c")))
                .hasMessageContaining("size of the vocabulary cannot");
    }

    @Test
    void textVectorization() {
        TextVectorization plain = new TextVectorization().vocabulary("a");
        refused(() -> new TextVectorization().standardize("upper"))
                .hasMessageContaining("standardize: expected one of the registered functions")
                .hasMessageContaining("lower_and_strip_punctuation");
        refused(() -> new TextVectorization().split("comma"))
                .hasMessageContaining("split: expected one of the registered functions");
        refused(() -> new TextVectorization().ngrams(0))
                .hasMessageContaining("ngrams: expected a positive integer, got 0");
        refused(() -> new TextVectorization().outputMode("ints"))
                .hasMessageContaining("TextVectorization: output_mode");
        refused(() -> new TextVectorization().maxTokens(1)).hasMessageContaining("TextVectorization: max_tokens");
        refused(() -> new TextVectorization()
                        .outputMode("count")
                        .outputSequenceLength(3)
                        .vocabulary("a")
                        .apply("a"))
                .hasMessageContaining("output_sequence_length: expected none unless output_mode is \"int\", got 3");
        refused(() -> plain.apply(new String[][] {{"a", "b"}}))
                .hasMessageContaining("a last one of size 1, got shape (1, 2)");
        refused(() -> plain.apply(Nd4j.ones(2))).hasMessageContaining("expected strings, got float32");
        refused(() -> layer("TextVectorization", Map.of("ragged", true)))
                .hasMessageContaining("ragged: expected false");
        refused(() -> layer("TextVectorization", Map.of("encoding", "latin1")))
                .hasMessageContaining("encoding: expected \"utf-8\"");
        refused(() -> layer("TextVectorization", Map.of("invert", true)))
                .hasMessageContaining("unknown argument invert");
        assertThatThrownBy(() -> new TextVectorization().apply("a")).hasMessageContaining("call adapt");
        assertThatThrownBy(() -> plain.adapt(List.of("b"))).hasMessageContaining("it cannot be learned");
        TextVectorization own = new TextVectorization().standardize((TextVectorization.Standardize) String::strip);
        assertThatThrownBy(own::config).hasMessageContaining("call TextVectorization.registerStandardize");
        assertThat(plain.apply("a", "b c", "").toLongMatrix()).isDeepEqualTo(new long[][] {{2, 0}, {1, 1}, {0, 0}});
        // texts without words have a column, which Keras leaves out
        assertThat(plain.apply("", "").shape()).containsExactly(2, 1);
    }
}
