package io.keras4j.io.migration;

import static io.keras4j.io.migration.Rule.on;
import static io.keras4j.io.migration.Rule.onAny;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Keras 1 called things that Keras 2 renamed. */
final class Keras1 {
    private static final String[] RECURRENT = {"SimpleRNN", "GRU", "LSTM"};

    static final List<Rule> RULES = List.of(
            on("Convolution1D", "AtrousConvolution1D").becomes("Conv1D"),
            on("Convolution2D", "AtrousConvolution2D").becomes("Conv2D"),
            on("Convolution3D").becomes("Conv3D"),
            on("Deconvolution2D").becomes("Conv2DTranspose").drop("output_shape"),
            on("SeparableConvolution2D").becomes("SeparableConv2D"),
            on("TimeDistributedDense").becomes("Dense"), // which works along the last axis, whatever the others are
            on("Conv1D", "LocallyConnected1D")
                    .rename("filter_length", "kernel_size")
                    .rename("subsample_length", "strides"),
            on("Conv2D", "Conv2DTranspose", "SeparableConv2D", "LocallyConnected2D")
                    .gather("kernel_size", "nb_row", "nb_col"),
            on("Conv3D").gather("kernel_size", "kernel_dim1", "kernel_dim2", "kernel_dim3"),
            on("MaxPooling1D", "AveragePooling1D")
                    .rename("pool_length", "pool_size")
                    .rename("stride", "strides"),
            on("UpSampling1D").rename("length", "size"),
            on("Dense", "Dropout", "GaussianDropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D")
                    .rename("p", "rate"),
            on("GaussianNoise").rename("sigma", "stddev"),
            on("PReLU").rename("init", "alpha_initializer").dropWhere("weights", (Object) null),
            on("Embedding")
                    .rename("init", "embeddings_initializer")
                    .rename("W_regularizer", "embeddings_regularizer")
                    .rename("W_constraint", "embeddings_constraint")
                    .dropWhere("dropout", 0L, 0.0),
            on("BatchNormalization")
                    .dropWhere("mode", 0L)
                    .rename("beta_init", "beta_initializer")
                    .rename("gamma_init", "gamma_initializer"),
            on("Dense").rename("output_dim", "units").drop("input_dim", "input_length"),
            on("Conv1D").drop("input_dim", "input_length"),
            on(RECURRENT)
                    .rename("output_dim", "units")
                    .rename("inner_init", "recurrent_initializer")
                    .rename("inner_activation", "recurrent_activation")
                    .rename("forget_bias_init", "unit_forget_bias")
                    .convert("unit_forget_bias", value -> value instanceof String ? value.equals("one") : value)
                    .rename("U_regularizer", "recurrent_regularizer")
                    .rename("dropout_W", "dropout")
                    .rename("dropout_U", "recurrent_dropout")
                    .drop("consume_less", "input_dim", "input_length"),
            on("InputLayer").rename("input_dtype", "dtype"),
            onAny().rename("nb_filter", "filters")
                    .rename("subsample", "strides")
                    .rename("atrous_rate", "dilation_rate")
                    .rename("border_mode", "padding")
                    .rename("init", "kernel_initializer")
                    .rename("W_regularizer", "kernel_regularizer")
                    .rename("W_constraint", "kernel_constraint")
                    .rename("b_regularizer", "bias_regularizer")
                    .rename("b_constraint", "bias_constraint")
                    .rename("bias", "use_bias")
                    .rename("dim_ordering", "data_format")
                    .replace("data_format", "tf", "channels_last")
                    .replace("data_format", "th", "channels_first")
                    .drop("input_dtype")
                    .then(Keras1::wrapNamed),
            on("Merge").then(Keras1::merge));

    private Keras1() {}

    /** Regularizers and constraints were their arguments and the name of the class, {@code L1L2Regularizer} among others. */
    private static void wrapNamed(Draft draft) {
        for (Map.Entry<String, Object> argument : draft.arguments().entrySet()) {
            boolean named = argument.getKey().endsWith("_regularizer")
                    || argument.getKey().endsWith("_constraint");
            if (named
                    && argument.getValue() instanceof Map<?, ?> value
                    && value.get("name") instanceof String name
                    && !value.containsKey("class_name")) {
                Map<String, Object> arguments = new LinkedHashMap<>();
                value.forEach((key, each) -> arguments.put(String.valueOf(key), each));
                arguments.remove("name");
                if (arguments.containsKey("m")) {
                    arguments.put("max_value", arguments.remove("m"));
                }
                argument.setValue(Draft.envelope(name.endsWith("Regularizer") ? "L1L2" : name, arguments));
            }
        }
    }

    /** Merge was one layer with a mode. */
    private static void merge(Draft draft) {
        Object axis = draft.remove("concat_axis");
        Object axes = draft.remove("dot_axes");
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("name", draft.get("name"));
        switch (String.valueOf(draft.get("mode"))) {
            case "sum" -> draft.className("Add");
            case "mul" -> draft.className("Multiply");
            case "ave" -> draft.className("Average");
            case "max" -> draft.className("Maximum");
            case "concat" -> {
                draft.className("Concatenate");
                arguments.put("axis", axis);
            }
            case "dot", "cos" -> {
                draft.className("Dot");
                arguments.put("axes", sampleAxes(axes));
                arguments.put("normalize", draft.get("mode").equals("cos"));
            }
            default -> {
                return; // a Python function
            }
        }
        draft.arguments().keySet().retainAll(List.of("layers"));
        draft.arguments().putAll(arguments);
    }

    /** Axes were lists of one each. */
    private static Object sampleAxes(Object axes) {
        if (!(axes instanceof List)) {
            return axes;
        }
        List<Object> flat = new ArrayList<>();
        ((List<?>) axes)
                .forEach(each -> flat.add(each instanceof List<?> list && list.size() == 1 ? list.get(0) : each));
        return flat;
    }
}
