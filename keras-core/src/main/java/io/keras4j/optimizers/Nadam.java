package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://cs229.stanford.edu/proj2015/054_report.pdf">Adam with Nesterov's momentum</a>.
 */
public final class Nadam extends FluentOptimizer<Nadam> {
    private static final double DECAY = 0.96;

    private final Argument<Double> beta1 = argument("beta_1", Codecs.between(0, 1), 0.9);
    private final Argument<Double> beta2 = argument("beta_2", Codecs.between(0, 1), 0.999);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);

    /** The product of all weights of momentum so far. */
    private Variable product;

    /** With learning rate 0.001. */
    public Nadam() {
        this(0.001);
    }

    /** With this learning rate. */
    public Nadam(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Nadam(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How slowly the mean of the gradients follows; 0.9 by default. */
    public Nadam beta1(double value) {
        beta1.set(value);
        return this;
    }

    /** How slowly the mean of the squared gradients follows; 0.999 by default. */
    public Nadam beta2(double value) {
        beta2.set(value);
        return this;
    }

    /** Keeps divisions finite; 10⁻⁷ by default. */
    public Nadam epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "momentum", "velocity");
        DType dtype = variables.isEmpty() ? FloatX.get() : variables.get(0).dtype();
        // Keras gives this one no name
        product = addVariable("variable", Shape.scalar(), dtype, 1);
        product.setPath(product.name());
    }

    /** The weight of momentum in an update: beta1 in the long run, less at first. */
    private Tensor weight(DType dtype, int ahead) {
        Tensor update = Ops.cast(Ops.add(updatesSoFar(), ahead), dtype);
        return Ops.multiply(Ops.subtract(1, Ops.multiply(Ops.power(DECAY, update), 0.5)), beta1.get());
    }

    @Override
    protected void beginUpdate() {
        product.assign(Ops.multiply(product.value(), weight(product.dtype(), 1)));
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        DType dtype = variable.dtype();
        Tensor now = weight(dtype, 1);
        Tensor next = weight(dtype, 2);
        Tensor products = Ops.cast(product.value(), dtype);
        Tensor nextCorrection = Ops.subtract(1, Ops.multiply(products, next));
        Variable momentum = slot(variable, "momentum");
        Variable velocity = slot(variable, "velocity");
        Tensor m = Moments.next(momentum, gradient, beta1.get());
        Tensor v = Moments.next(velocity, Ops.square(gradient), beta2.get());
        Tensor ahead = Ops.add(
                Ops.divide(Ops.multiply(m, next), nextCorrection),
                Ops.divide(Ops.multiply(gradient, Ops.subtract(1, now)), Ops.subtract(1, products)));
        Tensor squares = Ops.divide(v, Ops.subtract(1, Ops.power(beta2.get(), step(dtype))));
        Tensor change = Ops.divide(Ops.multiply(ahead, currentRate), Ops.add(Ops.sqrt(squares), epsilon.get()));
        momentum.assign(m);
        velocity.assign(v);
        variable.assign(Ops.subtract(variable.value(), change));
    }
}
