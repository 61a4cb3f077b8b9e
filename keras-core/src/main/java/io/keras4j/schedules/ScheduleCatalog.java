package io.keras4j.schedules;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Keras's schedules. */
public final class ScheduleCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(ExponentialDecay.class, ExponentialDecay::new);
    }

    private static <S extends LearningRateSchedule> void add(Class<S> type, Supplier<S> maker) {
        LearningRateSchedule.KIND.add("keras.optimizers.schedules", type.getSimpleName(), type, maker);
    }
}
