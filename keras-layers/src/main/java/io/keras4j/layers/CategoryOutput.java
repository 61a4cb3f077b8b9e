package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** How layers give categories: as numbers, or encoded as vectors. */
final class CategoryOutput {
    static final String INT = "int";
    static final String ONE_HOT = "one_hot";
    static final String MULTI_HOT = "multi_hot";
    static final String COUNT = "count";
    static final String TF_IDF = "tf_idf";

    private CategoryOutput() {}

    /** The codec of {@code output_mode}, with Keras's older names. */
    static Codecs.Simple<String> codec(String... modes) {
        Codecs.Simple<String> known = Codecs.oneOf(modes);
        return Codecs.of(
                value -> known.decode("binary".equals(value) ? MULTI_HOT : "tf-idf".equals(value) ? TF_IDF : value),
                value -> value);
    }

    /**
     * Numbers of categories, encoded; those that are not from 0 to {@code depth} - 1 count as none.
     *
     * @param weights what each category counts, or null for 1
     */
    static Tensor encode(Tensor numbers, String mode, int depth, DType dtype, Tensor weights) {
        if (mode.equals(INT)) {
            return Ops.cast(numbers, dtype);
        }
        Tensor x = numbers.rank() == 0 ? Ops.expandDims(numbers, 0) : numbers;
        if (mode.equals(ONE_HOT)) {
            return Ops.oneHot(x.rank() > 1 && x.shape().dim(-1) == 1 ? Ops.squeeze(x, -1) : x, depth, dtype);
        }
        List<Integer> samples = List.of(x.rank() > 1 ? 1 : 0);
        Tensor each = Ops.oneHot(x, depth, dtype);
        if (mode.equals(MULTI_HOT)) {
            return Ops.max(each, samples, false);
        }
        return Ops.sum(weights == null ? each : Ops.multiply(each, Ops.expandDims(weights, -1)), samples, false);
    }
}
