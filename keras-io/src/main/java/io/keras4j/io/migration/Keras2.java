package io.keras4j.io.migration;

import static io.keras4j.io.migration.Rule.on;
import static io.keras4j.io.migration.Rule.onAny;

import java.util.List;
import java.util.Map;

/** What Keras 2, standalone and within TensorFlow, wrote that Keras 3 does not take: layers and what is inside them. */
final class Keras2 {
    private static final String[] INITIALIZERS = {
        "Zeros",
        "Ones",
        "Constant",
        "RandomNormal",
        "RandomUniform",
        "TruncatedNormal",
        "VarianceScaling",
        "Orthogonal",
        "GlorotNormal",
        "GlorotUniform",
        "HeNormal",
        "HeUniform",
        "LecunNormal",
        "LecunUniform"
    };

    static final List<Rule> RULES = List.of(
            on("BatchNormalizationV1", "BatchNormalizationV2").becomes("BatchNormalization"),
            on("SyncBatchNormalization").becomes("BatchNormalization").whereMissing("synchronized", true),
            on("LSTMV1", "LSTMV2", "UnifiedLSTM").becomes("LSTM"),
            on("GRUV1", "GRUV2", "UnifiedGRU").becomes("GRU"),
            on("CuDNNLSTM")
                    .becomes("LSTM")
                    .whereMissing("activation", "tanh")
                    .whereMissing("recurrent_activation", "sigmoid"),
            on("CuDNNGRU")
                    .becomes("GRU")
                    .whereMissing("recurrent_activation", "sigmoid")
                    .whereMissing("reset_after", true),
            on("ThresholdedReLU").becomes("ReLU").rename("theta", "threshold"),
            onAny().convert("dtype", Keras2::policy)
                    .drop("autocast", "dynamic")
                    .then(draft -> draft.arguments().replaceAll((key, value) -> scalar(value))),
            on("InputLayer").rename("batch_input_shape", "batch_shape").dropWhere("type_spec", (Object) null),
            on("BatchNormalization", "LayerNormalization")
                    .convert("axis", value -> value instanceof List<?> axes && axes.size() == 1 ? axes.get(0) : value),
            on("BatchNormalization")
                    .dropWhere("renorm", false)
                    .dropWhere("virtual_batch_size", (Object) null)
                    .dropWhere("fused", null, true, false)
                    .dropWhere("adjustment", (Object) null),
            on("LeakyReLU").rename("alpha", "negative_slope"),
            on("Embedding").drop("input_length"),
            on("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D").dropWhere("noise_shape", (Object) null),
            on("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose", "Convolution2DTranspose")
                    .dropWhere("groups", 1L),
            on("DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D")
                    .dropWhere("groups", 1L),
            on("SeparableConv1D", "SeparableConv2D", "DepthwiseConv1D", "DepthwiseConv2D")
                    .drop("kernel_initializer", "kernel_regularizer", "kernel_constraint"), // they have other kernels
            on("SimpleRNN", "GRU", "LSTM", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional")
                    .dropWhere("time_major", false)
                    .dropWhere("zero_output_for_mask", false)
                    .drop("implementation"),
            on("LSTMCell", "GRUCell", "SimpleRNNCell").drop("implementation"),
            on("GRU", "GRUCell").whereMissing("reset_after", false),
            on("Attention", "AdditiveAttention").dropWhere("causal", false),
            on("AdditiveAttention").dropWhere("score_mode", "dot", "additive", null),
            on("MultiHeadAttention")
                    .drop("query_shape", "key_shape", "value_shape")
                    .dropWhere("softmax_robust_masking", false)
                    .then(Keras2::withoutShape),
            on("GlobalAveragePooling1D", "GlobalMaxPooling1D").dropWhere("keepdims", (Object) null),
            on(INITIALIZERS).drop("dtype").replace("distribution", "normal", "truncated_normal"));

    /** What means something else in Keras 3, so that it depends on the version that wrote it. */
    static final List<Rule> MEANINGS = List.of(onAny().replace("activation", "hard_sigmoid", "Keras2HardSigmoid")
            .replace("recurrent_activation", "hard_sigmoid", "Keras2HardSigmoid"));

    private Keras2() {}

    /** What a layer was built for had the shape of its first input alone. */
    private static void withoutShape(Draft draft) {
        if (draft.extras().get("build_config") instanceof Map<?, ?> build && build.containsKey("input_shape")) {
            draft.extras().remove("build_config");
        }
    }

    /** Policies of dtypes were objects of their own, and are names here. */
    private static Object policy(Object value) {
        boolean policy = value instanceof Map<?, ?> map
                && map.get("class_name") instanceof String name
                && name.startsWith("Policy")
                && map.get("config") instanceof Map;
        return policy ? ((Map<?, ?>) ((Map<?, ?>) value).get("config")).get("name") : value;
    }

    /** Single numbers were sometimes written as arrays. */
    private static Object scalar(Object value) {
        boolean array = value instanceof Map<?, ?> map
                && "ndarray".equals(map.get("type"))
                && map.get("value") instanceof Number;
        return array ? ((Map<?, ?>) value).get("value") : value;
    }
}
