package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which optimizer updates which variables: by their paths, or by regular expressions that match these entirely.
 *
 * <pre>{@code
 * new OptimizerMap(new Adam(1e-3)).put(".*embedding.*", new SGD(0.1));
 * }</pre>
 */
public final class OptimizerMap extends Configurable {
    /** Maps by name and envelope. */
    public static final Kind<OptimizerMap> KIND = new Kind<>("optimizer map", OptimizerMap.class);

    private final Argument<Optimizer> defaultOptimizer = argument("default_optimizer", Optimizer.KIND.codec());
    private final Argument<Map<String, Optimizer>> optimizerMap =
            argument("optimizer_map", Codecs.of(OptimizerMap::decode, OptimizerMap::encode), Map.of());

    OptimizerMap() {}

    /** With the optimizer of all variables that no key is for: an object or a name. */
    public OptimizerMap(Object defaultOptimizer) {
        this.defaultOptimizer.set(defaultOptimizer);
    }

    private static Map<String, Optimizer> decode(Object value) {
        Map<String, Optimizer> optimizers = new LinkedHashMap<>();
        Codecs.map().decode(value).forEach((key, each) -> optimizers.put(key, Optimizer.KIND.get(each)));
        return optimizers;
    }

    private static Object encode(Map<String, Optimizer> optimizers) {
        Map<String, Object> envelopes = new LinkedHashMap<>();
        optimizers.forEach((key, each) -> envelopes.put(key, Optimizer.KIND.envelope(each)));
        return envelopes;
    }

    /**
     * Lets {@code optimizer}, an object or a name, update the variables that {@code key} is for.
     *
     * @param key a path, such as {@code sequential/dense/kernel}, or a regular expression
     * @throws IllegalArgumentException for a key that is there already, or an optimizer that wraps others
     */
    public OptimizerMap put(String key, Object optimizer) {
        Map<String, Optimizer> optimizers = new LinkedHashMap<>(optimizerMap.get());
        Optimizer added = Optimizer.KIND.get(optimizer);
        if (added instanceof WrappingOptimizer) {
            throw new IllegalArgumentException(
                    label() + ": expected an optimizer that wraps no others, got " + added.label());
        }
        if (optimizers.putIfAbsent(key, added) != null) {
            throw new IllegalArgumentException(label() + ": there is an optimizer for \"" + key + "\" already");
        }
        optimizerMap.set(optimizers);
        return this;
    }

    /**
     * The optimizer of {@code variable}.
     *
     * @throws IllegalArgumentException when several keys match its path
     */
    public Optimizer get(Variable variable) {
        String path = variable.path();
        Map<String, Optimizer> optimizers = optimizerMap.get();
        if (optimizers.containsKey(path)) {
            return optimizers.get(path);
        }
        List<String> matching = optimizers.keySet().stream()
                .filter(key -> Pattern.matches(key, path))
                .toList();
        if (matching.size() > 1) {
            throw new IllegalArgumentException(label() + ": several keys match variable " + path + ": " + matching);
        }
        return matching.isEmpty() ? defaultOptimizer.get() : optimizers.get(matching.get(0));
    }

    /** All optimizers once, the default last. */
    public List<Optimizer> optimizers() {
        Set<Optimizer> all = new LinkedHashSet<>(optimizerMap.get().values());
        all.add(defaultOptimizer.get());
        return List.copyOf(all);
    }
}
