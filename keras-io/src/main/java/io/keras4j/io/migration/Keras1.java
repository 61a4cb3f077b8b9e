package io.keras4j.io.migration;

import static io.keras4j.io.migration.Rule.on;
import static io.keras4j.io.migration.Rule.onAny;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Keras 1 called things that Keras 2 renamed. */
final class Keras1 {
    private static final String DIM_ORDERING = "dim_ordering";

    private static final Set<String> REGULARIZERS =
            Set.of("L1L2Regularizer", "WeightRegularizer", "ActivityRegularizer");
    /** Layers that did not write what their dim_ordering was. */
    private static final Set<String> WITHOUT_ORDERING =
            Set.of("Cropping2D", "Cropping3D", "UpSampling2D", "UpSampling3D", "ZeroPadding2D", "ZeroPadding3D");

    static final List<Rule> RULES = List.of(
            on("Sequential", "Model").then(Keras1::spreadOrdering),
            on("Convolution1D", "AtrousConvolution1D").becomes("Conv1D"),
            on("Convolution2D", "AtrousConvolution2D").becomes("Conv2D"),
            on("Convolution3D").becomes("Conv3D"),
            on("Deconvolution2D").becomes("Conv2DTranspose"),
            on("SeparableConvolution2D").becomes("SeparableConv2D"),
            on("TimeDistributedDense").becomes("Dense"), // which works along the last axis, whatever the others are
            on("Conv1D", "LocallyConnected1D")
                    .rename("filter_length", "kernel_size")
                    .rename("subsample_length", "strides"),
            on("Conv2D", "Conv2DTranspose", "SeparableConv2D", "LocallyConnected2D", "ConvLSTM2D")
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
            on("Dense", "MaxoutDense").rename("output_dim", "units"),
            on("Dense", "MaxoutDense", "Highway", "Conv1D", "LocallyConnected1D")
                    .drop("input_dim", "input_length"),
            on("ZeroPadding1D").convert("padding", value -> sides(value, "left_pad", "right_pad")),
            on("ZeroPadding2D").convert("padding", Keras1::padding),
            on("ParametricSoftplus")
                    .rename("alpha_init", "alpha_initializer")
                    .rename("beta_init", "beta_initializer")
                    .convert("alpha_initializer", Keras1::constant)
                    .convert("beta_initializer", Keras1::constant),
            on("SReLU")
                    .rename("t_left_init", "t_left_initializer")
                    .rename("a_left_init", "a_left_initializer")
                    .rename("t_right_init", "t_right_initializer")
                    .rename("a_right_init", "a_right_initializer"),
            on("SimpleRNN", "GRU", "LSTM").rename("output_dim", "units"),
            on("SimpleRNN", "GRU", "LSTM", "ConvLSTM2D")
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
            on("Conv2DTranspose").then(Keras1::outputPadding),
            on("Merge").then(Keras1::merge));

    private Keras1() {}

    /** Where all layers of a model that say so have their channels first, those that do not say it are taken to have them there too. */
    private static void spreadOrdering(Draft model) {
        Set<Object> orderings = new HashSet<>();
        collectOrderings(model.arguments(), orderings);
        if (orderings.equals(Set.of("th"))) {
            model.put("layers", withOrdering(model.get("layers"), "th"));
        }
    }

    private static void collectOrderings(Object value, Set<Object> orderings) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collectOrderings(each, orderings));
        } else if (value instanceof Map<?, ?> map) {
            if (map.containsKey(DIM_ORDERING)) {
                orderings.add(map.get(DIM_ORDERING));
            }
            map.values().forEach(each -> collectOrderings(each, orderings));
        }
    }

    private static Object withOrdering(Object value, String ordering) {
        if (value instanceof List<?> list) {
            List<Object> changed = new ArrayList<>();
            list.forEach(each -> changed.add(withOrdering(each, ordering)));
            return changed;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        map.forEach((key, each) -> changed.put(String.valueOf(key), withOrdering(each, ordering)));
        if (Draft.isEnvelope(changed)) {
            Draft layer = new Draft(changed);
            if (WITHOUT_ORDERING.contains(layer.className()) && !layer.has(DIM_ORDERING)) {
                layer.put(DIM_ORDERING, ordering);
                return layer.toEnvelope();
            }
        }
        return changed;
    }

    /** The padding at the sides of an axis, which was a map at times. */
    private static Object sides(Object padding, String before, String after) {
        if (!(padding instanceof Map<?, ?> map)) {
            return padding;
        }
        return Arrays.asList(
                map.containsKey(before) ? map.get(before) : 0L, map.containsKey(after) ? map.get(after) : 0L);
    }

    /** The padding of images, which was a map or a list of four at times. */
    private static Object padding(Object value) {
        if (value instanceof List<?> list && list.size() == 4) {
            return List.of(list.subList(0, 2), list.subList(2, 4));
        }
        return value instanceof Map
                ? List.of(sides(value, "top_pad", "bottom_pad"), sides(value, "left_pad", "right_pad"))
                : value;
    }

    /** A number was the value of all weights at first. */
    private static Object constant(Object value) {
        return value instanceof Number
                ? Draft.envelope("Constant", new LinkedHashMap<>(Map.of("value", value)))
                : value;
    }

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
                argument.setValue(Draft.envelope(REGULARIZERS.contains(name) ? "L1L2" : name, arguments));
            }
        }
    }

    /** A transposed convolution was told the size of its output, and is told now by how much that is above the smallest one. */
    private static void outputPadding(Draft draft) {
        if (!(draft.remove("output_shape") instanceof List<?> shape && shape.size() == 4)) {
            return;
        }
        List<?> sizes = "channels_first".equals(draft.get("data_format")) ? shape.subList(2, 4) : shape.subList(1, 3);
        List<Object> padding = new ArrayList<>();
        boolean usual = true;
        for (int axis = 0; axis < 2; axis++) {
            if (!(sizes.get(axis) instanceof Number size)) {
                return;
            }
            long kernel = ((Number) draft.list("kernel_size").get(axis)).longValue();
            long stride = ((Number) draft.list("strides").get(axis)).longValue();
            boolean same = "same".equals(draft.get("padding"));
            long rest = Math.floorMod(size.longValue() - (same ? kernel % 2 : kernel), stride);
            usual &= same ? size.longValue() % stride == 0 : rest == Math.max(0, stride - kernel) % stride;
            padding.add(rest);
        }
        if (!usual) {
            draft.put("output_padding", padding);
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
