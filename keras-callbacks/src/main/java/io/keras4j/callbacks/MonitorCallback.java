package io.keras4j.callbacks;

import io.keras4j.metrics.Direction;
import io.keras4j.metrics.Metric;
import io.keras4j.training.Callback;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A callback that looks for improvements of one of the logs.
 *
 * @param <S> the callback class itself
 */
@SuppressWarnings("unchecked")
public abstract class MonitorCallback<S extends MonitorCallback<S>> extends Callback {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorCallback.class);

    private String monitor;
    private String mode = "auto";
    private double minDelta;
    private Direction direction;
    private boolean warned;

    MonitorCallback(String monitor, double minDelta) {
        this.monitor = monitor;
        this.minDelta = minDelta;
    }

    /** The log to look at, "val_loss" by default. */
    public S monitor(String name) {
        monitor = name;
        return (S) this;
    }

    /** "min" or "max" for what is better, or "auto", the default: what the metric of that name says. */
    public S mode(String value) {
        if (!value.equals("auto") && !value.equals("min") && !value.equals("max")) {
            throw new IllegalArgumentException(
                    label() + ": mode: expected \"auto\", \"min\" or \"max\", got \"" + value + "\"");
        }
        mode = value;
        return (S) this;
    }

    /** How much at least a log must change to have improved. */
    S minDelta(double value) {
        minDelta = Math.abs(value);
        return (S) this;
    }

    final String label() {
        return getClass().getSimpleName();
    }

    final String monitor() {
        return monitor;
    }

    /**
     * Finds out which direction is better; called when training begins.
     *
     * @throws IllegalArgumentException when nobody says which values are better
     */
    final void resolveDirection() {
        warned = false;
        direction = mode.equals("min") ? Direction.DOWN : mode.equals("max") ? Direction.UP : ofMetric();
        if (direction == Direction.UNKNOWN) {
            throw new IllegalArgumentException(
                    label() + ": it is not known whether higher or lower values of \"" + monitor
                            + "\" are better; say mode(\"max\") or mode(\"min\"). Metrics of the model: "
                            + model().metrics().keySet());
        }
    }

    private Direction ofMetric() {
        String name = monitor.startsWith("val_") ? monitor.substring("val_".length()) : monitor;
        Metric metric = model().metrics().get(name);
        if (name.equals("loss") || name.endsWith("_loss")) {
            return Direction.DOWN;
        }
        return metric == null ? Direction.UNKNOWN : metric.direction();
    }

    /** The value that is looked at; null when it is not there, about which a warning is logged once. */
    final Double current(Map<String, Double> logs) {
        Double value = logs.get(monitor);
        if (value == null && !warned) {
            warned = true;
            LOG.warn("{} looks at \"{}\", which is not among the logs: {}", label(), monitor, logs.keySet());
        }
        return value;
    }

    static int integer(Map<String, Object> state, String key) {
        return ((Number) state.getOrDefault(key, 0)).intValue();
    }

    final boolean isImprovement(double value, Double reference) {
        if (reference == null) {
            return true;
        }
        return direction == Direction.UP ? value - minDelta > reference : value + minDelta < reference;
    }
}
