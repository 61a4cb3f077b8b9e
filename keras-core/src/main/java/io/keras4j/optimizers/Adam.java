package io.keras4j.optimizers;

import io.keras4j.schedules.LearningRateSchedule;

/**
 * <a href="https://arxiv.org/abs/1412.6980">Adam</a>: steps along the mean of the gradients, divided by the root of the mean of their
 * squares, both corrected for having started at 0.
 */
public final class Adam extends AdamLike<Adam> {
    /** With learning rate 0.001. */
    public Adam() {
        super(0.001);
    }

    public Adam(double learningRate) {
        super(learningRate);
    }

    public Adam(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }
}
