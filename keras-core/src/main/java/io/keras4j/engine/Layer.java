package io.keras4j.engine;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.constraints.Constraint;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.quantizers.QuantizationConfig;
import io.keras4j.random.SeedGenerator;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function of tensors with weights: <a href="https://keras.io/api/layers/base_layer/">keras.layers.Layer</a>. A layer is applied to
 * tensors of a model that is being described, which makes it part of that model, or to tensors with values, which computes at once. Weights
 * are made by {@link #build} on the first application.
 *
 * <p>A layer of one's own declares its arguments as fields, makes its weights in {@code build} and computes with
 * {@link io.keras4j.ops.Ops} in {@code call}:
 *
 * <pre>{@code
 * public class Scale extends Layer {
 *     private final Argument<Double> start = argument("start", Codecs.number(), 1.0);
 *     private Variable factor;
 *
 *     protected void build(Shape input) {
 *         factor = addWeight("factor", Shape.scalar(), new Constant(start.get()));
 *     }
 *
 *     protected Tensor call(Tensor x) {
 *         return Ops.multiply(x, factor.value());
 *     }
 * }
 * }</pre>
 */
public abstract class Layer extends Configurable implements Stackable {
    /** Layers by name and envelope. */
    public static final Kind<Layer> KIND = new Kind<>("layer", Layer.class);

    private static final AtomicLong CHANGES = new AtomicLong();

    private final Argument<String> name = argument("name", Codecs.string().optional(), null);
    private final Argument<Boolean> trainable = argument("trainable", Codecs.bool(), true);
    private final Argument<DTypePolicy> dtype = argument("dtype", DTypePolicy.codec(), null);
    private final Argument<Regularizer> activityRegularizer =
            implicitArgument("activity_regularizer", Regularizer.KIND.codec().optional(), null);

    private final List<Variable> trainableVariables = new ArrayList<>();
    private final List<Variable> nonTrainableVariables = new ArrayList<>();
    private final Map<String, SeedGenerator> seedGenerators = new LinkedHashMap<>();
    private final Map<String, List<Layer>> sublayers = new LinkedHashMap<>();
    private final Set<String> sublayerLists = new HashSet<>();
    private final Map<Variable, Regularizer> regularizers = new LinkedHashMap<>();
    private final List<LayerCall> calls = new ArrayList<>();
    private List<InputSpec> inputSpecs = List.of();
    private List<Shape> builtWith;

    // ---- Arguments

    /** The name, unique within a model: given, or derived from the class, such as {@code dense_1}. */
    public final String name() {
        if (name.get() == null) {
            name.initialize(Names.unique(defaultName()));
        }
        return name.get();
    }

    /** Whether a name was given or derived. */
    protected final boolean isNamed() {
        return name.get() != null;
    }

    /** Sets the name. */
    public Layer name(String value) {
        name.set(value);
        return this;
    }

    /** What automatic names start with. */
    protected String defaultName() {
        return Kind.snakeCase(typeName());
    }

    /** What summaries call this kind of layer: Keras's name of the class. */
    public String typeName() {
        return KIND.className(this);
    }

    /** Whether training changes this layer's weights. */
    public final boolean trainable() {
        return trainable.get();
    }

    /** Freezes or unfreezes this layer and all inside it; a model must be compiled again afterwards, as in Keras. */
    public void setTrainable(boolean value) {
        trainable.initialize(value);
        trainableVariables.forEach(variable -> variable.setTrainable(value));
        sublayers().forEach(layer -> layer.setTrainable(value));
    }

    /** Sets {@link #trainable()} of this layer alone: where what is inside it has flags of its own. */
    protected final void setOwnTrainable(boolean value) {
        trainable.initialize(value);
    }

    /** Sets {@link #trainable()} when the layer is made. */
    public Layer trainable(boolean value) {
        setTrainable(value);
        return this;
    }

    /** The dtype policy. */
    public final DTypePolicy dtypePolicy() {
        return dtype.get();
    }

    /** The dtype of inputs when nothing else says it, as for a Sequential model that begins with this layer: Keras's {@code compute_dtype}. */
    public DType inputDtype() {
        return dtypePolicy().compute();
    }

    /** Sets the dtype policy by name, such as "float64". */
    public Layer dtype(String policy) {
        dtype.set(policy);
        return this;
    }

    /** Adds a penalty on the outputs to the loss, divided by the size of the batch: by name, such as "l2". */
    public Layer activityRegularizer(String regularizer) {
        activityRegularizer.set(regularizer);
        return this;
    }

    /** Adds a penalty on the outputs to the loss, divided by the size of the batch; null, the default, for none. */
    public Layer activityRegularizer(Regularizer regularizer) {
        activityRegularizer.set(regularizer);
        return this;
    }

    @Override
    public Map<String, Object> config() {
        name();
        return super.config();
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> build = isBuilt() ? buildConfig() : null;
        return build == null ? Map.of() : Map.of("build_config", build);
    }

    @Override
    public void restore(Map<String, Object> envelope) {
        if (envelope.get("build_config") != null) {
            buildFromConfig(Codecs.map().decode(envelope.get("build_config")));
        }
    }

    @Override
    protected boolean keepsIdentity() {
        return true;
    }

    /**
     * The names of several inputs that Keras's {@code call} takes one by one, such as "query", "value" and "key"; empty, the default, when it
     * takes them as a list.
     */
    public List<String> inputNames() {
        return List.of();
    }

    /** Keras's {@code get_build_config}: what {@link #buildFromConfig} needs to make the weights; null for nothing. */
    protected Map<String, Object> buildConfig() {
        return hasOwnBuild() ? BuildConfig.encode(inputNames(), builtShapes()) : null;
    }

    /** Makes the weights as {@code config} says, before their values are read from a file. */
    protected void buildFromConfig(Map<String, Object> config) {
        List<Shape> shapes = BuildConfig.decode(config);
        if (shapes != null) {
            buildFor(shapes);
        }
    }

    /** Whether Keras's class has a {@code build}, which its configurations tell shapes for; by default when this class has one. */
    public boolean hasOwnBuild() {
        for (Class<?> type = getClass(); type != Layer.class; type = type.getSuperclass()) {
            if (Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("build"))) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void beforeChange(String key) {
        if (isBuilt() && !key.equals("name")) {
            throw new IllegalStateException("Layer \"" + name() + "\": " + key
                    + " cannot be changed any more, the layer is built; make a new layer instead");
        }
        if (key.equals("name") && !calls.isEmpty()) {
            throw new IllegalStateException(
                    "Layer \"" + name() + "\": the name cannot be changed any more, the layer is part of a model");
        }
    }

    @Override
    protected String label() {
        String className = typeName();
        return name == null || name.get() == null ? className : className + " \"" + name.get() + "\"";
    }

    // ---- Application

    /** Applies this layer to {@code input}. */
    public final Tensor apply(Tensor input) {
        return apply(List.of(input));
    }

    /** Applies this layer to {@code input}, as in training or not. */
    public final Tensor apply(Tensor input, boolean training) {
        return applyAll(List.of(input), new CallArguments().training(training)).get(0);
    }

    /** Applies this layer to {@code input} with further arguments. */
    public final Tensor apply(Tensor input, CallArguments arguments) {
        return applyAll(List.of(input), arguments).get(0);
    }

    /** Applies this layer to several inputs. */
    public final Tensor apply(Tensor first, Tensor second, Tensor... more) {
        List<Tensor> inputs = new ArrayList<>(List.of(first, second));
        inputs.addAll(Arrays.asList(more));
        return apply(inputs);
    }

    /** Applies this layer to several inputs. */
    public final Tensor apply(List<? extends Tensor> inputs) {
        return applyAll(inputs, new CallArguments()).get(0);
    }

    /** Applies this layer to several inputs with further arguments. */
    public final Tensor apply(List<? extends Tensor> inputs, CallArguments arguments) {
        return applyAll(inputs, arguments).get(0);
    }

    /** Applies this layer and returns all its outputs. */
    public final List<Tensor> applyAll(List<? extends Tensor> inputs, CallArguments arguments) {
        if (inputs.stream().anyMatch(KerasTensor.class::isInstance)) {
            return describe(inputs, arguments);
        }
        return run(List.copyOf(inputs), arguments);
    }

    private List<Tensor> describe(List<? extends Tensor> inputs, CallArguments arguments) {
        List<KerasTensor> described = new ArrayList<>();
        for (Tensor input : inputs) {
            if (!(input instanceof KerasTensor)) {
                throw new IllegalArgumentException(
                        "Layer \"" + name() + "\": inputs must either all belong to a model that is being"
                                + " described or all have values, got " + input);
            }
            described.add((KerasTensor) input);
        }
        List<Tensor> specs = new ArrayList<>();
        for (KerasTensor input : described) {
            specs.add(specTensor(input));
        }
        CallArguments specArguments = arguments.mapTensors(Layer::specTensor);
        List<Tensor> outputs = Executor.within(SpecExecutor.INSTANCE, () -> run(specs, specArguments));
        LayerCall call = addCall(described, arguments);
        for (Tensor output : outputs) {
            new KerasTensor(output.spec(), call, call.outputs().size()).withMask(output.mask());
        }
        return List.copyOf(call.outputs());
    }

    final LayerCall addCall(List<KerasTensor> inputs, CallArguments arguments) {
        LayerCall call = new LayerCall(this, calls.size(), inputs, arguments);
        calls.add(call);
        return call;
    }

    static Tensor specTensor(Tensor tensor) {
        Tensor spec = SpecExecutor.tensor(tensor.spec());
        return tensor.mask() == null
                ? spec
                : spec.withMask(SpecExecutor.tensor(tensor.mask().spec()));
    }

    private List<Tensor> run(List<Tensor> inputs, CallArguments arguments) {
        List<Tensor> cast = new ArrayList<>(inputs.stream().map(this::castInput).toList());
        List<Tensor> masks = arguments.masks();
        for (int i = 0; i < Math.min(masks.size(), cast.size()); i++) {
            if (masks.get(i) != null) {
                cast.set(i, copyWithMask(cast.get(i), masks.get(i)));
            }
        }
        checkInputs(cast);
        try {
            buildFor(cast.stream().map(Tensor::shape).toList());
            return CallContext.within(arguments, () -> {
                List<Tensor> outputs = masked(cast, callAll(cast));
                outputs.forEach(this::penalize);
                return outputs;
            });
        } catch (LayerException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new LayerException(label() + ": " + e.getMessage(), e);
        }
    }

    /** {@code outputs} with their masks: those that {@code callAll} attached, else those of {@link #computeMasks}. */
    private List<Tensor> masked(List<Tensor> inputs, List<Tensor> outputs) {
        List<Tensor> masks = computeMasks(inputs, outputs);
        List<Tensor> masked = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            if (inputs.stream().anyMatch(input -> input == output)) {
                masked.add(copyWithMask(output, masks.get(i)));
            } else {
                masked.add(output.mask() != null ? output : output.withMask(masks.get(i)));
            }
        }
        return masked;
    }

    /** {@code tensor} if its mask is {@code mask}, else a copy with that: who passed the tensor must not see it change. */
    private static Tensor copyWithMask(Tensor tensor, Tensor mask) {
        return tensor.mask() == mask ? tensor : new Identity().apply(tensor).withMask(mask);
    }

    /** Adds what the activity regularizer says of an output to the loss; done for all outputs of a call. */
    protected final void penalize(Tensor output) {
        if (activityRegularizer() != null) {
            Tensor penalty = activityRegularizer().penalty(output);
            addLoss(
                    output.rank() == 0
                            ? penalty
                            : Ops.divide(penalty, Math.max(1, output.shape().dim(0))));
        }
    }

    private Tensor castInput(Tensor input) {
        DType compute = dtypePolicy().compute();
        boolean fits = !castsInputs() || !input.dtype().isFloating() || input.dtype() == compute;
        return fits ? input : Ops.cast(input, compute).withMask(input.mask());
    }

    private void checkInputs(List<Tensor> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("Layer \"" + name() + "\" was applied to no inputs");
        }
        if (inputSpecs.size() > 1 && inputSpecs.size() != inputs.size()) {
            throw new IllegalArgumentException(
                    "Layer \"" + name() + "\" expects " + inputSpecs.size() + " inputs, got " + inputs.size());
        }
        for (int i = 0; i < inputSpecs.size(); i++) {
            inputSpecs.get(i).check(i, inputs.get(i).shape(), name());
        }
    }

    /** Makes the weights for inputs of these shapes, unless they are made already; sizes of batches may be unknown. */
    public final void buildFor(List<Shape> inputShapes) {
        if (!isBuilt()) {
            builtWith = List.copyOf(inputShapes);
            List<InputSpec> specsBefore = inputSpecs;
            try {
                Executor.within(EagerExecutor.INSTANCE, () -> {
                    build(inputShapes);
                    return null;
                });
            } catch (RuntimeException e) {
                // as if it had never been tried
                builtWith = null;
                inputSpecs = specsBefore;
                trainableVariables.clear();
                nonTrainableVariables.clear();
                regularizers.clear();
                seedGenerators.clear();
                throw e;
            }
        }
    }

    // ---- Quantization

    /**
     * Replaces the weights by whole numbers of few bits with scales: {@code layer.quantize(mode)}.
     *
     * @param mode "int8" or "int4"
     * @throws IllegalStateException when this layer is not built yet, or is quantized already
     * @throws UnsupportedOperationException when this kind of layer cannot be quantized so
     */
    public final void quantize(String mode) {
        quantize(QuantizationConfig.of(mode));
    }

    /** {@link #quantize(String)} with other quantizers than the default ones. */
    public void quantize(QuantizationConfig config) {
        if (!isBuilt()) {
            throw new IllegalStateException(label() + " cannot be quantized, it is not built yet");
        }
        if (dtypePolicy().quantization() != null) {
            throw new IllegalStateException(label() + " is already quantized, its dtype policy is \""
                    + dtypePolicy().name() + "\"; got mode=\"" + config.mode() + "\"");
        }
        DTypePolicy before = dtypePolicy();
        dtype.initialize(before.quantized(config.policyMode()));
        try {
            Executor.within(EagerExecutor.INSTANCE, () -> {
                quantizeWeights(config);
                return null;
            });
        } catch (RuntimeException e) {
            dtype.initialize(before);
            throw e;
        }
        changed();
    }

    /** Replaces the weights as {@code config} says, which {@link #dtypePolicy()} says already. */
    protected void quantizeWeights(QuantizationConfig config) {
        throw new UnsupportedOperationException("Layer " + typeName() + " cannot be quantized");
    }

    /** Notes that a built layer computes with other weights from now on, so that no plan that was made before is used any more. */
    protected static void changed() {
        CHANGES.incrementAndGet();
    }

    /** A number that is another one whenever a built layer got other weights. */
    public static long changes() {
        return CHANGES.get();
    }

    // ---- What subclasses write

    /** Makes the weights for inputs of these shapes. */
    protected void build(List<Shape> inputShapes) {
        build(inputShapes.get(0));
    }

    /** Makes the weights for an input of this shape. */
    protected void build(Shape inputShape) {}

    /** Computes the outputs. */
    protected List<Tensor> callAll(List<Tensor> inputs) {
        return List.of(call(inputs));
    }

    /** Computes the output of a layer with one. */
    protected Tensor call(List<Tensor> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("Layer \"" + name() + "\" expects 1 input, got " + inputs.size());
        }
        return call(inputs.get(0));
    }

    /** Computes the output of a layer with one input. */
    protected Tensor call(Tensor input) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " must override call");
    }

    /** The masks of the outputs, null for none: by default every output gets the first input's, as layers that work step by step want. */
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return Collections.nCopies(
                outputs.size(), supportsMasking() ? inputs.get(0).mask() : null);
    }

    /** Whether the mask of the input is valid for the output too. */
    protected boolean supportsMasking() {
        return false;
    }

    /** Whether floating inputs are cast to the dtype that this layer computes with. */
    protected boolean castsInputs() {
        return true;
    }

    /** What is added to the loss for the outputs, or null. */
    protected Regularizer activityRegularizer() {
        return activityRegularizer.get();
    }

    /** Within a call: whether it is one in training; not so when nobody said. */
    protected final boolean training() {
        return training(false);
    }

    /**
     * Within a call: whether it is one in training.
     *
     * @param unlessSaid what holds when neither the call nor one around it says so: Keras's default of the argument {@code training}
     */
    protected final boolean training(boolean unlessSaid) {
        Boolean said =
                CallContext.current() == null ? null : CallContext.current().training();
        return said == null ? unlessSaid : said;
    }

    /** Within a call: the value of one of this layer's weights, in the dtype that the layer computes with. */
    protected final Tensor value(Variable weight) {
        Tensor value = weight.value();
        return value.dtype().isFloating() ? Ops.cast(value, dtypePolicy().compute()) : value;
    }

    /** Within a call: the further argument of this name, or null. */
    protected final Object callArgument(String key) {
        return CallContext.current().arguments().named().get(key);
    }

    /** Within a call: adds a scalar to the loss of the model. */
    protected final void addLoss(Tensor loss) {
        if (CallContext.current() != null) {
            CallContext.current().addLoss(loss);
        }
    }

    /** Sets what is demanded of each input. */
    protected final void inputSpec(InputSpec... specs) {
        inputSpecs = List.of(specs);
    }

    /** Makes a weight that training changes. */
    protected final Variable addWeight(String weightName, Shape shape, Initializer initializer) {
        return addWeight(weightName, shape, initializer, null, null, true);
    }

    /** Makes a weight that training changes, with an initializer by name, such as "glorot_uniform" or "zeros". */
    protected final Variable addWeight(String weightName, Shape shape, String initializer) {
        return addWeight(weightName, shape, Initializer.KIND.get(initializer));
    }

    /**
     * Makes a weight.
     *
     * @param regularizer adds to the loss, or null
     * @param constraint is applied after every update, or null
     */
    protected final Variable addWeight(
            String weightName,
            Shape shape,
            Initializer initializer,
            Regularizer regularizer,
            Constraint constraint,
            boolean isTrainable) {
        return addWeight(
                weightName, shape, dtypePolicy().variable(), initializer, regularizer, constraint, isTrainable);
    }

    /** Makes a weight of any dtype. */
    protected final Variable addWeight(
            String weightName,
            Shape shape,
            DType weightDtype,
            Initializer initializer,
            Regularizer regularizer,
            Constraint constraint,
            boolean isTrainable) {
        if (!shape.isKnown()) {
            throw new IllegalArgumentException(
                    "Layer \"" + name() + "\": the shape of weight " + weightName + " is not fully known: " + shape);
        }
        INDArray initial = WeightMaker.current().make(shape, weightDtype, initializer);
        Variable variable = Variable.owning(weightName, initial, isTrainable && trainable());
        variable.setPath(name() + "/" + weightName);
        (isTrainable ? trainableVariables : nonTrainableVariables).add(variable);
        if (regularizer != null) {
            regularizers.put(variable, regularizer);
        }
        if (constraint != null) {
            variable.setConstraint(constraint::project);
        }
        return variable;
    }

    /** Takes a weight away, to put others in its place. */
    protected final void removeWeight(Variable weight) {
        trainableVariables.remove(weight);
        nonTrainableVariables.remove(weight);
        regularizers.remove(weight);
    }

    /** Makes a weight of another layer, such as one inside this one, a weight of this one too: files hold it here as well. */
    protected final void shareWeight(Variable weight) {
        trainableVariables.add(weight);
    }

    /** Makes a source of random states for {@code call}, under the attribute name that Keras has for it. */
    protected final SeedGenerator addSeedGenerator(String attribute, Long seed) {
        SeedGenerator generator = new SeedGenerator(seed);
        seedGenerators.put(attribute, generator);
        return generator;
    }

    /** Makes {@code layer} a part of this one, under the attribute name that Keras has for it (it names the group in weight files). */
    protected final <L extends Layer> L addSublayer(String attribute, L layer) {
        sublayers.computeIfAbsent(attribute, a -> new ArrayList<>()).add(layer);
        return layer;
    }

    /** Makes {@code layers} parts of this one, under the attribute name of the list that Keras has for them. */
    protected final <L extends Layer> List<L> addSublayers(String attribute, List<L> layers) {
        sublayerLists.add(attribute);
        layers.forEach(layer -> addSublayer(attribute, layer));
        return layers;
    }

    // ---- State

    /** Whether the weights are made. */
    public boolean isBuilt() {
        return builtWith != null;
    }

    /** The shapes of the inputs that the weights were made for, batch axis included; null before. */
    public List<Shape> builtShapes() {
        return builtWith;
    }

    /** The calls of this layer in models that were described. */
    public final List<LayerCall> calls() {
        return Collections.unmodifiableList(calls);
    }

    /** The output of the first call, to cut models out of models with. */
    public KerasTensor output() {
        return firstCall().outputs().get(0);
    }

    /** The input of the first call. */
    public KerasTensor input() {
        return firstCall().inputs().get(0);
    }

    private LayerCall firstCall() {
        if (calls.isEmpty()) {
            throw new IllegalStateException(
                    "Layer \"" + name() + "\" has never been applied, so it has no input or output");
        }
        return calls.get(0);
    }

    /** The layers directly inside this one, in order. */
    public List<Layer> sublayers() {
        return sublayers.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** The layers directly inside this one by Keras's attribute names, under which weight files keep them. */
    public Map<String, List<Layer>> sublayersByAttribute() {
        return Collections.unmodifiableMap(sublayers);
    }

    /** Whether the attribute of this name is a list of layers in Keras, which weight files keep one level deeper. */
    public boolean isSublayerList(String attribute) {
        return sublayerLists.contains(attribute);
    }

    /** The sources of randomness by Keras's attribute names. */
    public Map<String, SeedGenerator> seedGenerators() {
        return Collections.unmodifiableMap(seedGenerators);
    }

    /** This layer's own variables, those that can be trained first: the order of Keras's files. */
    public List<Variable> ownVariables() {
        List<Variable> own = new ArrayList<>(trainableVariables);
        own.addAll(nonTrainableVariables);
        return own;
    }

    /**
     * The variables that files keep for this layer, by the names that Keras's {@code save_own_variables} has for them: its own, numbered in
     * order, unless a layer keeps others.
     */
    public Map<String, Variable> savedVariables() {
        return numbered(ownVariables());
    }

    /** {@code variables} by their numbers. */
    protected static Map<String, Variable> numbered(List<Variable> variables) {
        Map<String, Variable> numbered = new LinkedHashMap<>();
        variables.forEach(variable -> numbered.put(Integer.toString(numbered.size()), variable));
        return numbered;
    }

    /** What files keep for those of {@link #savedVariables()} that they do not keep the values of; none by default. */
    public Map<Variable, INDArray> savedValues() {
        return Map.of();
    }

    /** Called when {@link #savedVariables()} were read from a file. */
    public void restoredVariables() {}

    /** The files that a saved model keeps for this layer alone, by name, such as a vocabulary: Keras's {@code save_assets}; none by default. */
    public Map<String, byte[]> assets() {
        return Map.of();
    }

    /**
     * Takes what {@link #assets()} gave when the model was saved.
     *
     * @throws IllegalArgumentException when it does not fit this layer
     */
    public void loadAssets(Map<String, byte[]> files) {}

    /** All weights in Keras's order: this layer's own, then those of the layers inside it. */
    public final List<Variable> weights() {
        Set<Variable> all = new LinkedHashSet<>(ownVariables());
        sublayers().forEach(layer -> all.addAll(layer.weights()));
        return new ArrayList<>(all);
    }

    /** The weights that training changes: none when this layer is frozen, whatever is inside it. */
    public final List<Variable> trainableWeights() {
        return !trainable()
                ? List.of()
                : weights().stream().filter(Variable::trainable).toList();
    }

    /** The weights that training does not change by gradients. */
    public final List<Variable> nonTrainableWeights() {
        return !trainable()
                ? weights()
                : weights().stream().filter(variable -> !variable.trainable()).toList();
    }

    /** The number of numbers in the weights. */
    public final long countParams() {
        return weights().stream().mapToLong(variable -> variable.shape().size()).sum();
    }

    /** Copies of the weights, in the order of {@link #weights()}. */
    public final List<INDArray> getWeights() {
        return weights().stream().map(variable -> variable.array().dup('c')).toList();
    }

    /**
     * Sets the weights, in the order of {@link #weights()}.
     *
     * @throws IllegalArgumentException when their number or a shape differs; nothing is changed then
     */
    public final void setWeights(List<INDArray> values) {
        List<Variable> variables = weights();
        if (variables.size() != values.size()) {
            throw new IllegalArgumentException(
                    "Layer \"" + name() + "\" has " + variables.size() + " weights, got " + values.size() + " arrays");
        }
        for (int i = 0; i < values.size(); i++) {
            Shape shape = Shape.of(values.get(i).shape());
            if (!shape.equals(variables.get(i).shape())) {
                throw new IllegalArgumentException(
                        "Layer \"" + name() + "\": weight " + variables.get(i).path() + " has shape "
                                + variables.get(i).shape() + ", got an array of shape " + shape);
            }
        }
        for (int i = 0; i < values.size(); i++) {
            variables.get(i).set(values.get(i));
        }
    }

    /** The penalties of regularized weights, of this layer and those inside it. */
    public final List<Tensor> regularizationLosses() {
        List<Tensor> losses = new ArrayList<>();
        regularizers.forEach((variable, regularizer) -> {
            if (variable.trainable()) {
                losses.add(regularizer.penalty(variable.value()));
            }
        });
        sublayers().forEach(layer -> losses.addAll(layer.regularizationLosses()));
        return losses;
    }

    /** The specs of the outputs for inputs of these specs; makes the weights if need be. */
    public final List<TensorSpec> outputSpecs(List<TensorSpec> inputs) {
        List<Tensor> tensors = inputs.stream().map(SpecExecutor::tensor).toList();
        return Executor.within(SpecExecutor.INSTANCE, () -> run(tensors, new CallArguments())).stream()
                .map(Tensor::spec)
                .toList();
    }

    /** A call without inputs, by which an input layer starts the description of a model. */
    final LayerCall start(TensorSpec spec) {
        builtWith = List.of(spec.shape());
        return addCall(List.of(), new CallArguments());
    }
}
