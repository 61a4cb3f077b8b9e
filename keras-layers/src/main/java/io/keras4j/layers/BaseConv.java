package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution over some number of spatial axes: the window of kernel_size slides over the input, and each filter gives a channel. */
abstract class BaseConv<S extends BaseConv<S>> extends SlidingKernelLayer<S> implements LoraSetters<S> {
    private final Argument<Integer> groups = argument("groups", Codecs.atLeast(1), 1);
    private final LowRankAdapter lora =
            new LowRankAdapter(this, "kernel", kernelArguments(), this::kernel, () -> kernel().shape());

    /**
     * A layer over {@code rank} spatial axes, to be configured.
     *
     * @param paddings the paddings that it knows
     */
    BaseConv(int rank, String... paddings) {
        super(rank, paddings);
    }

    /** Sets the number of groups into which channels and filters are cut: a filter sees the channels of its group; 1 by default. */
    public S groups(int number) {
        groups.set(number);
        check();
        return self();
    }

    @Override
    void check() {
        super.check();
        if (filters.get() % groups.get() != 0) {
            throw new IllegalArgumentException(
                    label() + ": the number of filters must be evenly divisible by the number of groups,"
                            + " got filters=" + filters.get() + ", groups=" + groups.get());
        }
    }

    @Override
    Shape kernelShape(long channels) {
        if (channels % groups.get() != 0) {
            throw new IllegalArgumentException(
                    "the number of input channels must be evenly divisible by the number of groups, got groups="
                            + groups.get() + " and " + channels + " channels");
        }
        return sliding.kernelShape().append(channels / groups.get()).append(filters.get());
    }

    @Override
    Tensor slide(Tensor x) {
        if (!sliding.padding.get().equals("causal")) {
            return Ops.conv(x, lora.adapted(value(kernel())), sliding.window(), groups.get());
        }
        Window window = sliding.window(Padding.VALID);
        Tensor padded = Ops.pad(x, List.of(0L, window.span(0) - 1, 0L), List.of(0L, 0L, 0L), 0);
        return Ops.conv(padded, lora.adapted(value(kernel())), window, groups.get());
    }

    @Override
    protected void build(Shape input) {
        super.build(input);
        if (lora.rank.get() != null) {
            Double alpha = lora.alpha.get();
            enableLora(lora.rank.get(), options -> options.loraAlpha(alpha));
        }
    }

    @Override
    public final LowRankAdapter lora() {
        return lora;
    }

    @Override
    public Map<String, Variable> savedVariables() {
        return numbered(lora.others(ownVariables()));
    }

    /** The kernel with what was adapted. */
    @Override
    public Map<Variable, INDArray> savedValues() {
        return lora.isEnabled() ? QuantizedWeight.saved(kernel(), null, lora.adapted(value(kernel()))) : Map.of();
    }

    @Override
    public void restoredVariables() {
        lora.restored();
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        lora.complete(config);
        return config;
    }
}
