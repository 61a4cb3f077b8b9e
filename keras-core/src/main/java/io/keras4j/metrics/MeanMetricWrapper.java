package io.keras4j.metrics;

import io.keras4j.losses.Loss;
import io.keras4j.tensor.Tensor;
import java.util.function.BinaryOperator;

/**
 * The mean of what a function of labels and predictions gives for each sample.
 *
 * <pre>{@code
 * Metric error = new MeanMetricWrapper((y, p) -> Ops.abs(Ops.subtract(y, p))).name("error");
 * }</pre>
 *
 * <p>A metric that is to be saved is better written as a subclass of {@link SamplewiseMetric} and registered.
 */
public final class MeanMetricWrapper extends SamplewiseMetric<MeanMetricWrapper> {
    private final BinaryOperator<Tensor> function;

    /** The mean of what {@code function} of labels and predictions gives. */
    public MeanMetricWrapper(BinaryOperator<Tensor> function) {
        super("mean_metric_wrapper");
        this.function = function;
    }

    /** The mean of the values of {@code loss}, under its name. */
    public MeanMetricWrapper(Loss loss) {
        super(loss.name());
        this.function = loss::call;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return function.apply(yTrue, yPred);
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }
}
