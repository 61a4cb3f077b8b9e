package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;

/** What schedules share that start from a learning rate. */
abstract class Decay extends LearningRateSchedule {
    private final Argument<Double> initialLearningRate = argument("initial_learning_rate", Codecs.number());
    private final Argument<Double> steps;

    /** With Keras's key of the number of updates that the decay takes. */
    Decay(String stepsKey) {
        steps = argument(stepsKey, Codecs.positive());
    }

    final void start(double rate, double decaySteps) {
        initialLearningRate.set(rate);
        steps.set(decaySteps);
    }

    final double initialRate() {
        return initialLearningRate.get();
    }

    final double steps() {
        return steps.get();
    }

    /** The number of updates as a floating number. */
    static Tensor floating(Tensor step) {
        return Ops.cast(step, FloatX.get());
    }

    /** The updates as a number of decay steps, whole if {@code staircase}. */
    final Tensor periods(Tensor step, boolean staircase) {
        Tensor periods = Ops.divide(floating(step), steps());
        return staircase ? Ops.floor(periods) : periods;
    }
}
