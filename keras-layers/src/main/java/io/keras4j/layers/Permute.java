package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reorders the axes of each sample; <a href="https://keras.io/api/layers/reshaping_layers/permute/">Keras's</a>. The batch stays.
 *
 * <p>Input: (batch, ...). Output: the axis i after the batch is the input's axis {@code dims[i]}, counted from 1.
 *
 * <pre>{@code
 * new Permute(2, 1)   // (batch, 10, 64) becomes (batch, 64, 10)
 * }</pre>
 */
public final class Permute extends FluentLayer<Permute> {
    private final Argument<List<Integer>> dims = argument(
            "dims",
            Codecs.list(Codecs.integer())
                    .that(
                            axes -> axes.stream()
                                    .sorted()
                                    .toList()
                                    .equals(IntStream.rangeClosed(1, axes.size())
                                            .boxed()
                                            .toList()),
                            "a permutation of consecutive axes that start from 1"));

    /** To be configured. */
    Permute() {}

    /** A layer that puts the axes into this order. */
    public Permute(int... dims) {
        this.dims.set(IntStream.of(dims).boxed().toList());
        demand();
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        demand();
    }

    private void demand() {
        inputSpec(new InputSpec().rank(dims.get().size() + 1));
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.transpose(
                x,
                IntStream.concat(IntStream.of(0), dims.get().stream().mapToInt(axis -> axis))
                        .toArray());
    }
}
