package io.keras4j.optimizers;

import io.keras4j.schedules.LearningRateSchedule;

/** {@link Adam} with <a href="https://arxiv.org/abs/1711.05101">decoupled weight decay</a>, 0.004 by default. */
public final class AdamW extends AdamLike<AdamW> {
    /** With learning rate 0.001. */
    public AdamW() {
        this(0.001);
    }

    public AdamW(double learningRate) {
        super(learningRate);
        weightDecay(0.004);
    }

    public AdamW(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    @Override
    public AdamW weightDecay(Number value) {
        if (value == null) {
            throw new IllegalArgumentException("AdamW: weight_decay: expected a number, got null");
        }
        return super.weightDecay(value);
    }
}
