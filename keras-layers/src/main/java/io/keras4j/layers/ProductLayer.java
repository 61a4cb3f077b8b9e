package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.quantizers.QuantizationConfig;
import io.keras4j.quantizers.Quantizer;
import io.keras4j.quantizers.Quantizer.Quantized;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Dense} and {@link EinsumDense} have in common: a product with a kernel, which may be adapted and quantized. */
abstract class ProductLayer<S extends ProductLayer<S>> extends KernelLayer<S> implements LoraSetters<S> {
    private final Argument<QuantizationConfig> quantizationConfig =
            argument("quantization_config", QuantizationConfig.KIND.codec().optional(), null);
    private QuantizedWeight quantized;
    private Shape kernelShape;
    private final LowRankAdapter lora =
            new LowRankAdapter(this, "kernel", kernelArguments(), this::kernel, () -> kernelShape);

    /** Sets how the kernel is quantized, for a dtype such as "int8_from_float32"; null, the default, for Keras's way. */
    public S quantizationConfig(QuantizationConfig config) {
        quantizationConfig.set(config);
        return self();
    }

    // ---- What subclasses say

    /** The product of an input and a kernel. */
    abstract Tensor multiply(Tensor x, Tensor kernel);

    /** The axes of an input that are summed over. */
    abstract List<Integer> summedAxes();

    /** Scales of an input, of size 1 along the summed axes, such that they go with the product. */
    abstract Tensor scaleOfProduct(Tensor scaleOfInput);

    /** The kernel as whole numbers of 8 bits. */
    abstract ScaleLayout scaleLayout(Shape kernel);

    // ---- The layer

    /** Makes the weights, of these shapes; that of the bias is null for none. */
    final void addWeights(Shape shape, Initializer initializer, Shape biasShape) {
        kernelShape = shape;
        if (dtypePolicy().quantization() == null) {
            addKernel(shape, initializer);
        } else {
            addQuantizedKernel();
        }
        addBiasWeight(biasShape);
    }

    private QuantizationConfig chosenConfig() {
        return QuantizationConfig.orOf(quantizationConfig.get(), dtypePolicy());
    }

    private void addQuantizedKernel() {
        Quantizer quantizer = chosenConfig().weightQuantizer();
        ScaleLayout scales = scaleLayout(kernelShape);
        if (dtypePolicy().quantizationMode().equals("int4")) {
            long rows = scales.axes().stream().mapToLong(kernelShape::dim).reduce(1, (a, b) -> a * b);
            var layout = new Int4Weight.Layout(
                    rows, kernelShape.size() / rows, 0, 1, chosenConfig().blockSize());
            quantized = new Int4Weight(this, "kernel", kernelShape, layout, quantizer, null);
        } else {
            quantized = new Int8Weight(this, "kernel", kernelShape, scales, quantizer);
        }
        setKernel(quantized.variables().get(0));
    }

    @Override
    protected void quantizeWeights(QuantizationConfig config) {
        quantizationConfig.initialize(config);
        Variable kernel = kernel();
        removeWeight(kernel);
        addQuantizedKernel();
        quantized.set(kernel.value());
    }

    @Override
    protected Tensor call(Tensor x) {
        return activate(addBias(quantized == null ? multiply(x, adaptedKernel()) : multiplyQuantized(x)));
    }

    private Tensor adaptedKernel() {
        return lora.adapted(quantized == null ? value(kernel()) : quantized.weight());
    }

    /** Inputs are rounded to whole numbers, but gradients pass as if they were not. */
    private Tensor multiplyQuantized(Tensor x) {
        Quantizer quantizer = chosenConfig().activationQuantizer();
        Tensor y;
        if (quantizer == null) {
            y = multiply(x, quantized.weight());
        } else {
            Quantized input = quantizer.quantize(x, summedAxes());
            Tensor scale = Ops.stopGradient(input.scale());
            Tensor exact = Ops.multiply(x, scale);
            Tensor change = Ops.stopGradient(Ops.subtract(Ops.cast(input.values(), exact.dtype()), exact));
            y = Ops.divide(multiply(Ops.add(exact, change), quantized.weight()), scaleOfProduct(scale));
        }
        return lora.isEnabled() ? Ops.add(y, lora.deltaOf(multiply(x, lora.a()))) : y;
    }

    @Override
    public final LowRankAdapter lora() {
        return lora;
    }

    @Override
    public Map<String, Variable> savedVariables() {
        if (kernel() == null) {
            return Map.of();
        }
        List<Variable> saved = new ArrayList<>(quantized == null ? List.of(kernel()) : quantized.variables());
        if (bias() != null) {
            saved.add(1, bias());
        }
        return numbered(saved);
    }

    /** Those of the kernel with what was adapted. */
    @Override
    public Map<Variable, INDArray> savedValues() {
        return lora.isEnabled() ? QuantizedWeight.saved(kernel(), quantized, adaptedKernel()) : Map.of();
    }

    @Override
    public void restoredVariables() {
        lora.restored();
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        moveToEnd(config, List.of(quantizationConfig.key()));
        lora.complete(config);
        return config;
    }
}
