package io.keras4j.schedules;

import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.tensor.Tensor;

/**
 * A learning rate that depends on the number of updates so far; see
 * <a href="https://keras.io/api/optimizers/learning_rate_schedules/">Keras's schedules</a>.
 *
 * <pre>{@code
 * new Adam(new CosineDecay(1e-3, 10_000));
 * }</pre>
 */
public abstract class LearningRateSchedule extends Configurable {
    /** Schedules by name and envelope. */
    public static final Kind<LearningRateSchedule> KIND =
            new Kind<>("learning rate schedule", LearningRateSchedule.class);

    /** The learning rate, a floating scalar, for {@code step}, an integer scalar that is 0 for the first update. */
    public abstract Tensor apply(Tensor step);
}
