package io.keras4j.training;

import io.keras4j.data.BatchSource;
import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.random.RandomSeed;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Variable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A run of {@code fit}, for callbacks that let another run go on where this one is interrupted. {@link #state} tells all that the rest of a
 * run depends on, except for the variables of the model and its optimizer, which weight files hold; {@link #restore} goes back to it.
 */
public final class TrainingRun {
    private final Model model;
    private final BatchSource source;
    private final List<Callback> callbacks;
    private int epoch;
    private int step;

    TrainingRun(Model model, BatchSource source, List<Callback> callbacks, int firstEpoch) {
        this.model = model;
        this.source = source;
        this.callbacks = callbacks;
        this.epoch = firstEpoch;
    }

    /** The number of the epoch that is under way or comes next, from 0. */
    public int epoch() {
        return epoch;
    }

    /** How many batches of the epoch are done. */
    public int step() {
        return step;
    }

    void endStep() {
        step++;
    }

    void endEpoch() {
        epoch++;
        step = 0;
    }

    /** Plain data (maps, lists, texts, numbers) and INDArrays, which are not copies. */
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("epoch", epoch);
        state.put("batch", step);
        state.put("stop_training", model.stopTraining());
        BatchSource.Position position = source.position();
        state.put("data_seed", position.seed());
        state.put("data_pass", position.pass());
        state.put("data_batches", position.batches());
        state.put("random", arrays(randomVariables()));
        state.put("metrics", arrays(metricVariables()));
        Map<String, Object> ofCallbacks = new LinkedHashMap<>();
        forEachCallback((key, callback) -> ofCallbacks.put(key, callback.state()));
        state.put("callbacks", ofCallbacks);
        return state;
    }

    /**
     * Lets this run go on where {@code state} was taken: called when training begins and, if that was within an epoch, again when that
     * epoch begins.
     *
     * @throws IllegalArgumentException when the state is that of a run on other data or of another model
     */
    public void restore(Map<String, Object> state) {
        epoch = integer(state, "epoch");
        step = integer(state, "batch");
        model.stopTraining((Boolean) state.get("stop_training"));
        Number seed = (Number) state.get("data_seed");
        source.seek(
                new BatchSource.Position(
                        seed == null ? null : (Long) seed.longValue(),
                        integer(state, "data_pass"),
                        integer(state, "data_batches")),
                step);
        set("sources of random numbers", randomVariables(), (List<?>) state.get("random"));
        set("variables of metrics", metricVariables(), (List<?>) state.get("metrics"));
        Map<?, ?> ofCallbacks = (Map<?, ?>) state.get("callbacks");
        forEachCallback((key, callback) -> callback.restore(map(ofCallbacks.get(key))));
    }

    private static int integer(Map<String, Object> state, String key) {
        return ((Number) state.get(key)).intValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<INDArray> arrays(List<Variable> variables) {
        return variables.stream().map(Variable::array).toList();
    }

    private static void set(String what, List<Variable> variables, List<?> values) {
        if (values.size() != variables.size()) {
            throw new IllegalArgumentException("There are " + variables.size() + " " + what + ", but " + values.size()
                    + " in the run to go on with");
        }
        for (int i = 0; i < values.size(); i++) {
            variables.get(i).set((INDArray) values.get(i));
        }
    }

    /** The states of the generators, which weight files do not hold. */
    private List<Variable> randomVariables() {
        Set<SeedGenerator> generators = new LinkedHashSet<>(Set.of(RandomSeed.generator()));
        collectGenerators(model, generators);
        return generators.stream().map(SeedGenerator::state).toList();
    }

    private static void collectGenerators(Layer layer, Set<SeedGenerator> generators) {
        generators.addAll(layer.seedGenerators().values());
        layer.sublayers().forEach(inner -> collectGenerators(inner, generators));
    }

    private List<Variable> metricVariables() {
        return model.metrics().values().stream()
                .flatMap(metric -> metric.variables().stream())
                .toList();
    }

    /** Each callback with its class's name and a number for further ones of that class. */
    private void forEachCallback(BiConsumer<String, Callback> action) {
        Map<String, Integer> used = new HashMap<>();
        for (Callback callback : callbacks) {
            String name = callback.getClass().getName();
            action.accept(name + "#" + used.merge(name, 1, Integer::sum), callback);
        }
    }
}
