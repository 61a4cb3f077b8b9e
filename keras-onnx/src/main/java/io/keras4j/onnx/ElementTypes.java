package io.keras4j.onnx;

import io.keras4j.tensor.DType;
import java.util.EnumMap;
import java.util.Map;

/** ONNX's numbers for element types. */
final class ElementTypes {
    private static final Map<DType, Integer> NUMBERS = new EnumMap<>(Map.of(
            DType.FLOAT32, 1,
            DType.UINT8, 2,
            DType.INT8, 3,
            DType.INT16, 5,
            DType.INT32, 6,
            DType.INT64, 7,
            DType.BOOL, 9,
            DType.FLOAT16, 10,
            DType.FLOAT64, 11,
            DType.BFLOAT16, 16));

    private ElementTypes() {}

    /** @throws IllegalArgumentException for strings, which only layers here turn into numbers */
    static int number(DType dtype) {
        Integer number = NUMBERS.get(dtype);
        if (number == null) {
            throw new IllegalArgumentException("What works on dtype " + dtype + " cannot be exported; export what comes"
                    + " after it, such as new Model(vectorization.output(), model.output())");
        }
        return number;
    }
}
