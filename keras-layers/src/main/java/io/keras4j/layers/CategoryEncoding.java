package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.CallArguments;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * Encodes categories, integers from 0 to numTokens - 1, as vectors of numTokens elements; <a
 * href="https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/">Keras's</a>. Other integers count as no category.
 *
 * <ul>
 *   <li>"multi_hot": one vector for each sample, with ones at the places of its categories;
 *   <li>"one_hot": one vector for each integer;
 *   <li>"count": as "multi_hot", but with the number of times that each category occurs, or the sum of its {@code count_weights}, an argument
 *       of the call.
 * </ul>
 *
 * <p>Input: (batch, categories of a sample), integers. Output: (batch, numTokens), or (batch, categories, numTokens) for "one_hot" of more than
 * one category.
 *
 * <pre>{@code
 * new CategoryEncoding(4).outputMode("one_hot").apply(Nd4j.createFromArray(3, 2, 0))
 * }</pre>
 */
public final class CategoryEncoding extends CategoryLayer<CategoryEncoding> {
    private final Argument<Integer> numTokens = argument("num_tokens", Codecs.atLeast(1));
    private final Argument<String> outputMode = argument(
            "output_mode",
            CategoryOutput.codec(CategoryOutput.MULTI_HOT, CategoryOutput.ONE_HOT, CategoryOutput.COUNT),
            CategoryOutput.MULTI_HOT);
    private final Argument<Boolean> sparse = implicitArgument("sparse", Unsupported.unlessFalse(), false);

    /** To be configured. */
    CategoryEncoding() {}

    /** A layer for so many categories. */
    public CategoryEncoding(int numTokens) {
        this.numTokens.set(numTokens);
    }

    /** Sets what comes out: "multi_hot", the default, "one_hot" or "count". */
    public CategoryEncoding outputMode(String mode) {
        outputMode.set(mode);
        return this;
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor weights = (Tensor) callArgument("count_weights");
        if (weights != null && !outputMode.get().equals(CategoryOutput.COUNT)) {
            throw new IllegalArgumentException(
                    "count_weights are used when output_mode is \"count\" alone, got \"" + outputMode.get() + "\"");
        }
        Tensor counted =
                weights == null ? null : Ops.cast(weights, dtypePolicy().compute());
        return CategoryOutput.encode(
                x,
                outputMode.get(),
                numTokens.get(),
                counted == null ? dtypePolicy().variable() : counted.dtype(),
                counted);
    }

    /** The arguments of a call in which categories have weights: for "count". */
    public static CallArguments countWeights(Tensor weights) {
        return new CallArguments().with("count_weights", weights);
    }
}
