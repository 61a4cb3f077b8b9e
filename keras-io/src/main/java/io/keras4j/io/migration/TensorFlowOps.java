package io.keras4j.io.migration;

import static io.keras4j.io.migration.Rule.on;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * TensorFlow's functions between layers, which Keras 2 wrote as layers {@code TFOpLambda} with the name of the function: they become the
 * operations of keras.ops that do the same. A function or an argument that is not in the table stays what it is, and ends in the error about
 * classes that are not known.
 */
final class TensorFlowOps {
    private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();

    static final List<Rule> RULES = List.of(
            on("TFOpLambda").then(TensorFlowOps::migrate), on("SlicingOpLambda").then(TensorFlowOps::migrateSlice));

    static {
        for (String name : List.of("add", "multiply", "subtract", "maximum", "minimum")) {
            put("math." + name, "numpy", upper(name)).with("y");
        }
        put("__operators__.add", "numpy", "Add").with("y");
        put("math.divide", "numpy", "TrueDivide").with("y");
        put("math.truediv", "numpy", "TrueDivide").with("y");
        put("math.pow", "numpy", "Power").with("y");
        put("linalg.matmul", "numpy", "Matmul").with("b");
        for (String name : List.of("exp", "log", "sqrt", "square", "tanh", "negative", "sin", "cos", "floor", "sign")) {
            put("math." + name, "numpy", upper(name));
        }
        put("math.abs", "numpy", "Absolute");
        put("math.sigmoid", "nn", "Sigmoid");
        put("math.rsqrt", "math", "Rsqrt");
        put("nn.relu", "nn", "Relu");
        put("nn.relu6", "nn", "Relu6");
        put("nn.softplus", "nn", "Softplus");
        put("nn.softmax", "nn", "Softmax").configured("axis", "axis", -1L);
        for (String name : List.of("mean", "sum", "max", "min")) {
            put("math.reduce_" + name, "numpy", upper(name))
                    .configured("axis", "axis", null)
                    .configured("keepdims", "keepdims", false);
        }
        put("concat", "numpy", "Concatenate").configured("axis", "axis", -1L);
        put("stack", "numpy", "Stack").configured("axis", "axis", 0L);
        put("reshape", "numpy", "Reshape").configured("shape", "newshape", null);
        put("expand_dims", "numpy", "ExpandDims").configured("axis", "axis", 0L);
        put("squeeze", "numpy", "Squeeze").configured("axis", "axis", null);
        put("transpose", "numpy", "Transpose").configured("perm", "axes", null);
        put("tile", "numpy", "Tile").configured("multiples", "repeats", null);
        put("cast", "core", "Cast").configured("dtype", "dtype", null);
        put("clip_by_value", "numpy", "Clip")
                .configured("clip_value_min", "x_min", null)
                .configured("clip_value_max", "x_max", null);
    }

    private TensorFlowOps() {}

    /** What a function is called in Keras 3, and where its arguments go. */
    private static final class Operation {
        private final String module;
        private final String className;
        private final List<String> operands = new ArrayList<>();
        private final Map<String, String> keys = new LinkedHashMap<>();
        private final Map<String, Object> defaults = new LinkedHashMap<>();

        Operation(String module, String className) {
            this.module = module;
            this.className = className;
        }

        /** A further operand, which TensorFlow knows by this name. */
        void with(String operand) {
            operands.add(operand);
        }

        /** An argument that Keras has in the configuration. */
        Operation configured(String argument, String key, Object defaultValue) {
            keys.put(argument, key);
            defaults.put(key, defaultValue);
            return this;
        }
    }

    private static Operation put(String function, String module, String className) {
        Operation operation = new Operation(module, className);
        OPERATIONS.put(function, operation);
        return operation;
    }

    private static String upper(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void migrate(Draft draft) {
        String function = String.valueOf(draft.get("function"));
        Operation operation = OPERATIONS.get(function.replaceFirst("^compat\\.v1\\.", ""));
        Map<String, Object> arguments = arguments(draft);
        if (operation == null || arguments == null) {
            return;
        }
        Map<String, Object> config = new LinkedHashMap<>(operation.defaults);
        operation.keys.forEach((argument, key) -> {
            if (arguments.containsKey(argument)) {
                config.put(key, arguments.remove(argument));
            }
        });
        List<Object> operands = new ArrayList<>(call(draft).get("args") instanceof List<?> list ? list : List.of());
        for (String operand : operation.operands) {
            if (arguments.containsKey(operand)) {
                operands.add(arguments.remove(operand));
            }
        }
        if (arguments.isEmpty()) {
            become(draft, operation.module, operation.className, config, operands);
        }
    }

    private static void migrateSlice(Draft draft) {
        Map<String, Object> arguments = arguments(draft);
        if (arguments != null && arguments.keySet().equals(Set.of("slice_spec"))) {
            List<Object> operands = new ArrayList<>((List<?>) call(draft).get("args"));
            operands.add(slices(arguments.get("slice_spec")));
            become(draft, "numpy", "GetItem", new LinkedHashMap<>(), operands);
        }
    }

    private static Object slices(Object value) {
        if (value instanceof List<?> list) {
            List<Object> slices = new ArrayList<>();
            list.forEach(each -> slices.add(slices(each)));
            return slices;
        }
        if (value instanceof Map<?, ?> range) {
            Map<String, Object> config = new LinkedHashMap<>();
            range.forEach((key, each) -> config.put(String.valueOf(key), each));
            return Draft.envelope("__slice__", config);
        }
        return value;
    }

    /** The only call of such a layer; empty when there is none. */
    private static Map<?, ?> call(Draft draft) {
        boolean one = draft.extras().get("inbound_nodes") instanceof List<?> calls
                && calls.size() == 1
                && calls.get(0) instanceof Map;
        return one ? (Map<?, ?>) ((List<?>) draft.extras().get("inbound_nodes")).get(0) : Map.of();
    }

    /** The arguments by name that are given, without flags that are off, as all are by default; null when the layer is not called once. */
    private static Map<String, Object> arguments(Draft draft) {
        if (!(call(draft).get("kwargs") instanceof Map<?, ?> keywords)) {
            return null;
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        keywords.forEach((key, value) -> {
            if (value != null && !value.equals(false) && !key.equals("name")) {
                arguments.put(String.valueOf(key), value);
            }
        });
        return arguments;
    }

    private static void become(
            Draft draft, String module, String className, Map<String, Object> config, List<Object> operands) {
        Object name = draft.get("name");
        draft.className(className);
        draft.arguments().clear();
        draft.put("name", name);
        draft.arguments().putAll(config);
        draft.extras().put("module", "keras.src.ops." + module);
        draft.extras().put("registered_name", className);
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("args", operands);
        call.put("kwargs", Map.of());
        draft.extras().put("inbound_nodes", List.of(call));
    }
}
