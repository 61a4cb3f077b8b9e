package io.keras4j.callbacks;

import io.keras4j.training.Callback;
import io.keras4j.training.Messages;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Sets the learning rate before every epoch: <a
 * href="https://keras.io/api/callbacks/learning_rate_scheduler/">keras.callbacks.LearningRateScheduler</a>.
 *
 * <pre>{@code
 * new LearningRateScheduler((epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1))
 * }</pre>
 */
public final class LearningRateScheduler extends Callback {
    /** The learning rate of an epoch. */
    @FunctionalInterface
    public interface Schedule {
        /** The learning rate for {@code epoch}, counted from 0, given the current one. */
        double rate(int epoch, double current);
    }

    private final Schedule schedule;
    private int verbose;

    /** Follows {@code schedule}. */
    public LearningRateScheduler(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Follows a schedule that goes by the number of the epoch, from 0, alone. */
    public LearningRateScheduler(IntToDoubleFunction schedule) {
        this((epoch, rate) -> schedule.applyAsDouble(epoch));
    }

    /** 1 for messages, 0 (the default) for none. */
    public LearningRateScheduler verbose(int value) {
        verbose = value;
        return this;
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        LearningRates.of(model().optimizer()).forEach((name, optimizer) -> {
            double rate = schedule.rate(epoch, optimizer.learningRate());
            optimizer.setLearningRate(rate);
            if (verbose > 0) {
                Messages.println("\nEpoch " + (epoch + 1) + ": LearningRateScheduler setting "
                        + LearningRates.text(name) + " to " + PythonNumbers.text(rate) + ".");
            }
        });
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        LearningRates.log(model().optimizer(), logs);
    }
}
