package io.keras4j.schedules;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Keras's schedules. */
public final class ScheduleCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(ExponentialDecay.class, ExponentialDecay::new);
        add(PiecewiseConstantDecay.class, PiecewiseConstantDecay::new);
        add(PolynomialDecay.class, PolynomialDecay::new);
        add(InverseTimeDecay.class, InverseTimeDecay::new);
        add(CosineDecay.class, CosineDecay::new);
        add(CosineDecayRestarts.class, CosineDecayRestarts::new);
    }

    private static <S extends LearningRateSchedule> void add(Class<S> type, Supplier<S> maker) {
        LearningRateSchedule.KIND.add("keras.optimizers.schedules", type.getSimpleName(), type, maker);
    }
}
