package io.keras4j.metrics;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Keras's metrics. */
public final class MetricCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(Mean.class, Mean::new);
        add(Sum.class, Sum::new);
        add(Accuracy.class, Accuracy::new);
        add(BinaryAccuracy.class, BinaryAccuracy::new);
        add(CategoricalAccuracy.class, CategoricalAccuracy::new);
        add(SparseCategoricalAccuracy.class, SparseCategoricalAccuracy::new);
        add(TopKCategoricalAccuracy.class, TopKCategoricalAccuracy::new);
        add(SparseTopKCategoricalAccuracy.class, SparseTopKCategoricalAccuracy::new);
        add(MeanSquaredError.class, MeanSquaredError::new, "mse", "MSE");
        add(RootMeanSquaredError.class, RootMeanSquaredError::new);
        add(MeanAbsoluteError.class, MeanAbsoluteError::new, "mae", "MAE");
        add(MeanAbsolutePercentageError.class, MeanAbsolutePercentageError::new, "mape", "MAPE");
        add(MeanSquaredLogarithmicError.class, MeanSquaredLogarithmicError::new, "msle", "MSLE");
        add(CosineSimilarity.class, CosineSimilarity::new);
        add(LogCoshError.class, LogCoshError::new);
        add(R2Score.class, R2Score::new);
        add(AUC.class, AUC::new);
        add(Precision.class, Precision::new);
        add(Recall.class, Recall::new);
        add(TruePositives.class, TruePositives::new);
        add(TrueNegatives.class, TrueNegatives::new);
        add(FalsePositives.class, FalsePositives::new);
        add(FalseNegatives.class, FalseNegatives::new);
        add(PrecisionAtRecall.class, PrecisionAtRecall::new);
        add(RecallAtPrecision.class, RecallAtPrecision::new);
        add(SensitivityAtSpecificity.class, SensitivityAtSpecificity::new);
        add(SpecificityAtSensitivity.class, SpecificityAtSensitivity::new);
        add(FBetaScore.class, FBetaScore::new);
        add(F1Score.class, F1Score::new);
        add(PearsonCorrelation.class, PearsonCorrelation::new);
        add(ConcordanceCorrelation.class, ConcordanceCorrelation::new);
        add(Hinge.class, Hinge::new);
        add(SquaredHinge.class, SquaredHinge::new);
        add(CategoricalHinge.class, CategoricalHinge::new);
        add(KLDivergence.class, KLDivergence::new);
        add(Poisson.class, Poisson::new);
        add(BinaryCrossentropy.class, BinaryCrossentropy::new, "bce", "BCE");
        add(CategoricalCrossentropy.class, CategoricalCrossentropy::new);
        add(SparseCategoricalCrossentropy.class, SparseCategoricalCrossentropy::new);
        add(IoU.class, IoU::new);
        add(BinaryIoU.class, BinaryIoU::new);
        add(MeanIoU.class, MeanIoU::new);
        add(OneHotIoU.class, OneHotIoU::new);
        add(OneHotMeanIoU.class, OneHotMeanIoU::new);
    }

    private static <M extends Metric> void add(Class<M> type, Supplier<M> maker, String... aliases) {
        Metric.KIND.add("keras.metrics", type.getSimpleName(), type, maker, aliases);
    }
}
