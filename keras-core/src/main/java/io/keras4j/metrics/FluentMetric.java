package io.keras4j.metrics;

/**
 * A metric whose setters return its own type, so that they can be chained.
 *
 * @param <S> the metric class itself
 */
@SuppressWarnings("unchecked")
public abstract class FluentMetric<S extends FluentMetric<S>> extends Metric {
    /** A metric whose name is derived from its class. */
    protected FluentMetric() {}

    /** A metric with this name by default. */
    protected FluentMetric(String defaultName) {
        super(defaultName);
    }

    /** This metric as what it is. */
    final S self() {
        return (S) this;
    }

    @Override
    public S name(String value) {
        return (S) super.name(value);
    }

    @Override
    public S dtype(String value) {
        return (S) super.dtype(value);
    }
}
