package io.keras4j.training;

import io.keras4j.config.Kind;
import io.keras4j.losses.Loss;
import io.keras4j.metrics.Metric;
import io.keras4j.optimizers.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model is trained: the arguments of <a href="https://keras.io/api/models/model_training_apis/">compile</a>. What Keras takes as a
 * string or an object is taken as either here.
 *
 * <pre>{@code
 * model.compile(c -> c.optimizer(new Adam(1e-3))
 *     .loss(Map.of("price", "mse", "kind", "sparse_categorical_crossentropy"))
 *     .lossWeights(Map.of("price", 0.1, "kind", 1.0))
 *     .metrics(Map.of("kind", "accuracy")));
 * }</pre>
 */
public final class CompileOptions {
    private Object optimizer = "rmsprop";
    private Object loss;
    private Object lossWeights;
    private Object metrics;
    private Object weightedMetrics;
    private boolean runEagerly;
    private int stepsPerExecution = 1;
    private boolean autoScaleLoss = true;

    /** The defaults. */
    public CompileOptions() {}

    /** The short form of {@code compile}: each argument in any form that the methods of this class take. */
    public CompileOptions(Object optimizer, Object loss, Object... metrics) {
        this.optimizer = optimizer;
        this.loss = loss;
        metrics(metrics);
    }

    /** The optimizer, "rmsprop" by default. */
    public CompileOptions optimizer(String name) {
        optimizer = name;
        return this;
    }

    /** The optimizer. */
    public CompileOptions optimizer(Optimizer value) {
        optimizer = value;
        return this;
    }

    /** The loss of every output. */
    public CompileOptions loss(String name) {
        loss = name;
        return this;
    }

    /** The loss of every output. */
    public CompileOptions loss(Loss value) {
        loss = value;
        return this;
    }

    /** The losses of the outputs, in their order: names or {@link Loss}es, null for an output without. */
    public CompileOptions loss(List<?> values) {
        loss = values;
        return this;
    }

    /** The losses of the outputs by their names. */
    public CompileOptions loss(Map<String, ?> values) {
        loss = values;
        return this;
    }

    /** Factors of the losses of the outputs, in their order. */
    public CompileOptions lossWeights(double... values) {
        return lossWeights(Arrays.stream(values).boxed().toList());
    }

    /** Factors of the losses of the outputs, in their order. */
    public CompileOptions lossWeights(List<? extends Number> values) {
        lossWeights = values;
        return this;
    }

    /** Factors of the losses of the outputs by their names. */
    public CompileOptions lossWeights(Map<String, ? extends Number> values) {
        lossWeights = values;
        return this;
    }

    /**
     * What is watched: names or {@link io.keras4j.metrics.Metric}s. A model with several outputs takes as many elements as it has outputs,
     * each a metric or a list of them, or one map from the names of outputs.
     */
    public CompileOptions metrics(Object... values) {
        metrics = oneOrList(values);
        return this;
    }

    /** What is watched with samples weighted by {@code sampleWeight} or {@code classWeight}; as for {@link #metrics}. */
    public CompileOptions weightedMetrics(Object... values) {
        weightedMetrics = oneOrList(values);
        return this;
    }

    /** Whether steps run op by op instead of being planned: for debugging. */
    public CompileOptions runEagerly(boolean value) {
        runEagerly = value;
        return this;
    }

    /** How many steps are done between calls of callbacks' batch hooks, 1 by default. */
    public CompileOptions stepsPerExecution(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("stepsPerExecution: expected a positive integer, got " + value);
        }
        stepsPerExecution = value;
        return this;
    }

    /**
     * Whether the optimizer of a model with the dtype policy "mixed_float16" becomes the inner one of a
     * {@link io.keras4j.optimizers.LossScaleOptimizer}, so that small gradients are not lost; true by default.
     */
    public CompileOptions autoScaleLoss(boolean value) {
        autoScaleLoss = value;
        return this;
    }

    private static Object oneOrList(Object[] values) {
        if (values.length == 1 && (values[0] instanceof Map || values[0] instanceof List)) {
            return values[0];
        }
        return values.length == 0 ? null : Arrays.asList(values);
    }

    Object optimizer() {
        return optimizer;
    }

    Object loss() {
        return loss;
    }

    Object lossWeights() {
        return lossWeights;
    }

    Object metrics() {
        return metrics;
    }

    Object weightedMetrics() {
        return weightedMetrics;
    }

    boolean runEagerly() {
        return runEagerly;
    }

    boolean autoScaleLoss() {
        return autoScaleLoss;
    }

    int stepsPerExecution() {
        return stepsPerExecution;
    }

    /** Keras's {@code compile_config}. */
    Map<String, Object> config(Optimizer made) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("optimizer", Optimizer.KIND.envelope(made));
        config.put("loss", encode(loss));
        config.put("loss_weights", encode(lossWeights));
        config.put("metrics", encode(metrics));
        config.put("weighted_metrics", encode(weightedMetrics));
        config.put("run_eagerly", runEagerly);
        config.put("steps_per_execution", stepsPerExecution);
        config.put("jit_compile", "auto");
        return config;
    }

    private static Object encode(Object value) {
        if (value instanceof List) {
            List<Object> encoded = new ArrayList<>();
            ((List<?>) value).forEach(each -> encoded.add(encode(each)));
            return encoded;
        }
        if (value instanceof Map) {
            Map<String, Object> encoded = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, each) -> encoded.put(String.valueOf(key), encode(each)));
            return encoded;
        }
        if (value instanceof Loss) {
            return Loss.KIND.envelope((Loss) value);
        }
        return value instanceof Metric ? Metric.KIND.envelope((Metric) value) : value;
    }

    /** Takes what {@code config}, Keras's {@code compile_config}, says; {@code jit_compile} has no meaning here. */
    static CompileOptions from(Map<String, Object> config) {
        CompileOptions options = new CompileOptions();
        // Keras 3 forgets the optimizer of a model that it saved as .h5 before
        options.optimizer = config.getOrDefault("optimizer", options.optimizer);
        options.loss = decode(config.get("loss"), Loss.KIND);
        options.lossWeights = config.get("loss_weights");
        options.metrics = decode(config.get("metrics"), Metric.KIND);
        options.weightedMetrics = decode(config.get("weighted_metrics"), Metric.KIND);
        options.runEagerly = Boolean.TRUE.equals(config.get("run_eagerly"));
        if (config.get("steps_per_execution") instanceof Number) {
            options.stepsPerExecution(((Number) config.get("steps_per_execution")).intValue());
        }
        return options;
    }

    /** {@code value} with the objects of the envelopes in it. */
    private static Object decode(Object value, Kind<?> kind) {
        if (value instanceof List<?> list) {
            List<Object> decoded = new ArrayList<>();
            list.forEach(each -> decoded.add(decode(each, kind)));
            return decoded;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.get("class_name") instanceof String) {
            return kind.get(map);
        }
        Map<String, Object> decoded = new LinkedHashMap<>();
        map.forEach((key, each) -> decoded.put(String.valueOf(key), decode(each, kind)));
        return decoded;
    }
}
