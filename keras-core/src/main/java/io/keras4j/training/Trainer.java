package io.keras4j.training;

import io.keras4j.backend.RowMajor;
import io.keras4j.data.ArrayBatches;
import io.keras4j.data.BatchSource;
import io.keras4j.data.BatchSource.Layout;
import io.keras4j.data.Batches;
import io.keras4j.data.Column;
import io.keras4j.data.RowBatches;
import io.keras4j.data.Samples;
import io.keras4j.data.StreamedBatches;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.CallContext;
import io.keras4j.engine.Layer;
import io.keras4j.engine.SpecExecutor;
import io.keras4j.graph.Plan;
import io.keras4j.graph.PlannedFunction;
import io.keras4j.metrics.Mean;
import io.keras4j.metrics.Metric;
import io.keras4j.models.Model;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.optimizers.LossScaleOptimizer;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.random.RandomSeed;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a model trains: what {@code compile} set up, and the loops of {@code fit}, {@code evaluate} and {@code predict}. */
public final class Trainer {
    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    private final Model model;
    private final StringInputs steps;
    private final Map<Layout, StepFunction> trainFunctions = new ConcurrentHashMap<>();
    private final Map<Layout, StepFunction> testFunctions = new ConcurrentHashMap<>();
    private volatile PlannedFunction predictFunction;
    private volatile long changesSeen;
    private CompileOptions options;
    private Optimizer givenOptimizer;
    private Optimizer optimizer;
    private CompiledLoss loss;
    private CompiledMetrics metrics;
    private Mean lossTracker;
    private Map<String, Tensor> computed = Map.of(); // what computeMetrics last returned
    private final List<Metric> ownMetrics = new ArrayList<>();
    private final Set<List<TensorSpec>> prepared = ConcurrentHashMap.newKeySet();
    private Map<Layer, Boolean> trainableState;

    /** The steps of a model, which its class may override. */
    public interface Steps {
        Map<String, Tensor> train(Batch batch);

        Map<String, Tensor> test(Batch batch);

        List<Tensor> predict(List<Tensor> x);

        /** Whether the training step is one of the model's own. */
        boolean trainsInItsOwnWay();
    }

    /** The trainer of {@code model}. */
    public Trainer(Model model, Steps steps) {
        this.model = model;
        this.steps = new StringInputs(model, steps);
        forget();
    }

    /** Drops what was traced: the model has changed. */
    public void forget() {
        changesSeen = Layer.changes();
        trainFunctions.clear();
        testFunctions.clear();
        prepared.clear();
        steps.forget();
        predictFunction = new PlannedFunction(x -> CallContext.within(new CallArguments(), () -> steps.predict(x)));
    }

    // ---- Compiling

    /** Takes the arguments of {@code compile}. */
    public void compile(CompileOptions newOptions) {
        Optimizer newOptimizer = Optimizer.KIND.get(newOptions.optimizer());
        CompiledLoss newLoss =
                newOptions.loss() == null ? null : new CompiledLoss(newOptions.loss(), newOptions.lossWeights());
        CompiledMetrics newMetrics = new CompiledMetrics(newOptions.metrics(), newOptions.weightedMetrics());
        options = newOptions;
        givenOptimizer = newOptimizer;
        optimizer = scalesLoss() ? new LossScaleOptimizer(newOptimizer).name("loss_scale_optimizer") : newOptimizer;
        loss = newLoss;
        metrics = newMetrics;
        lossTracker = new Mean().name("loss");
        trainableState = trainableState();
        forget();
    }

    private boolean scalesLoss() {
        return options.autoScaleLoss()
                && model.dtypePolicy().name().equals("mixed_float16")
                && !(givenOptimizer instanceof LossScaleOptimizer);
    }

    /** Whether {@code compile} was called. */
    public boolean isCompiled() {
        return options != null;
    }

    private void requireCompiled(String method) {
        if (!isCompiled()) {
            throw new IllegalStateException(
                    "Model \"" + model.name() + "\" must be compiled before " + method + ": call compile first");
        }
        warnOfFrozen();
    }

    private Map<Layer, Boolean> trainableState() {
        Map<Layer, Boolean> state = new IdentityHashMap<>();
        collectTrainable(model, state);
        return state;
    }

    private static void collectTrainable(Layer layer, Map<Layer, Boolean> state) {
        state.put(layer, layer.trainable());
        layer.sublayers().forEach(inner -> collectTrainable(inner, state));
    }

    private void warnOfFrozen() {
        Map<Layer, Boolean> now = trainableState();
        List<String> changed = now.entrySet().stream()
                .filter(entry -> trainableState.containsKey(entry.getKey())
                        && !trainableState.get(entry.getKey()).equals(entry.getValue()))
                .map(entry -> entry.getKey().name())
                .toList();
        if (!changed.isEmpty()) {
            LOG.warn(
                    "Model \"{}\": trainable was changed after compile, which takes effect when compile is called"
                            + " again. Layers: {}",
                    model.name(),
                    changed);
            trainableState = now;
        }
    }

    /** The optimizer, null before {@code compile}. */
    public Optimizer optimizer() {
        return optimizer;
    }

    /** Keras's {@code compile_config}, empty when not compiled. */
    public Map<String, Object> compileConfig() {
        return isCompiled() ? options.config(givenOptimizer) : Map.of();
    }

    /** Compiles as {@code config} says and makes the optimizer's variables. */
    public void compileFromConfig(Map<String, Object> config) {
        compile(CompileOptions.from(config));
        if (model.isBuilt()) {
            optimizer.build(model.trainableWeights());
        }
    }

    // ---- Losses and metrics, for steps

    /** The loss of a batch: that of {@code compile}, and what layers added or regularizers demand. */
    public Tensor computeLoss(Batch batch, List<Tensor> predictions) {
        List<Tensor> losses = new ArrayList<>();
        Tensor compiled = loss == null ? null : loss.compute(batch, predictions, outputNames(predictions.size()));
        if (compiled != null) {
            losses.add(compiled);
        }
        losses.addAll(CallContext.losses());
        losses.addAll(model.regularizationLosses());
        return losses.stream()
                .map(each -> Ops.sum(Ops.floating(each)))
                .reduce(Ops::add)
                .orElseThrow(() -> new IllegalStateException("Model \"" + model.name()
                        + "\": there is no loss to compute; give compile one, or add one in a layer"));
    }

    /** Takes the loss of a batch into account in the mean that is shown. */
    public void trackLoss(Batch batch, Tensor value) {
        lossTracker.updateState(value, Ops.scalar(batch.size(), value.dtype()));
    }

    /** Updates the metrics of {@code compile} and returns the results of all metrics by name. */
    public Map<String, Tensor> computeMetrics(Batch batch, List<Tensor> predictions) {
        metrics.update(batch, predictions, outputNames(predictions.size()));
        Map<String, Tensor> results = new LinkedHashMap<>();
        metricsByName().forEach((name, metric) -> {
            if (!metric.variables().isEmpty()) {
                results.put(name, metric.result());
            }
        });
        computed = Map.copyOf(results);
        return results;
    }

    /** Makes {@code metric} one of the model's. */
    public void addMetric(Metric metric) {
        ownMetrics.add(metric);
    }

    /** All metrics by name, the loss first. */
    public Map<String, Metric> metricsByName() {
        Map<String, Metric> all = new LinkedHashMap<>();
        if (isCompiled()) {
            all.put("loss", lossTracker);
            all.putAll(metrics.byName());
            if (loss != null) {
                all.putAll(loss.trackers());
            }
        }
        ownMetrics.forEach(metric -> all.put(metric.name(), metric));
        return all;
    }

    private void resetMetrics() {
        metricsByName().values().forEach(Metric::resetState);
    }

    private Map<String, Double> metricResults() {
        Map<String, Double> results = new LinkedHashMap<>();
        metricsByName().forEach((name, metric) -> {
            if (!metric.variables().isEmpty()) {
                results.put(name, metric.logValue());
            }
        });
        return results;
    }

    /** The mean of {@code value}, which is usually a single number. */
    static double number(INDArray value) {
        return value.length() == 1 ? value.getDouble(0) : value.meanNumber().doubleValue();
    }

    private Map<String, Double> logs(StepFunction.Run run) {
        Map<String, Double> custom = run.logs();
        return custom == null ? new TreeMap<>(metricResults()) : custom;
    }

    // ---- Names and specs

    private boolean isDescribed() {
        return model.isBuilt() && model.isDescribed();
    }

    private List<String> inputNames() {
        return isDescribed() ? model.inputNames() : List.of();
    }

    private List<String> outputNames() {
        return isDescribed() ? model.outputNames() : List.of();
    }

    /** The names of outputs; a model that is not described has output_1, output_2 and so on. */
    private List<String> outputNames(int count) {
        if (isDescribed()) {
            return model.outputNames();
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("output_" + i);
        }
        return names;
    }

    /** {@code samples} with their arrays in the order of the inputs and outputs. */
    private Samples named(Samples samples) {
        return samples.inOrder(inputNames(), outputNames());
    }

    /** Integers stay what they are, floats become those of {@link FloatX}; inputs become what the model's inputs are. */
    private DType inputType(INDArray array, int i) {
        DType dtype = steps.inputType(i);
        return dtype == null ? targetType(array) : dtype;
    }

    private static DType targetType(INDArray array) {
        DType dtype = DType.of(array.dataType());
        return dtype.isFloating() ? FloatX.get() : dtype;
    }

    private ArrayBatches batches(Samples samples, int batchSize, Long seed, int stepsPerEpoch) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < samples.x().size(); i++) {
            columns.add(new Column(samples.x().get(i), inputType(samples.x().get(i), i)));
        }
        samples.y().forEach(array -> columns.add(new Column(array, targetType(array))));
        samples.weights()
                .forEach(array -> columns.add(new Column(
                        array == null ? Nd4j.ones(FloatX.get().nd4j(), samples.count()) : array, FloatX.get())));
        Layout layout = new Layout(
                samples.x().size(), samples.y().size(), samples.weights().size());
        return new ArrayBatches(columns, layout, batchSize, seed, stepsPerEpoch);
    }

    // ---- Preparing

    /** Makes weights, metrics and the optimizer's variables, and checks shapes and labels, all before anything is trained. */
    private void prepare(ArrayBatches source, Samples samples) {
        prepare(source.largest(), source.layout(), samples);
    }

    private void prepare(List<TensorSpec> specs, Layout layout, Samples samples) {
        if (prepared.add(specs)) {
            try {
                prepare(specs, layout);
            } catch (RuntimeException e) {
                prepared.remove(specs);
                throw e;
            }
        }
        if (loss != null && !steps.trainsInItsOwnWay()) {
            loss.checkLabels(samples, outputNames(samples.y().size()));
        }
    }

    private void prepare(List<TensorSpec> specs, Layout layout) {
        if (steps.trainsInItsOwnWay()) {
            return; // what it computes, and from what, shows when it is traced
        }
        describe(() -> {
            Batch batch =
                    StepFunction.batch(specs.stream().map(SpecExecutor::tensor).toList(), layout);
            List<Tensor> predictions = steps.predict(batch.x());
            if (loss != null && layout.targets() == 0) {
                throw new IllegalArgumentException("Model \"" + model.name()
                        + "\" is compiled with a loss that compares predictions with targets, but y is null");
            }
            trackLoss(batch, computeLoss(batch, predictions));
            computeMetrics(batch, predictions);
        });
        optimizer.build(model.trainableWeights());
    }

    private void buildFor(List<TensorSpec> inputs) {
        if (!model.isBuilt()) {
            synchronized (this) {
                describe(() ->
                        steps.predict(inputs.stream().map(SpecExecutor::tensor).toList()));
            }
        }
    }

    /** Runs {@code body} for the specs of what it computes alone. */
    private static void describe(Runnable body) {
        Executor.within(
                SpecExecutor.INSTANCE,
                () -> CallContext.within(new CallArguments(), () -> {
                    body.run();
                    return null;
                }));
    }

    /** Layers may have been quantized or adapted since. */
    private void forgetWhatChanged() {
        if (changesSeen != Layer.changes()) {
            forget();
        }
    }

    private PlannedFunction predictFunction() {
        forgetWhatChanged();
        return predictFunction;
    }

    private StepFunction trainFunction(Layout layout) {
        forgetWhatChanged();
        return trainFunctions.computeIfAbsent(
                layout, key -> new StepFunction(steps::train, key, options.runEagerly(), this::isStandard));
    }

    private StepFunction testFunction(Layout layout) {
        forgetWhatChanged();
        return testFunctions.computeIfAbsent(
                layout, key -> new StepFunction(steps::test, key, options.runEagerly(), this::isStandard));
    }

    /** Whether the logs of the step that was just computed are what {@link #computeMetrics} returned in it. */
    private boolean isStandard(Map<String, Tensor> logs) {
        return logs.equals(computed);
    }

    // ---- Loops

    /** Trains on arrays. */
    public History fit(Object x, Object y, FitOptions fit) {
        requireCompiled("fit");
        Samples samples = named(Samples.of(x, y, fit.sampleWeight()));
        Samples validation = null;
        if (fit.validationX() != null) {
            validation = validationSamples(fit);
        } else if (fit.validationSplit() > 0) {
            long kept = (long) Math.floor(samples.count() * (1 - fit.validationSplit()));
            if (kept == 0 || kept == samples.count()) {
                throw new IllegalArgumentException("validationSplit: of " + samples.count() + " samples, "
                        + fit.validationSplit() + " leaves " + kept + " for training and "
                        + (samples.count() - kept) + " for validation");
            }
            validation = samples.slice(kept, samples.count());
            samples = samples.slice(0, kept);
        }
        if (fit.classWeight() != null) {
            samples = samples.withClassWeight(fit.classWeight());
        }
        try (BatchSource source = source(samples, fit.batchSize(), fit.shuffle(), fit.stepsPerEpoch());
                BatchSource validationSource =
                        validation == null ? validationBatches(fit) : validationArrays(validation, fit)) {
            return fit(source, validationSource, fit);
        }
    }

    private BatchSource validationArrays(Samples validation, FitOptions fit) {
        return source(validation, fit.validationBatchSize(), false, fit.validationSteps());
    }

    /** Batches of samples, with the model prepared for them. */
    private BatchSource source(Samples samples, int batchSize, boolean shuffle, int stepsPerEpoch) {
        if (!samples.strings().isEmpty()) {
            return stream(new RowBatches(samples, batchSize), null, shuffle, stepsPerEpoch);
        }
        steps.toNumbers(samples.x());
        ArrayBatches source = batches(samples, batchSize, shuffle ? RandomSeed.next() : null, stepsPerEpoch);
        prepare(source, samples);
        return source;
    }

    private BatchSource validationBatches(FitOptions fit) {
        return fit.validationBatches() == null
                ? null
                : stream(fit.validationBatches(), null, false, fit.validationSteps());
    }

    /** Trains on batches. */
    public History fit(Batches data, FitOptions fit) {
        requireCompiled("fit");
        fit.checkForBatches();
        try (BatchSource source = stream(data, fit.classWeight(), fit.shuffle(), fit.stepsPerEpoch());
                BatchSource validation = fit.validationX() == null
                        ? validationBatches(fit)
                        : validationArrays(validationSamples(fit), fit)) {
            return fit(source, validation, fit);
        }
    }

    private Samples validationSamples(FitOptions fit) {
        return named(Samples.of(fit.validationX(), fit.validationY(), fit.validationSampleWeight()));
    }

    /** The batches of {@code data}, with the model prepared for them. */
    private BatchSource stream(Batches data, Map<Integer, Double> classWeight, boolean shuffle, int steps) {
        StreamedBatches source = new StreamedBatches(
                data,
                new ModelForm(batch ->
                        classWeight == null ? named(batch) : named(batch).withClassWeight(classWeight)),
                RandomSeed.next(),
                shuffle,
                steps);
        try {
            prepare(source.firstSpecs(), source.layout(), source.first());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        return source;
    }

    /** What this model wants of batches. */
    private final class ModelForm implements StreamedBatches.Form {
        private final UnaryOperator<Samples> adapter;

        ModelForm(UnaryOperator<Samples> adapter) {
            this.adapter = adapter;
        }

        @Override
        public DType input(INDArray array, int i) {
            return inputType(array, i);
        }

        @Override
        public DType target(INDArray array) {
            return targetType(array);
        }

        @Override
        public DType weight() {
            return FloatX.get();
        }

        @Override
        public Samples adapt(Samples batch) {
            return steps.toNumbers(adapter.apply(batch));
        }
    }

    private History fit(BatchSource source, BatchSource validation, FitOptions fit) {
        List<Callback> callbacks = new ArrayList<>(fit.callbacks());
        History history = find(callbacks, History.class, new History(), true);
        find(callbacks, ProgbarLogger.class, new ProgbarLogger(), fit.verbose() > 0);
        CallbackList list = new CallbackList(
                callbacks, model, new Callback.Parameters(fit.verbose(), fit.epochs(), source.steps()));
        model.stopTraining(false);
        model.setHistory(history);
        Map<String, Double> logs = Map.of();
        try (StepFunction.Run run = trainFunction(source.layout()).start();
                StepFunction.Run test = validation == null
                        ? null
                        : testFunction(validation.layout()).start()) {
            TrainingRun progress = new TrainingRun(model, source, list.callbacks(), fit.initialEpoch());
            list.onTrainBegin(progress);
            while (progress.epoch() < fit.epochs() && !model.stopTraining()) {
                int epoch = progress.epoch();
                resetMetrics();
                list.onEpochBegin(epoch);
                trainEpoch(source, run, list, progress, fit.stepsPerEpoch());
                logs = logs(run);
                if (validation != null && fit.validatesAfter(epoch)) {
                    Map<String, Double> merged = new TreeMap<>(logs);
                    evaluate(validation, test, list).forEach((name, value) -> merged.put("val_" + name, value));
                    logs = merged;
                }
                progress.endEpoch();
                list.onEpochEnd(epoch, logs);
            }
            if (optimizer != null && fit.epochs() > 0) {
                optimizer.finalizeVariableValues(model.trainableWeights());
            }
            list.onTrainEnd(logs);
        }
        return history;
    }

    private static <C extends Callback> C find(List<Callback> callbacks, Class<C> type, C otherwise, boolean add) {
        for (Callback callback : callbacks) {
            if (type.isInstance(callback)) {
                return type.cast(callback);
            }
        }
        if (add) {
            callbacks.add(otherwise);
        }
        return otherwise;
    }

    private void trainEpoch(
            BatchSource source, StepFunction.Run run, CallbackList list, TrainingRun progress, int expected) {
        int perCall = options.stepsPerExecution();
        Supplier<Map<String, Double>> logs = () -> logs(run);
        if (progress.step() == 0) {
            source.begin(progress.epoch());
        }
        List<TensorSpec> specs;
        while (!model.stopTraining() && (specs = source.next()) != null) {
            list.onBatchBegin(BatchHook.TRAIN_BEGIN, progress.step());
            int end = progress.step() + perCall;
            do {
                run.step(source, specs);
                progress.endStep();
            } while (progress.step() < end && (specs = source.next()) != null);
            list.onBatchEnd(BatchHook.TRAIN_END, end - 1, logs);
        }
        if (progress.step() < expected && !model.stopTraining()) {
            LOG.warn(
                    "The data ended after {} of {} steps of the epoch: give at least stepsPerEpoch * epochs batches, for"
                            + " example by repeat() of a Dataset",
                    progress.step(),
                    expected);
        }
    }

    /** Evaluates on arrays; the result is in the order of the metrics, the loss first. */
    public Map<String, Double> evaluate(Object x, Object y, EvaluateOptions evaluate) {
        requireCompiled("evaluate");
        Samples samples = named(Samples.of(x, y, evaluate.sampleWeight()));
        try (BatchSource source = source(samples, evaluate.batchSize(), false, evaluate.steps())) {
            return evaluate(source, evaluate);
        }
    }

    /** Evaluates on batches. */
    public Map<String, Double> evaluate(Batches data, EvaluateOptions evaluate) {
        requireCompiled("evaluate");
        evaluate.checkForBatches();
        try (BatchSource source = stream(data, null, false, evaluate.steps())) {
            return evaluate(source, evaluate);
        }
    }

    private Map<String, Double> evaluate(BatchSource source, EvaluateOptions evaluate) {
        List<Callback> callbacks = new ArrayList<>(evaluate.callbacks());
        find(callbacks, ProgbarLogger.class, new ProgbarLogger(), evaluate.verbose() > 0);
        CallbackList list =
                new CallbackList(callbacks, model, new Callback.Parameters(evaluate.verbose(), 1, source.steps()));
        try (StepFunction.Run run = testFunction(source.layout()).start()) {
            return evaluate(source, run, list);
        }
    }

    private Map<String, Double> evaluate(BatchSource source, StepFunction.Run run, CallbackList list) {
        model.stopEvaluating(false);
        list.onTestBegin();
        resetMetrics();
        Supplier<Map<String, Double>> logs = () -> logs(run);
        source.rewind();
        source.begin(0);
        int perCall = options.stepsPerExecution();
        List<TensorSpec> specs;
        for (int step = 0; !model.stopEvaluating() && (specs = source.next()) != null; ) {
            list.onBatchBegin(BatchHook.TEST_BEGIN, step);
            int end = step + perCall;
            do {
                run.step(source, specs);
                step++;
            } while (step < end && (specs = source.next()) != null);
            list.onBatchEnd(BatchHook.TEST_END, end - 1, logs);
        }
        Map<String, Double> custom = run.logs();
        Map<String, Double> results = custom == null ? metricResults() : custom;
        list.onTestEnd(new TreeMap<>(results));
        return results;
    }

    /** Does one training step. */
    public Map<String, Double> trainOnBatch(Object x, Object y, Object sampleWeight, Map<Integer, Double> classWeight) {
        requireCompiled("trainOnBatch");
        return onBatch(x, y, sampleWeight, classWeight, this::trainFunction);
    }

    /** Evaluates one batch. */
    public Map<String, Double> testOnBatch(Object x, Object y, Object sampleWeight) {
        requireCompiled("testOnBatch");
        return onBatch(x, y, sampleWeight, null, this::testFunction);
    }

    private Map<String, Double> onBatch(
            Object x,
            Object y,
            Object sampleWeight,
            Map<Integer, Double> classWeight,
            Function<Layout, StepFunction> function) {
        Samples samples = steps.toNumbers(named(Samples.of(x, y, sampleWeight)));
        if (classWeight != null) {
            samples = samples.withClassWeight(classWeight);
        }
        ArrayBatches source = batches(samples, Integer.MAX_VALUE, null, 0);
        prepare(source, samples);
        resetMetrics();
        source.begin(0);
        try (StepFunction.Run run = function.apply(source.layout()).start()) {
            run.step(source, source.next());
            Map<String, Double> custom = run.logs();
            return custom == null ? metricResults() : custom;
        }
    }

    // ---- Prediction

    /** The outputs for arrays, batch by batch. Any number of threads may call this at once. */
    public List<INDArray> predict(Object x, PredictOptions predict) {
        if (x instanceof Batches data) {
            predict.checkForBatches();
            return predict(data, predict);
        }
        if (x instanceof INDArray array && predict.isQuiet() && isOneBatch(array, predict.batchSize())) {
            return predictBatch(steps.toNumbers(List.of(array)));
        }
        Samples samples = named(Samples.of(x));
        boolean single = samples.count() <= predict.batchSize() && predict.isQuiet();
        if (single) {
            return predictBatch(steps.toNumbers(samples).x());
        }
        return samples.strings().isEmpty()
                ? predict(samples, predict)
                : predict(new RowBatches(samples, predict.batchSize()), predict);
    }

    private static boolean isOneBatch(INDArray array, int batchSize) {
        return array.rank() > 0 && !array.isEmpty() && array.size(0) <= batchSize;
    }

    /** The outputs for arrays as one batch. */
    public List<INDArray> predictOnBatch(Object x) {
        return predictBatch(steps.toNumbers(named(Samples.of(x))).x());
    }

    /** The way of a single batch, which is short because programs predict single samples. */
    private List<INDArray> predictBatch(List<INDArray> x) {
        List<INDArray> rows = new ArrayList<>(x.size());
        List<TensorSpec> specs = new ArrayList<>(x.size());
        for (int i = 0; i < x.size(); i++) {
            DType dtype = inputType(x.get(i), i);
            INDArray array = x.get(i);
            rows.add(RowMajor.of(array.dataType() == dtype.nd4j() ? array : array.castTo(dtype.nd4j())));
            specs.add(new TensorSpec(Shape.of(x.get(i).shape()), dtype));
        }
        buildFor(specs);
        if (isEager()) {
            List<Tensor> tensors = rows.stream().map(Tensor::of).toList();
            return predictEagerly(tensors).stream()
                    .map(output -> output.value().dup('c'))
                    .toList();
        }
        PlannedFunction function = predictFunction();
        Plan plan = function.acquire(specs);
        for (int i = 0; i < rows.size(); i++) {
            Column.scatter(rows.get(i), plan.input(i), 0);
        }
        plan.run();
        List<INDArray> results = new ArrayList<>(plan.outputCount());
        for (int i = 0; i < plan.outputCount(); i++) {
            INDArray output = plan.output(i);
            INDArray result = Nd4j.createUninitialized(output.dataType(), output.shape(), 'c');
            Column.scatter(output, result, 0);
            results.add(result);
        }
        function.release(specs, plan);
        return results;
    }

    private List<INDArray> predict(Samples samples, PredictOptions predict) {
        steps.toNumbers(samples.x());
        ArrayBatches source = batches(samples, predict.batchSize(), null, predict.steps());
        buildFor(source.largest());
        long rows = predict.steps() == 0
                ? samples.count()
                : Math.min(samples.count(), (long) predict.steps() * predict.batchSize());
        return predict(source, predict, rows);
    }

    private List<INDArray> predict(Batches data, PredictOptions predict) {
        StreamedBatches stream = new StreamedBatches(
                data, new ModelForm(batch -> named(batch.withoutTargets())), RandomSeed.next(), false, predict.steps());
        try (stream) {
            buildFor(stream.firstSpecs().subList(0, stream.layout().inputs()));
            return predict(stream, predict, stream.first().count() * Math.max(1, stream.steps()));
        }
    }

    private List<INDArray> predict(BatchSource source, PredictOptions predict, long rows) {
        List<Callback> callbacks = new ArrayList<>(predict.callbacks());
        find(callbacks, ProgbarLogger.class, new ProgbarLogger(), predict.verbose() > 0);
        CallbackList list =
                new CallbackList(callbacks, model, new Callback.Parameters(predict.verbose(), 1, source.steps()));
        boolean stoppable = !predict.callbacks().isEmpty();
        int perCall = isCompiled() ? options.stepsPerExecution() : 1;
        if (stoppable) {
            model.stopPredicting(false);
        }
        list.onPredictBegin();
        Predictions predictions = new Predictions(rows);
        PlannedFunction function = predictFunction();
        source.begin(0);
        List<TensorSpec> specs;
        for (int step = 0; !(stoppable && model.stopPredicting()) && (specs = source.next()) != null; ) {
            list.onBatchBegin(BatchHook.PREDICT_BEGIN, step);
            int end = step + perCall;
            do {
                predictBatch(source, specs, function, predictions);
                step++;
            } while (step < end && (specs = source.next()) != null);
            list.onBatchEnd(BatchHook.PREDICT_END, end - 1, Map::of);
        }
        list.onPredictEnd();
        return predictions.all();
    }

    private void predictBatch(
            BatchSource source, List<TensorSpec> specs, PlannedFunction function, Predictions predictions) {
        if (isEager()) {
            predictions.add(predictEagerly(StepFunction.arrays(source, specs)).stream()
                    .map(Tensor::value)
                    .toList());
            return;
        }
        Plan plan = function.acquire(specs);
        for (int i = 0; i < specs.size(); i++) {
            source.copyTo(i, plan.input(i));
        }
        plan.run();
        predictions.add(outputs(plan));
        function.release(specs, plan);
    }

    private static List<INDArray> outputs(Plan plan) {
        List<INDArray> outputs = new ArrayList<>(plan.outputCount());
        for (int i = 0; i < plan.outputCount(); i++) {
            outputs.add(plan.output(i));
        }
        return outputs;
    }

    private boolean isEager() {
        return isCompiled() && options.runEagerly();
    }

    private List<Tensor> predictEagerly(List<Tensor> x) {
        return CallContext.within(new CallArguments(), () -> steps.predict(x));
    }
}
