package io.keras4j.losses;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Keras's losses. */
public final class LossCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(MeanSquaredError.class, MeanSquaredError::new, "mse", "MSE");
        add(MeanAbsoluteError.class, MeanAbsoluteError::new, "mae", "MAE");
        add(BinaryCrossentropy.class, BinaryCrossentropy::new, "bce", "BCE");
        add(CategoricalCrossentropy.class, CategoricalCrossentropy::new);
        add(SparseCategoricalCrossentropy.class, SparseCategoricalCrossentropy::new);
    }

    private static <L extends Loss> void add(Class<L> type, Supplier<L> maker, String... aliases) {
        Loss.KIND.add("keras.losses", type.getSimpleName(), type, maker, aliases);
    }
}
