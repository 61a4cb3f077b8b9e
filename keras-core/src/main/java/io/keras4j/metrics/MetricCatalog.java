package io.keras4j.metrics;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Keras's metrics. */
public final class MetricCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(Mean.class, Mean::new);
        add(Sum.class, Sum::new);
        add(MeanSquaredError.class, MeanSquaredError::new, "mse", "MSE");
        add(MeanAbsoluteError.class, MeanAbsoluteError::new, "mae", "MAE");
        add(BinaryAccuracy.class, BinaryAccuracy::new);
        add(CategoricalAccuracy.class, CategoricalAccuracy::new);
        add(SparseCategoricalAccuracy.class, SparseCategoricalAccuracy::new);
    }

    private static <M extends Metric> void add(Class<M> type, Supplier<M> maker, String... aliases) {
        Metric.KIND.add("keras.metrics", type.getSimpleName(), type, maker, aliases);
    }
}
