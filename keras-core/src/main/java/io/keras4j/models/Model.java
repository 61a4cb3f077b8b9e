package io.keras4j.models;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.config.Codecs;
import io.keras4j.config.Json;
import io.keras4j.config.Sharing;
import io.keras4j.data.Batches;
import io.keras4j.engine.BuildConfig;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputLayer;
import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.engine.OpLayer;
import io.keras4j.html.Html;
import io.keras4j.metrics.Metric;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.quantizers.QuantizationConfig;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import io.keras4j.training.Batch;
import io.keras4j.training.CompileOptions;
import io.keras4j.training.EvaluateOptions;
import io.keras4j.training.FitOptions;
import io.keras4j.training.History;
import io.keras4j.training.PredictOptions;
import io.keras4j.training.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Layers grouped into one that can be trained: <a href="https://keras.io/api/models/model/">keras.Model</a>. A model is described in the
 * Functional API, from inputs to outputs, or written as a subclass with its own {@code call}; {@link Sequential} is the short form for a
 * stack of layers.
 *
 * <pre>{@code
 * Tensor x = Input.of(32);
 * Tensor h = new Dense(64).activation("relu").apply(x);
 * Model model = new Model(inputs(x), outputs(new Dense(1).name("price").apply(h), new Dense(3).name("kind").apply(h)));
 * Model encoder = new Model(x, h);                            // shares layers and weights with the first
 *
 * class Residual extends Model {
 *     private final Dense inner = addSublayer("inner", new Dense(32));
 *
 *     protected Tensor call(Tensor x) {
 *         return Ops.add(x, inner.apply(x));
 *     }
 * }
 * }</pre>
 */
public class Model extends FluentLayer<Model> implements Html {
    private static final Logger LOG = LoggerFactory.getLogger(Model.class);
    private static final PredictOptions QUIETLY = new PredictOptions();

    private FunctionalGraph graph;
    private boolean listsInputs;
    private boolean listsOutputs;
    private final Trainer trainer = new Trainer(this, new ModelSteps());
    private volatile boolean stopTraining;
    private volatile boolean stopEvaluating;
    private volatile boolean stopPredicting;
    private History history;

    /** A model whose subclass computes with {@code call}, from layers that it adds with {@code addSublayer}. */
    protected Model() {}

    /** The model that computes {@code output} from {@code input}; the input may also be what a layer of another model makes. */
    public Model(Tensor input, Tensor output) {
        connect(List.of(input), List.of(output), false, false);
    }

    /**
     * The model that computes {@code outputs} from {@code inputs}; see {@link #inputs(Tensor, Tensor...)}.
     *
     * @throws IllegalArgumentException when an output depends on other inputs, or two layers have one name
     */
    public Model(List<? extends Tensor> inputs, List<? extends Tensor> outputs) {
        connect(inputs, outputs, true, true);
    }

    /** The model that computes {@code output} from {@code inputs}. */
    public Model(List<? extends Tensor> inputs, Tensor output) {
        connect(inputs, List.of(output), true, false);
    }

    /** The model that computes {@code outputs} from {@code input}. */
    public Model(Tensor input, List<? extends Tensor> outputs) {
        connect(List.of(input), outputs, false, true);
    }

    /** The inputs of a model as a list: {@code new Model(inputs(a, b), outputs(y))}. */
    public static List<Tensor> inputs(Tensor first, Tensor... more) {
        List<Tensor> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** The outputs of a model as a list. */
    public static List<Tensor> outputs(Tensor first, Tensor... more) {
        return inputs(first, more);
    }

    // ---- Clones

    /**
     * A model with the same layers but weights of its own, newly initialized: {@code keras.models.clone_model}. It is
     * compiled as that is.
     *
     * @throws IllegalArgumentException for a model with its own {@code call}
     */
    public static Model cloneModel(Model model) {
        return cloneModel(model, Model::cloneLayer);
    }

    /**
     * A model with the layers that {@code cloneFunction} gives for those of {@code model}, called in the same way: layers may be replaced
     * by others, or shared where the function returns what it is given. Inputs are cloned without asking.
     *
     * <pre>{@code
     * Model calm = Model.cloneModel(model, layer -> layer instanceof Dropout ? new Dropout(0.1) : Model.cloneLayer(layer));
     * }</pre>
     *
     * @throws IllegalArgumentException for a model with its own {@code call}
     */
    public static Model cloneModel(Model model, UnaryOperator<Layer> cloneFunction) {
        Model cloned =
                model.cloned(layer -> layer instanceof InputLayer ? cloneLayer(layer) : cloneFunction.apply(layer));
        cloned.name(model.name());
        cloned.setOwnTrainable(model.trainable());
        cloned.restore(Map.of("compile_config", model.trainer.compileConfig()));
        return cloned;
    }

    /** A layer with the arguments of {@code layer}, without weights as yet. */
    public static Layer cloneLayer(Layer layer) {
        if (layer instanceof OpLayer) {
            return layer; // it has no state
        }
        Map<String, Object> envelope = new LinkedHashMap<>(Layer.KIND.envelope(layer));
        envelope.keySet().removeAll(layer.state().keySet());
        return Layer.KIND.get(envelope);
    }

    Model cloned(UnaryOperator<Layer> clone) {
        if (getClass() != Model.class) {
            throw new IllegalArgumentException(
                    "cloneModel: expected a Sequential model or one of the Functional API, got " + label()
                            + ", which has its own call");
        }
        Map<KerasTensor, KerasTensor> copies = graph.describeAgain(clone);
        Model cloned = new Model();
        cloned.connect(
                inputs().stream().map(copies::get).toList(),
                outputs().stream().map(copies::get).toList(),
                listsInputs,
                listsOutputs);
        return cloned;
    }

    // ---- Structure

    final void connect(
            List<? extends Tensor> inputs, List<? extends Tensor> outputs, boolean inputList, boolean outputList) {
        graph = new FunctionalGraph(inputs, outputs);
        trainer.forget();
        listsInputs = inputList;
        listsOutputs = outputList;
    }

    /** The layers and calls between inputs and outputs; null for a model with its own {@code call} or one that is not built yet. */
    final FunctionalGraph graph() {
        return graph;
    }

    /** Forgets the description: for a model that is to be built anew. */
    final void reset() {
        graph = null;
        trainer.forget();
    }

    /** Whether the layers between inputs and outputs are known, as opposed to a model with its own {@code call}. */
    public final boolean isDescribed() {
        return graph != null;
    }

    /** The layers directly inside, inputs included, in Keras's order. */
    public List<Layer> layers() {
        return sublayers();
    }

    @Override
    public List<Layer> sublayers() {
        return graph == null ? super.sublayers() : graph.layers();
    }

    @Override
    public Map<String, List<Layer>> sublayersByAttribute() {
        return graph == null ? super.sublayersByAttribute() : Map.of("layers", layers());
    }

    @Override
    public boolean isSublayerList(String attribute) {
        return graph != null && attribute.equals("layers") || super.isSublayerList(attribute);
    }

    /**
     * The layer of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Layer getLayer(String name) {
        return layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Model \"" + name() + "\" has no layer \"" + name
                        + "\"; its layers are "
                        + layers().stream().map(Layer::name).collect(Collectors.joining(", "))));
    }

    /** Layer {@code index} of {@link #layers()}. */
    public Layer getLayer(int index) {
        if (index < 0 || index >= layers().size()) {
            throw new IllegalArgumentException(
                    "Model \"" + name() + "\" has " + layers().size() + " layers, there is none at index " + index);
        }
        return layers().get(index);
    }

    /** The tensors that the description of this model begins with. */
    public List<KerasTensor> inputs() {
        return described().inputs();
    }

    /** The tensors that the description of this model ends with. */
    public List<KerasTensor> outputs() {
        return described().outputs();
    }

    /** The calls of layers that lead from the inputs to the outputs, each after those it depends on: the model as a graph. */
    public List<LayerCall> layerCalls() {
        return described().callsByDepth().stream().flatMap(List::stream).toList();
    }

    /** The first of {@link #inputs()}. */
    @Override
    public KerasTensor input() {
        return graph == null ? super.input() : inputs().get(0);
    }

    /** The first of {@link #outputs()}, to cut models out of models with. */
    @Override
    public KerasTensor output() {
        return graph == null ? super.output() : outputs().get(0);
    }

    /** The names of the inputs: keys for the arrays to train with or to predict from. */
    public List<String> inputNames() {
        return inputs().stream().map(input -> input.call().layer().name()).toList();
    }

    /** The names of the outputs, which are those of the layers they come from: keys for losses, metrics and targets. */
    public List<String> outputNames() {
        return outputs().stream().map(output -> output.call().layer().name()).toList();
    }

    /** Prints the layers with their output shapes and numbers of parameters. */
    public void summary() {
        summary(options -> {});
    }

    /** Prints the layers: {@code model.summary(s -> s.lineLength(100).expandNested(true))}. */
    public void summary(Consumer<SummaryOptions> options) {
        SummaryOptions chosen = new SummaryOptions();
        options.accept(chosen);
        new Summary(this, chosen).print();
    }

    /** The table of {@link #summary()} as HTML. */
    @Override
    public String toHtml() {
        return toHtml(options -> {});
    }

    /** The table of {@link #summary(Consumer)} as HTML, for which the widths of lines and columns mean nothing. */
    public String toHtml(Consumer<SummaryOptions> options) {
        SummaryOptions chosen = new SummaryOptions();
        options.accept(chosen);
        return new Summary(this, chosen).toHtml();
    }

    private FunctionalGraph described() {
        if (graph == null) {
            throw new IllegalStateException("Model \"" + name() + "\" has no defined inputs and outputs"
                    + (this instanceof Sequential ? " before it is built" : ": it is not made of a description"));
        }
        return graph;
    }

    @Override
    public boolean isBuilt() {
        return graph != null || super.isBuilt();
    }

    @Override
    public String typeName() {
        return getClass() == Model.class ? "Functional" : super.typeName();
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        if (graph == null) {
            return super.callAll(inputs);
        }
        if (inputs.size() != graph.inputs().size()) {
            int expected = graph.inputs().size();
            throw new IllegalArgumentException("Model \"" + name() + "\" expects " + expected
                    + (expected == 1 ? " input" : " inputs") + ", got " + inputs.size());
        }
        return graph.run(inputs, name(), training());
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return outputs.stream().map(Tensor::mask).collect(Collectors.toCollection(ArrayList::new));
    }

    // ---- Configuration

    @Override
    public Map<String, Object> config() {
        if (getClass() != Model.class) {
            return super.config();
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name());
        config.put("trainable", trainable());
        config.putAll(FunctionalConfig.encode(described(), listsInputs, listsOutputs));
        return config;
    }

    @Override
    public void configure(Map<String, Object> config) {
        if (getClass() != Model.class) {
            super.configure(config);
            return;
        }
        FunctionalConfig decoded = new FunctionalConfig(config);
        connect(decoded.inputs(), decoded.outputs(), decoded.listsInputs(), decoded.listsOutputs());
        if (config.get("name") instanceof String) {
            name((String) config.get("name"));
        }
        setOwnTrainable(!Boolean.FALSE.equals(config.get("trainable")));
    }

    @Override
    protected Map<String, Object> buildConfig() {
        if (getClass() == Model.class) {
            Map<String, Object> none = new LinkedHashMap<>();
            none.put("input_shape", null);
            return none;
        }
        return BuildConfig.encode(builtShapes());
    }

    @Override
    protected void buildFromConfig(Map<String, Object> config) {
        if (!isBuilt()) {
            List<Shape> shapes = BuildConfig.decode(config);
            if (shapes != null) {
                build(shapes.toArray(Shape[]::new));
            }
        }
    }

    /** Makes the weights for inputs of these shapes, batch axis included (-1 for any size). */
    public void build(Shape... inputShapes) {
        outputSpecs(Arrays.stream(inputShapes)
                .map(shape -> new TensorSpec(shape, inputDtype()))
                .toList());
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>(super.state());
        state.put("compile_config", trainer.compileConfig());
        return state;
    }

    @Override
    public void restore(Map<String, Object> envelope) {
        super.restore(envelope);
        if (envelope.get("compile_config") instanceof Map) {
            Map<String, Object> config = Codecs.map().decode(envelope.get("compile_config"));
            if (!config.isEmpty()) {
                trainer.compileFromConfig(config);
            }
        }
    }

    // ---- Training

    /**
     * Sets how this model is trained.
     *
     * @param optimizer the name of an optimizer or an {@link Optimizer}
     * @param loss the name of a loss or a {@link io.keras4j.losses.Loss}, or a list or map of such for several outputs
     * @param metrics names of metrics or {@link Metric}s, see {@link CompileOptions#metrics}
     * @throws IllegalArgumentException for an unknown name, with the nearest known ones
     */
    public void compile(Object optimizer, Object loss, Object... metrics) {
        trainer.compile(new CompileOptions(optimizer, loss, metrics));
    }

    /** Sets how this model is trained: {@code model.compile(c -> c.optimizer("adam").loss("mse"))}. */
    public void compile(Consumer<CompileOptions> options) {
        CompileOptions chosen = new CompileOptions();
        options.accept(chosen);
        trainer.compile(chosen);
    }

    /** Whether {@code compile} was called. */
    public boolean isCompiled() {
        return trainer.isCompiled();
    }

    /** The optimizer, null before {@code compile}. */
    public Optimizer optimizer() {
        return trainer.optimizer();
    }

    /** The metrics by the names that logs have for them, the mean of the loss first. */
    public Map<String, Metric> metrics() {
        return trainer.metricsByName();
    }

    /** Makes {@code metric} one of this model's: it is reset with the others, and a step of one's own updates it. */
    protected final <M extends Metric> M addMetric(M metric) {
        trainer.addMetric(metric);
        return metric;
    }

    /** Trains for one epoch in batches of 32. */
    public History fit(Object x, Object y) {
        return fit(x, y, fit -> {});
    }

    /**
     * Trains: {@code model.fit(x, y, fit -> fit.epochs(10).validationSplit(0.2))}.
     *
     * @param x the inputs: INDArrays or Java arrays with a sample in every row, several as a list or a map by the names of inputs
     * @param y the targets likewise, null for a model without
     * @return losses and metrics of every epoch
     * @throws IllegalStateException when this model is not compiled
     * @throws IllegalArgumentException when the data do not fit the model or the loss; nothing is trained then
     */
    public History fit(Object x, Object y, Consumer<FitOptions> options) {
        FitOptions chosen = new FitOptions();
        options.accept(chosen);
        return trainer.fit(x, y, chosen);
    }

    /** Trains for one epoch on a {@link io.keras4j.data.Dataset} of batches or a {@link io.keras4j.data.Sequence}. */
    public History fit(Batches data) {
        return fit(data, fit -> {});
    }

    /**
     * Trains on a {@link io.keras4j.data.Dataset} of batches or a {@link io.keras4j.data.Sequence}, which are prepared on another thread.
     *
     * @throws io.keras4j.data.DataException when that fails, with the cause
     */
    public History fit(Batches data, Consumer<FitOptions> options) {
        FitOptions chosen = new FitOptions();
        options.accept(chosen);
        return trainer.fit(data, chosen);
    }

    /** The loss and the metrics on these batches, by name. */
    public Map<String, Double> evaluate(Batches data) {
        return evaluate(data, evaluate -> {});
    }

    /** The loss and the metrics on these batches, by name. */
    public Map<String, Double> evaluate(Batches data, Consumer<EvaluateOptions> options) {
        EvaluateOptions chosen = new EvaluateOptions();
        options.accept(chosen);
        return trainer.evaluate(data, chosen);
    }

    /** The loss and the metrics on these samples, by name. */
    public Map<String, Double> evaluate(Object x, Object y) {
        return evaluate(x, y, evaluate -> {});
    }

    /** The loss and the metrics on these samples, by name: {@code model.evaluate(x, y, e -> e.batchSize(256))}. */
    public Map<String, Double> evaluate(Object x, Object y, Consumer<EvaluateOptions> options) {
        EvaluateOptions chosen = new EvaluateOptions();
        options.accept(chosen);
        return trainer.evaluate(x, y, chosen);
    }

    /**
     * The output for these samples, which may also be {@link Batches}. Any number of threads may predict at once.
     *
     * @throws IllegalStateException when this model has several outputs: see {@link #predictAll}
     */
    public INDArray predict(Object x) {
        return single(trainer.predict(x, QUIETLY), "predict");
    }

    /** The output for these samples: {@code model.predict(x, p -> p.batchSize(256))}. */
    public INDArray predict(Object x, Consumer<PredictOptions> options) {
        return single(predictAll(x, options), "predict");
    }

    /** All outputs for these samples. */
    public List<INDArray> predictAll(Object x) {
        return trainer.predict(x, QUIETLY);
    }

    /** All outputs for these samples. */
    public List<INDArray> predictAll(Object x, Consumer<PredictOptions> options) {
        PredictOptions chosen = new PredictOptions();
        options.accept(chosen);
        return trainer.predict(x, chosen);
    }

    private INDArray single(List<INDArray> outputs, String method) {
        if (outputs.size() != 1) {
            throw new IllegalStateException("Model \"" + name() + "\" has " + outputs.size() + " outputs; call "
                    + method + "All for a list of them");
        }
        return outputs.get(0);
    }

    /** Does one training step on these samples; returns the loss and the metrics of this batch by name. */
    public Map<String, Double> trainOnBatch(Object x, Object y) {
        return trainOnBatch(x, y, null, null);
    }

    /** Does one training step on these samples, weighted one by one or by class; see {@link FitOptions}; either may be null. */
    public Map<String, Double> trainOnBatch(Object x, Object y, Object sampleWeight, Map<Integer, Double> classWeight) {
        return trainer.trainOnBatch(x, y, sampleWeight, classWeight);
    }

    /** The loss and the metrics on these samples as one batch, by name. */
    public Map<String, Double> testOnBatch(Object x, Object y) {
        return testOnBatch(x, y, null);
    }

    /** The loss and the metrics on these samples as one batch, weighted, by name. */
    public Map<String, Double> testOnBatch(Object x, Object y, Object sampleWeight) {
        return trainer.testOnBatch(x, y, sampleWeight);
    }

    /** The output for these samples as one batch. */
    public INDArray predictOnBatch(Object x) {
        return single(predictOnBatchAll(x), "predictOnBatch");
    }

    /** All outputs for these samples as one batch. */
    public List<INDArray> predictOnBatchAll(Object x) {
        return trainer.predictOnBatch(x);
    }

    /** Whether training is to stop after the current batch. */
    public boolean stopTraining() {
        return stopTraining;
    }

    /** Lets training stop after the current batch: for callbacks. */
    public void stopTraining(boolean stop) {
        stopTraining = stop;
    }

    /** Whether the evaluation under way is to stop after the current batch. */
    public boolean stopEvaluating() {
        return stopEvaluating;
    }

    /** Lets the evaluation under way stop after the current batch: for callbacks. */
    public void stopEvaluating(boolean stop) {
        stopEvaluating = stop;
    }

    /** Whether the prediction under way is to stop after the current batch. */
    public boolean stopPredicting() {
        return stopPredicting;
    }

    /** Lets the prediction under way stop after the current batch: for callbacks. */
    public void stopPredicting(boolean stop) {
        stopPredicting = stop;
    }

    /** What the last {@code fit} recorded, or null. */
    public History history() {
        return history;
    }

    /** Sets {@link #history()}: done by {@code fit}. */
    public void setHistory(History newHistory) {
        history = newHistory;
    }

    // ---- Steps, for models that train in their own way

    /**
     * A training step: computes the loss, its gradients, and updates weights and metrics. A subclass may do so in its own way, in ops, which
     * are planned once and then run for every batch:
     *
     * <pre>{@code
     * protected Map<String, Tensor> trainStep(Batch batch) {
     *     try (var tape = new GradientTape()) {
     *         List<Tensor> predictions = applyAll(batch.x(), new CallArguments().training(true));
     *         Tensor loss = computeLoss(batch, predictions);
     *         trackLoss(batch, loss);
     *         optimizer().apply(tape.gradient(loss, trainableWeights()), trainableWeights());
     *         return computeMetrics(batch, predictions);
     *     }
     * }
     * }</pre>
     *
     * @return the logs: the metrics, or scalars of one's own by name
     */
    protected Map<String, Tensor> trainStep(Batch batch) {
        try (GradientTape tape = new GradientTape()) {
            List<Tensor> predictions = applyAll(batch.x(), new CallArguments().training(true));
            Tensor loss = computeLoss(batch, predictions);
            trackLoss(batch, loss);
            List<Variable> variables = trainableWeights();
            optimizer().apply(tape.gradient(optimizer().scaleLoss(loss), variables), variables);
            return computeMetrics(batch, predictions);
        }
    }

    /** A step of evaluation: computes the loss and updates metrics. */
    protected Map<String, Tensor> testStep(Batch batch) {
        List<Tensor> predictions = applyAll(batch.x(), new CallArguments().training(false));
        trackLoss(batch, computeLoss(batch, predictions));
        return computeMetrics(batch, predictions);
    }

    /** A step of prediction: computes the outputs. */
    protected List<Tensor> predictStep(List<Tensor> x) {
        return applyAll(x, new CallArguments().training(false));
    }

    /** Within a step: the loss of predictions, that of {@code compile} with what layers add and regularizers demand. */
    protected Tensor computeLoss(Batch batch, List<Tensor> predictions) {
        return trainer.computeLoss(batch, predictions);
    }

    /**
     * Within a step: takes the loss of this batch into account in the mean that logs call "loss". As in Keras, {@link #computeLoss} does not:
     * a step of one's own may show another loss, or none.
     */
    protected final void trackLoss(Batch batch, Tensor loss) {
        trainer.trackLoss(batch, loss);
    }

    /** Within a step: updates the metrics of {@code compile}; returns the results of all metrics by name. */
    protected Map<String, Tensor> computeMetrics(Batch batch, List<Tensor> predictions) {
        return trainer.computeMetrics(batch, predictions);
    }

    private final class ModelSteps implements Trainer.Steps {
        @Override
        public Map<String, Tensor> train(Batch batch) {
            return trainStep(batch);
        }

        @Override
        public Map<String, Tensor> test(Batch batch) {
            return testStep(batch);
        }

        @Override
        public List<Tensor> predict(List<Tensor> x) {
            return predictStep(x);
        }

        @Override
        public boolean trainsInItsOwnWay() {
            Class<?> type = Model.this.getClass();
            while (Arrays.stream(type.getDeclaredMethods())
                    .noneMatch(method -> method.getName().equals("trainStep"))) {
                type = type.getSuperclass();
            }
            return type != Model.class;
        }
    }

    // ---- Quantization

    /**
     * Replaces the weights of all layers inside this model that know how by whole numbers of few bits with scales, and leaves the others
     * alone: {@code model.quantize(config=..., filters=...)}.
     *
     * <pre>{@code
     * model.quantize(new Int8QuantizationConfig(), layer -> !layer.name().equals("head"));
     * }</pre>
     *
     * @param filter which layers to quantize
     * @throws IllegalStateException when a layer is not built yet, or is quantized already
     */
    public void quantize(QuantizationConfig config, Predicate<? super Layer> filter) {
        leaves(this, Collections.newSetFromMap(new IdentityHashMap<>())).stream()
                .filter(filter)
                .forEach(layer -> {
                    try {
                        layer.quantize(config);
                    } catch (UnsupportedOperationException e) {
                        LOG.warn("{}", e.getMessage());
                    }
                });
    }

    /** {@link #quantize(QuantizationConfig, Predicate)} of all layers. */
    @Override
    public void quantize(QuantizationConfig config) {
        quantize(config, layer -> true);
    }

    private static List<Layer> leaves(Layer layer, Set<Layer> visited) {
        return layer.sublayers().stream()
                .filter(visited::add)
                .flatMap(each -> each.sublayers().isEmpty() ? Stream.of(each) : leaves(each, visited).stream())
                .toList();
    }

    // ---- Files

    /** Saves this model as a file that {@link #load} and Python Keras open: {@code .keras}, or {@code .h5} for older versions. */
    public void save(String path) {
        save(path, options -> {});
    }

    /**
     * Saves this model.
     *
     * @throws IllegalArgumentException when no format is known for the path, or the file exists and is not to be overwritten
     */
    public void save(String path, Consumer<SaveOptions> options) {
        SaveOptions chosen = new SaveOptions();
        options.accept(chosen);
        checkOverwrite(path, chosen);
        inFile(() -> ModelFormats.savingModel(Path.of(path), chosen).save(this, Path.of(path), chosen));
    }

    /** The model in the file {@code path}, compiled as it was when saved. */
    public static Model load(String path) {
        return load(path, options -> {});
    }

    /**
     * The model in the file {@code path}.
     *
     * @throws IllegalArgumentException when the file does not exist
     * @throws ModelFormatException when the file cannot be read, is damaged, is of no known format, or holds what this library does not know
     */
    public static Model load(String path, Consumer<LoadOptions> options) {
        LoadOptions chosen = new LoadOptions();
        options.accept(chosen);
        checkExists(path);
        Model[] loaded = new Model[1];
        fromFile(
                path, () -> loaded[0] = ModelFormats.loadingModel(Path.of(path)).load(Path.of(path), chosen));
        return loaded[0];
    }

    /**
     * What is in the model file {@code path}, for a look at one that {@link #load} refuses since it has classes that are not known here: its
     * configuration, its weights by name, and a summary of both.
     *
     * @throws IllegalArgumentException when the file does not exist
     * @throws ModelFormatException when the file is damaged, or is of no known format
     */
    public static ModelContents inspect(String path) {
        checkExists(path);
        ModelContents[] contents = new ModelContents[1];
        inFile(() -> contents[0] = ModelFormats.loadingModel(Path.of(path)).inspect(Path.of(path)));
        return contents[0];
    }

    /** Saves the weights as a file {@code *.weights.h5}, or {@code *.h5} for older versions of Keras. */
    public void saveWeights(String path) {
        saveWeights(path, options -> {});
    }

    /** Saves the weights. */
    public void saveWeights(String path, Consumer<SaveOptions> options) {
        SaveOptions chosen = new SaveOptions();
        options.accept(chosen);
        checkOverwrite(path, chosen);
        inFile(() -> ModelFormats.savingWeights(Path.of(path)).saveWeights(this, Path.of(path), chosen));
    }

    /** Sets the weights to those in the file {@code path}. */
    public void loadWeights(String path) {
        loadWeights(path, options -> {});
    }

    /**
     * Sets the weights to those in the file {@code path}.
     *
     * @throws IllegalStateException when this model is not built yet
     * @throws IllegalArgumentException when the file does not exist
     * @throws ModelFormatException when the file cannot be read, is damaged, is of no known format, or does not fit this model
     */
    public void loadWeights(String path, Consumer<LoadOptions> options) {
        LoadOptions chosen = new LoadOptions();
        options.accept(chosen);
        checkExists(path);
        if (!isBuilt()) {
            throw new IllegalStateException("Model \"" + name()
                    + "\" has no weights yet, so none can be loaded: begin it with an Input, or build it first");
        }
        fromFile(path, () -> ModelFormats.loadingWeights(Path.of(path)).loadWeights(this, Path.of(path), chosen));
    }

    /** Writes what this model computes when it predicts as an ONNX file, for ONNX Runtime and others. */
    public void export(String path) {
        export(path, "onnx");
    }

    /**
     * Writes what this model computes when it predicts.
     *
     * @param format "onnx", which comes with keras-onnx, or the name of a further {@link ExportFormat}
     * @throws IllegalArgumentException when the format is not known, or this model has something that it does not have
     * @throws IllegalStateException when this model is not built, or has no defined inputs and outputs
     */
    public void export(String path, String format) {
        List<ExportFormat> formats = ServiceLoader.load(ExportFormat.class, Model.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        ExportFormat chosen = formats.stream()
                .filter(each -> each.name().equals(format))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No export format \"" + format
                        + "\" is on the class path; the formats are "
                        + formats.stream().map(ExportFormat::name).toList()));
        inFile(() -> chosen.export(this, Path.of(path)));
    }

    /** The configuration of this model as JSON, without weights: Keras's {@code to_json}. */
    public String toJson() {
        return Json.write(Sharing.writing(() -> Layer.KIND.envelope(this)));
    }

    /** The model that {@code json}, from {@link #toJson} or any version of Keras, describes, with new weights. */
    public static Model fromJson(String json) {
        return fromJson(json, options -> {});
    }

    /**
     * The model that {@code json} describes, with new weights.
     *
     * @throws ModelFormatException when it is not JSON, or describes what this library does not know
     */
    public static Model fromJson(String json, Consumer<LoadOptions> options) {
        LoadOptions chosen = new LoadOptions();
        options.accept(chosen);
        return ModelFormats.configReader().read(json, chosen);
    }

    private static void checkOverwrite(String path, SaveOptions options) {
        if (!options.overwrite() && Files.exists(Path.of(path))) {
            throw new IllegalArgumentException("The file " + path + " exists, and overwrite is false");
        }
    }

    private static void checkExists(String path) {
        if (!Files.exists(Path.of(path))) {
            throw new IllegalArgumentException("There is no file " + path);
        }
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private static void fromFile(String path, FileWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new ModelFormatException(Path.of(path), null, "the system does not let it be read: " + e, e);
        }
    }

    private static void inFile(FileWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
