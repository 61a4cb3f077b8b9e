package io.keras4j.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads an argument of {@code compile} that may be given for all outputs at once, by position, or by name. */
final class PerOutput {
    private PerOutput() {}

    /** Whether {@code value} is a map from the names of outputs rather than an object as Keras's files hold it. */
    static boolean isByName(Object value) {
        return value instanceof Map && !((Map<?, ?>) value).containsKey("class_name");
    }

    /** The values of a map from names of outputs in their order, null where there is none. */
    static List<Object> byName(String argument, Object map, List<String> outputs) {
        Map<?, ?> values = (Map<?, ?>) map;
        if (!outputs.containsAll(values.keySet())) {
            throw new IllegalArgumentException(argument + ": expected the names of outputs, which are " + outputs
                    + ", as keys, got " + values.keySet());
        }
        List<Object> ordered = new ArrayList<>();
        outputs.forEach(output -> ordered.add(values.get(output)));
        return ordered;
    }

    /** {@code value} for each output: by name, by position, or the same for all. */
    static List<Object> of(String argument, Object value, List<String> outputs) {
        if (isByName(value)) {
            return byName(argument, value, outputs);
        }
        if (value instanceof List) {
            List<?> values = (List<?>) value;
            if (values.size() != outputs.size()) {
                throw new IllegalArgumentException(argument + ": expected an element for each of the outputs " + outputs
                        + ", got " + values.size());
            }
            return new ArrayList<>(values);
        }
        return new ArrayList<>(Collections.nCopies(outputs.size(), value));
    }
}
