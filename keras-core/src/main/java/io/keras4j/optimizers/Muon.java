package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * <a href="https://kellerjordan.github.io/posts/muon/">Muon</a>: for matrices, steps along the orthogonal matrix nearest to the momentum; other variables and
 * embeddings are updated by Adam.
 */
public final class Muon extends FluentOptimizer<Muon> {
    private final Argument<Double> adamBeta1 = argument("adam_beta_1", Codecs.between(0, 1), 0.9);
    private final Argument<Double> adamBeta2 = argument("adam_beta_2", Codecs.between(0, 1), 0.999);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);
    private final Argument<List<String>> excludeLayers =
            argument("exclude_layers", Codecs.list(Codecs.string()).nullMeans(List::of), null);
    private final Argument<Double> muonA = argument("muon_a", Codecs.number(), 3.4445);
    private final Argument<Double> muonB = argument("muon_b", Codecs.number(), -4.775);
    private final Argument<Double> muonC = argument("muon_c", Codecs.number(), 2.0315);
    private final Argument<Double> adamLrRatio = argument("adam_lr_ratio", Codecs.number(), 1.0);
    private final Argument<Double> momentum = argument("momentum", Codecs.between(0, 1), 0.95);
    private final Argument<Integer> nsSteps = argument("ns_steps", Codecs.atLeast(1), 5);
    private final Argument<Boolean> nesterov = argument("nesterov", Codecs.bool(), true);
    private final Argument<Boolean> excludeEmbeddings = argument("exclude_embeddings", Codecs.bool(), true);
    private final Argument<Double> adamWeightDecay =
            argument("adam_weight_decay", Codecs.number().optional(), 0.004);
    private final Argument<Double> rmsRate =
            argument("rms_rate", Codecs.number().optional(), 0.2);

    /** With learning rate 0.001. */
    public Muon() {
        this(0.001);
    }

    /** With this learning rate. */
    public Muon(double learningRate) {
        super(learningRate);
        weightDecay(0.004);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Muon(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** Adam's beta1, for variables that are no matrices; 0.9 by default. */
    public Muon adamBeta1(double value) {
        adamBeta1.set(value);
        return this;
    }

    /** Adam's beta2; 0.999 by default. */
    public Muon adamBeta2(double value) {
        adamBeta2.set(value);
        return this;
    }

    /** Adam's epsilon; 10⁻⁷ by default. */
    public Muon epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    /** Regular expressions; Adam updates the variables in whose paths one is found. */
    public Muon excludeLayers(List<String> value) {
        excludeLayers.set(value);
        return this;
    }

    /** The first coefficient of the Newton-Schulz iteration. */
    public Muon muonA(double value) {
        muonA.set(value);
        return this;
    }

    /** The second coefficient of the Newton-Schulz iteration. */
    public Muon muonB(double value) {
        muonB.set(value);
        return this;
    }

    /** The third coefficient of the Newton-Schulz iteration. */
    public Muon muonC(double value) {
        muonC.set(value);
        return this;
    }

    /** Adam's learning rate as a multiple of the learning rate; 1 by default. */
    public Muon adamLrRatio(double value) {
        adamLrRatio.set(value);
        return this;
    }

    /** How much of the momentum each update keeps; 0.95 by default. */
    public Muon momentum(double value) {
        momentum.set(value);
        return this;
    }

    /** The number of Newton-Schulz iterations; 5 by default. */
    public Muon nsSteps(int value) {
        nsSteps.set(value);
        return this;
    }

    /** Whether momentum is Nesterov's; true by default. */
    public Muon nesterov(boolean value) {
        nesterov.set(value);
        return this;
    }

    /** Whether Adam updates embeddings; true by default. */
    public Muon excludeEmbeddings(boolean value) {
        excludeEmbeddings.set(value);
        return this;
    }

    /** The weight decay of the variables that Adam updates; 0.004 by default. */
    public Muon adamWeightDecay(Number value) {
        adamWeightDecay.set(value);
        return this;
    }

    /** Scales steps to this times the root of the larger side of the matrix; 0.2 by default, null for no scaling. */
    public Muon rmsRate(Number value) {
        rmsRate.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        for (Variable variable : variables) {
            addSlot(variable, "momentum", 0);
            if (isForAdam(variable)) {
                addSlot(variable, "velocity", 0);
            }
        }
    }

    private boolean isForAdam(Variable variable) {
        String path = variable.path();
        boolean embedding =
                excludeEmbeddings.get() && path.toLowerCase(Locale.ROOT).contains("embedding");
        return variable.shape().rank() != 2
                || embedding
                || excludeLayers.get().stream()
                        .anyMatch(regex -> Pattern.compile(regex).matcher(path).find());
    }

    @Override
    protected Double decayOf(Variable variable) {
        return isForAdam(variable) ? adamWeightDecay.get() : weightDecay();
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        if (isForAdam(variable)) {
            updateByAdam(gradient, variable, currentRate);
            return;
        }
        Variable momentum = slot(variable, "momentum");
        Tensor old = momentum.value();
        Tensor m = Ops.add(old, Ops.add(gradient, Ops.multiply(old, this.momentum.get() - 1)));
        Tensor direction = nesterov.get() ? Ops.add(gradient, Ops.multiply(m, this.momentum.get())) : m;
        Tensor step = Ops.multiply(orthogonal(direction), currentRate);
        if (rmsRate.get() != null) {
            Shape shape = variable.shape();
            double side = Math.sqrt(Math.max(shape.dim(0), shape.dim(1)));
            step = Ops.multiply(Ops.multiply(step, side), rmsRate.get());
        }
        momentum.assign(m);
        variable.assign(Ops.subtract(variable.value(), step));
    }

    /** The orthogonal matrix nearest to {@code x}, roughly, by Newton-Schulz iterations. */
    private Tensor orthogonal(Tensor x) {
        boolean tall = x.shape().dim(0) > x.shape().dim(1);
        Tensor matrix = tall ? Ops.transpose(x) : x;
        Tensor next = Ops.divide(matrix, Ops.add(Ops.norm(matrix, List.of(0, 1), true), 1e-7));
        for (int i = 0; i < nsSteps.get(); i++) {
            Tensor a = Ops.matmul(next, next, false, true);
            Tensor b = Ops.add(Ops.multiply(a, muonB.get()), Ops.matmul(Ops.multiply(a, muonC.get()), a));
            next = Ops.add(Ops.multiply(next, muonA.get()), Ops.matmul(b, next));
        }
        return tall ? Ops.transpose(next) : next;
    }

    private void updateByAdam(Tensor gradient, Variable variable, Tensor currentRate) {
        Variable momentum = slot(variable, "momentum");
        Variable velocity = slot(variable, "velocity");
        Tensor m = Moments.next(momentum, gradient, adamBeta1.get());
        Tensor v = Moments.next(velocity, Ops.square(gradient), adamBeta2.get());
        Tensor rate = Ops.multiply(currentRate, adamLrRatio.get());
        Tensor alpha = Moments.corrected(rate, step(variable.dtype()), adamBeta1.get(), adamBeta2.get());
        Tensor change = Ops.divide(Ops.multiply(m, alpha), Ops.add(Ops.sqrt(v), epsilon.get()));
        momentum.assign(m);
        velocity.assign(v);
        variable.assign(Ops.subtract(variable.value(), change));
    }
}
