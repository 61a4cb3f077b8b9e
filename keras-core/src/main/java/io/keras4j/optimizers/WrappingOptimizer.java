package io.keras4j.optimizers;

import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An optimizer that lets others update the variables, and has few of the arguments itself. */
abstract class WrappingOptimizer extends Optimizer {
    private final List<String> keys;

    /** With the keys of the arguments that it has. */
    WrappingOptimizer(String... keys) {
        super(0);
        this.keys = List.of(keys);
    }

    @Override
    public final Map<String, Object> config() {
        Map<String, Object> all = super.config();
        Map<String, Object> own = new LinkedHashMap<>();
        keys.forEach(key -> own.put(key, all.get(key)));
        return own;
    }

    @Override
    public final void configure(Map<String, Object> config) {
        config.keySet().forEach(this::checkOwn);
        super.configure(config);
    }

    @Override
    protected final void beforeChange(String key) {
        super.beforeChange(key);
        checkOwn(key);
    }

    private void checkOwn(String key) {
        if (!keys.contains(key)) {
            throw new IllegalArgumentException(label() + ": " + key + " belongs to the inner optimizer, set it there");
        }
    }

    @Override
    protected final void update(Tensor gradient, Variable variable, Tensor currentRate) {
        throw new IllegalStateException("The inner optimizers update the variables");
    }
}
