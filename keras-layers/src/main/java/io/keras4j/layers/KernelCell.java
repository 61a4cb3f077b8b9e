package io.keras4j.layers;

import io.keras4j.activations.Activation;
import io.keras4j.activations.LayerActivation;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.DropoutMask;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What cells have in common that multiply the input with a kernel and the state with a recurrent kernel, both of which hold a part for
 * each gate along their last axis. The products with the inputs of all steps are one.
 */
abstract class KernelCell<S extends KernelCell<S>> extends RNNCell<S> implements CellSetters<S> {
    /** Keras's order of the arguments, which it lists after those of the layer itself. */
    private static final List<String> ORDER = List.of(
            "units",
            "filters",
            "kernel_size",
            "strides",
            "padding",
            "data_format",
            "dilation_rate",
            "activation",
            "recurrent_activation",
            "use_bias",
            "kernel_initializer",
            "recurrent_initializer",
            "bias_initializer",
            "unit_forget_bias",
            "kernel_regularizer",
            "recurrent_regularizer",
            "bias_regularizer",
            "activity_regularizer",
            "kernel_constraint",
            "recurrent_constraint",
            "bias_constraint",
            "dropout",
            "recurrent_dropout",
            "reset_after",
            "seed");

    private final int gates;
    final Argument<Integer> size;
    final Argument<Activation> activation = argument("activation", Activation.codec(), "tanh");
    final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);
    final WeightArguments kernelArguments = new WeightArguments(this, "kernel", "glorot_uniform");
    final WeightArguments recurrentArguments = new WeightArguments(this, "recurrent", "orthogonal");
    final WeightArguments biasArguments = new WeightArguments(this, "bias", "zeros");
    final Argument<Double> dropout = argument("dropout", rate(), 0.0);
    final Argument<Double> recurrentDropout = argument("recurrent_dropout", rate(), 0.0);
    final Argument<Long> seed = argument("seed", Codecs.longInteger().optional(), null);
    private SeedGenerator generator;
    private Variable kernel;
    private Variable recurrentKernel;
    private Variable bias;

    /**
     * A cell to be configured.
     *
     * @param sizeKey the name of the argument for the size of the output
     * @param gates how many parts the kernels have
     */
    KernelCell(String sizeKey, int gates) {
        this.gates = gates;
        size = argument(sizeKey, Codecs.atLeast(1));
    }

    /** As Keras does, takes what is below 0 for 0 and what is above 1 for 1. */
    private static Codecs.Simple<Double> rate() {
        return Codecs.of(value -> Math.min(1, Math.max(0, Codecs.number().decode(value))), rate -> rate);
    }

    /** Puts the arguments of a cell or of the layer that runs it in Keras's order. */
    static Map<String, Object> ordered(Map<String, Object> config) {
        for (String key : ORDER) {
            boolean inPlace = key.equals("activity_regularizer") && config.get(key) != null;
            if (config.containsKey(key) && !inPlace) {
                config.put(key, config.remove(key));
            }
        }
        return config;
    }

    @Override
    public Map<String, Object> config() {
        return ordered(super.config());
    }

    @Override
    public KernelCell<S> cell() {
        return this;
    }

    @Override
    public List<Integer> stateSize() {
        return List.of(size.get());
    }

    /** The kernel, once the cell is built. */
    public Variable kernel() {
        return kernel;
    }

    /** The recurrent kernel, once the cell is built. */
    public Variable recurrentKernel() {
        return recurrentKernel;
    }

    /** The bias, once the cell is built; null when there is none. */
    public Variable bias() {
        return bias;
    }

    /** The shape of a kernel for this number of inputs and outputs. */
    Shape kernelShape(long inputs, long outputs) {
        return Shape.of(inputs, outputs);
    }

    /** The shape of the bias for this number of outputs. */
    Shape biasShape(long outputs) {
        return Shape.of(outputs);
    }

    /** What makes the first values of the bias. */
    Initializer biasMaker() {
        return biasArguments.initializer.get();
    }

    @Override
    protected void build(Shape input) {
        makeWeights(input.dim(-1));
    }

    /** Makes the weights for this number of inputs. */
    void makeWeights(long inputs) {
        long outputs = (long) gates * size.get();
        generator = addSeedGenerator("seed_generator", seed.get());
        kernel = addWeight("kernel", kernelShape(inputs, outputs), kernelArguments);
        recurrentKernel = addWeight("recurrent_kernel", kernelShape(size.get(), outputs), recurrentArguments);
        if (useBias.get()) {
            bias = addWeight(
                    "bias",
                    biasShape(outputs),
                    biasMaker(),
                    biasArguments.regularizer.get(),
                    biasArguments.constraint.get(),
                    true);
        }
        addActivation("activation", activation);
    }

    final void addActivation(String attribute, Argument<Activation> argument) {
        if (argument.get() instanceof LayerActivation function) {
            addSublayer(attribute, function.layer());
        }
    }

    // ---- Computation

    /** The product of the input, or of the inputs of all steps, with a kernel. */
    Tensor product(Tensor x, Tensor weights) {
        Shape shape = x.shape();
        Tensor matrix = x.rank() == 2 ? x : Ops.reshape(x, -1, shape.dim(-1));
        Tensor y = Ops.matmul(matrix, weights);
        return x.rank() == 2 ? y : Ops.reshape(y, shape.with(-1, weights.shape().dim(-1)));
    }

    /** The product of the state with a recurrent kernel. */
    Tensor recurrentProduct(Tensor h, Tensor weights) {
        return product(h, weights);
    }

    /** The bias that is added to the product with the input. */
    Tensor inputBias() {
        return value(bias);
    }

    /** The new states, the output being the first of them. */
    abstract List<Tensor> next(Tensor product, List<Tensor> states, List<Tensor> masks);

    @Override
    Steps steps(Tensor x, List<Tensor> initial) {
        List<Tensor> masks = masks(recurrentDropout, initial.get(0).shape());
        Tensor product = gateProduct(this::product, x, masks(dropout, x.shape().with(1, 1)), value(kernel));
        List<Tensor> products = Ops.unstack(bias == null ? product : Ops.add(product, inputBias()), 1);
        return (t, states) -> {
            List<Tensor> taken = new ArrayList<>(next(products.get(t), states, masks));
            taken.add(0, taken.get(0));
            return taken;
        };
    }

    @Override
    protected final List<Tensor> step(Tensor x, List<Tensor> states) {
        return steps(Ops.expandDims(x, 1), states).take(0, states);
    }

    /** The product of the state with the recurrent kernel. */
    final Tensor recurrentProduct(Tensor h, List<Tensor> masks) {
        return gateProduct(this::recurrentProduct, h, masks, value(recurrentKernel));
    }

    /** The product of x with a kernel, where x is multiplied with the mask before, or with that of each gate. */
    private Tensor gateProduct(BinaryOperator<Tensor> product, Tensor x, List<Tensor> masks, Tensor weights) {
        if (masks.size() <= 1) {
            return product.apply(masked(x, masks, 0), weights);
        }
        List<Tensor> kernels = Ops.split(weights, gates, -1);
        return Ops.concatenate(
                IntStream.range(0, gates)
                        .mapToObj(gate -> product.apply(masked(x, masks, gate), kernels.get(gate)))
                        .toList(),
                -1);
    }

    /** x with what dropout takes away for a gate. */
    static Tensor masked(Tensor x, List<Tensor> masks, int gate) {
        return masks.isEmpty() ? x : Ops.multiply(x, masks.get(Math.min(gate, masks.size() - 1)));
    }

    /** What inputs of this shape are multiplied with at every step: nothing, or one mask, or one for each gate. */
    final List<Tensor> masks(Argument<Double> rate, Shape shape) {
        // Keras drops nothing where all is to be dropped, but without gates
        boolean drops = training() && rate.get() > 0 && (rate.get() < 1 || gates == 1);
        return Stream.generate(
                        () -> new DropoutMask(rate.get(), shape, dtypePolicy().compute()).apply(generator.next()))
                .limit(!drops ? 0 : dropsByGate() ? gates : 1)
                .toList();
    }

    /** Whether dropout is drawn for each gate apart: in Keras when there is recurrent dropout. */
    boolean dropsByGate() {
        return recurrentDropout.get() > 0;
    }
}
