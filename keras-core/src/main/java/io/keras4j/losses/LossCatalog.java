package io.keras4j.losses;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Keras's losses. */
public final class LossCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(MeanSquaredError.class, MeanSquaredError::new, "mse", "MSE");
        add(MeanAbsoluteError.class, MeanAbsoluteError::new, "mae", "MAE");
        add(MeanAbsolutePercentageError.class, MeanAbsolutePercentageError::new, "mape", "MAPE");
        add(MeanSquaredLogarithmicError.class, MeanSquaredLogarithmicError::new, "msle", "MSLE");
        add(CosineSimilarity.class, CosineSimilarity::new);
        add(Huber.class, Huber::new);
        add(LogCosh.class, LogCosh::new);
        add(Hinge.class, Hinge::new);
        add(SquaredHinge.class, SquaredHinge::new);
        add(CategoricalHinge.class, CategoricalHinge::new);
        add(KLDivergence.class, KLDivergence::new, "kld", "KLD");
        add(Poisson.class, Poisson::new);
        add(BinaryCrossentropy.class, BinaryCrossentropy::new, "bce", "BCE");
        add(BinaryFocalCrossentropy.class, BinaryFocalCrossentropy::new);
        add(CategoricalCrossentropy.class, CategoricalCrossentropy::new);
        add(CategoricalFocalCrossentropy.class, CategoricalFocalCrossentropy::new);
        add(SparseCategoricalCrossentropy.class, SparseCategoricalCrossentropy::new);
        add(CategoricalGeneralizedCrossEntropy.class, CategoricalGeneralizedCrossEntropy::new);
        add(Dice.class, Dice::new);
        add(Tversky.class, Tversky::new);
        add(Circle.class, Circle::new);
        add(CTC.class, CTC::new);
    }

    private static <L extends Loss> void add(Class<L> type, Supplier<L> maker, String... aliases) {
        Loss.KIND.add("keras.losses", type.getSimpleName(), type, maker, aliases);
    }
}
