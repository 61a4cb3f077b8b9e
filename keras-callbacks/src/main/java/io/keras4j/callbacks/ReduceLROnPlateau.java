package io.keras4j.callbacks;

import io.keras4j.optimizers.Optimizer;
import io.keras4j.training.Messages;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lowers the learning rate when a log no longer improves: <a
 * href="https://keras.io/api/callbacks/reduce_lr_on_plateau/">keras.callbacks.ReduceLROnPlateau</a>.
 *
 * <pre>{@code
 * new ReduceLROnPlateau("val_loss").factor(0.2).patience(5).minLr(1e-4)
 * }</pre>
 */
public final class ReduceLROnPlateau extends MonitorCallback<ReduceLROnPlateau> {
    private double factor = 0.1;
    private int patience = 10;
    private int verbose;
    private int cooldown;
    private double minLr;

    private Double best;
    private int cooldownCounter;
    private int wait;

    /** Looks at "val_loss". */
    public ReduceLROnPlateau() {
        this("val_loss");
    }

    /** Looks at the log of this name. */
    public ReduceLROnPlateau(String monitor) {
        super(monitor, 1e-4);
    }

    /** What the learning rate is multiplied with, below 1; 0.1 by default. */
    public ReduceLROnPlateau factor(double value) {
        if (!(value < 1)) {
            throw new IllegalArgumentException("ReduceLROnPlateau: factor: expected a number below 1, got " + value);
        }
        factor = value;
        return this;
    }

    /** How many epochs without improvement are borne; 10 by default. */
    public ReduceLROnPlateau patience(int epochs) {
        patience = epochs;
        return this;
    }

    /** 1 for messages, 0 (the default) for none. */
    public ReduceLROnPlateau verbose(int value) {
        verbose = value;
        return this;
    }

    /** How much at least a log must change to have improved; 10⁻⁴ by default. */
    @Override
    public ReduceLROnPlateau minDelta(double value) {
        return super.minDelta(value);
    }

    /** How many epochs after a reduction do not count; 0 by default. */
    public ReduceLROnPlateau cooldown(int epochs) {
        cooldown = epochs;
        return this;
    }

    /** The learning rate that is not gone below; 0 by default. */
    public ReduceLROnPlateau minLr(double value) {
        minLr = value;
        return this;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        resolveDirection();
        best = null;
        cooldownCounter = 0;
        wait = 0;
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        LearningRates.log(model().optimizer(), logs);
        Double current = current(logs);
        if (current == null) {
            return;
        }
        if (cooldownCounter > 0) {
            cooldownCounter--;
            wait = 0;
        }
        if (isImprovement(current, best)) {
            best = current;
            wait = 0;
        } else if (cooldownCounter == 0) {
            wait++;
            if (wait >= patience && reduce(epoch)) {
                cooldownCounter = cooldown;
                wait = 0;
            }
        }
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("best", best);
        state.put("cooldown_counter", cooldownCounter);
        state.put("wait", wait);
        return state;
    }

    @Override
    public void restore(Map<String, Object> state) {
        best = (Double) state.get("best");
        cooldownCounter = integer(state, "cooldown_counter");
        wait = integer(state, "wait");
    }

    private boolean reduce(int epoch) {
        boolean reduced = false;
        for (Map.Entry<String, Optimizer> each :
                LearningRates.of(model().optimizer()).entrySet()) {
            reduced |= reduce(each.getValue(), each.getKey(), epoch);
        }
        return reduced;
    }

    private boolean reduce(Optimizer optimizer, String name, int epoch) {
        double old = optimizer.learningRate();
        if (!(old > (float) minLr)) {
            return false;
        }
        double reduced = Math.max(old * factor, minLr);
        optimizer.setLearningRate(reduced);
        if (verbose > 0) {
            Messages.println("\nEpoch " + (epoch + 1) + ": ReduceLROnPlateau reducing " + LearningRates.text(name)
                    + " to " + PythonNumbers.text(reduced) + ".");
        }
        return true;
    }
}
