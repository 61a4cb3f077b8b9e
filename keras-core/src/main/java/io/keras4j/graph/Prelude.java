package io.keras4j.graph;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.engine.SpecExecutor;
import io.keras4j.ops.Executor;
import io.keras4j.ops.HostOp;
import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The beginning of a computation that has strings among its inputs: the ops that make numbers of them. Strings cannot be in a plan, and how
 * many numbers come of them shows only when they are read. So these ops {@link #run} for every batch before its plan, which has their results
 * as inputs; in the trace of the computation, {@link #bind} puts these inputs where the ops are applied.
 */
public final class Prelude {
    private record Step(Op op, List<Tensor> inputs, List<Tensor> outputs) {
        boolean readsStrings() {
            return inputs.stream().anyMatch(Prelude::isString);
        }
    }

    private final Recorder recorder = new Recorder();
    private final List<Tensor> inputs;
    private final List<Step> steps = new ArrayList<>();
    private final List<Tensor> results = new ArrayList<>();

    private Prelude(List<TensorSpec> specs) {
        inputs = specs.stream()
                .map(spec -> recorder.tensorOf(spec.as(spec.shape().with(0, Shape.UNKNOWN))))
                .toList();
    }

    /** The beginning of {@code body}, which takes inputs of these specs. */
    public static Prelude of(List<TensorSpec> specs, Consumer<List<Tensor>> body) {
        Prelude prelude = new Prelude(specs);
        Executor.within(prelude.recorder, () -> {
            body.accept(prelude.inputs);
            return null;
        });
        prelude.selectSteps();
        return prelude;
    }

    private static boolean isString(Tensor tensor) {
        return tensor.dtype() == DType.STRING;
    }

    /** Keeps what reads strings, and what that needs. */
    private void selectSteps() {
        Set<Tensor> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = recorder.steps.size() - 1; i >= 0; i--) {
            Step step = recorder.steps.get(i);
            if (step.readsStrings() || step.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(step.inputs());
                steps.add(0, step);
            }
        }
        for (Step step : steps) {
            if (step.readsStrings()) {
                step.outputs().stream().filter(output -> !isString(output)).forEach(results::add);
            }
        }
    }

    /** The inputs of the plan for {@code values} of the inputs: those that are numbers, then what the strings become. */
    public List<INDArray> run(List<Tensor> values) {
        Map<Tensor, Tensor> known = new IdentityHashMap<>(recorder.constants);
        for (int i = 0; i < inputs.size(); i++) {
            known.put(inputs.get(i), values.get(i));
        }
        List<INDArray> arrays = new ArrayList<>();
        values.stream().filter(value -> !isString(value)).forEach(value -> arrays.add(value.value()));
        Executor.within(EagerExecutor.INSTANCE, () -> {
            for (Step step : steps) {
                List<Tensor> operands = step.inputs().stream()
                        .map(input -> known.getOrDefault(input, input))
                        .toList();
                List<Tensor> outputs = step.op().applyAll(operands);
                for (int i = 0; i < outputs.size(); i++) {
                    known.put(step.outputs().get(i), outputs.get(i));
                }
            }
            return null;
        });
        results.forEach(result -> arrays.add(known.get(result).value()));
        return arrays;
    }

    /** The inputs of the computation, given those of its plan. */
    public List<Tensor> bind(List<Tensor> given) {
        Binding binding = new Binding();
        long samples = given.get(0).shape().dim(0);
        List<Tensor> bound = new ArrayList<>();
        int next = 0;
        for (Tensor input : inputs) {
            bound.add(isString(input) ? binding.standIn(input, samples) : given.get(next++));
        }
        for (Tensor result : results) {
            binding.values.put(result, given.get(next++));
        }
        return bound;
    }

    /** Notes what is applied, and infers what comes out. */
    private static final class Recorder extends SpecExecutor {
        private final List<Step> steps = new ArrayList<>();
        private final Map<Tensor, Tensor> constants = new IdentityHashMap<>();

        @Override
        public List<Tensor> execute(Op op, List<Tensor> inputs) {
            List<Tensor> outputs = super.execute(op, inputs);
            steps.add(new Step(op, inputs, outputs));
            return outputs;
        }

        @Override
        public Tensor constant(INDArray array) {
            Tensor tensor = super.constant(array);
            constants.put(tensor, Tensor.of(array));
            return tensor;
        }

        @Override
        public Tensor read(Variable variable) {
            Tensor tensor = super.read(variable);
            constants.put(tensor, variable.storage());
            return tensor;
        }
    }

    /** Strings in a trace, where their values are not known: what is applied to them was computed before. */
    private static final class StandIn extends Tensor {
        private final Tensor recorded;
        private final Executor executor;

        StandIn(Tensor recorded, long samples, Executor executor) {
            super(recorded.spec().as(recorded.shape().with(0, samples)));
            this.recorded = recorded;
            this.executor = executor;
        }

        @Override
        public Executor executor() {
            return executor;
        }
    }

    private final class Binding implements Executor {
        private final Map<Tensor, Tensor> values = new IdentityHashMap<>();
        private final Map<Step, Integer> uses = new IdentityHashMap<>();

        Tensor standIn(Tensor recorded, long samples) {
            return new StandIn(recorded, samples, this);
        }

        @Override
        public List<Tensor> execute(Op op, List<Tensor> operands) {
            Step step = find(op, operands);
            long samples = operands.stream()
                    .filter(StandIn.class::isInstance)
                    .findFirst()
                    .orElseThrow()
                    .shape()
                    .dim(0);
            return step.outputs().stream()
                    .map(output -> isString(output) ? standIn(output, samples) : values.get(output))
                    .toList();
        }

        /** The step that applied {@code op} to the same strings; if several did, to other numbers besides, one after another. */
        private Step find(Op op, List<Tensor> operands) {
            List<Step> candidates = steps.stream()
                    .filter(step -> step.readsStrings() && applies(step, op, operands))
                    .toList();
            return candidates.stream()
                    .min((a, b) -> uses.getOrDefault(a, 0) - uses.getOrDefault(b, 0))
                    .map(step -> {
                        uses.merge(step, 1, Integer::sum);
                        return step;
                    })
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    op.name()
                                            + ": strings must be read in training as they are in prediction; this op was not met there"));
        }

        private static boolean applies(Step step, Op op, List<Tensor> operands) {
            if (step.inputs().size() != operands.size()) {
                return false;
            }
            for (int i = 0; i < operands.size(); i++) {
                if (isString(operands.get(i))
                        && ((StandIn) operands.get(i)).recorded != step.inputs().get(i)) {
                    return false;
                }
            }
            // an op that only arranges strings may know how many samples there are, which is another number here
            return op instanceof HostOp
                    ? step.op().equals(op)
                    : step.op().getClass() == op.getClass()
                            && op.infer(operands.stream().map(Tensor::spec).toList())
                                    .get(0)
                                    .shape()
                                    .matches(step.outputs().get(0).shape());
        }

        @Override
        public Tensor constant(INDArray array) {
            return Executor.current().constant(array);
        }

        @Override
        public Tensor read(Variable variable) {
            return Executor.current().read(variable);
        }

        @Override
        public void assign(Variable variable, Tensor value) {
            Executor.current().assign(variable, value);
        }
    }
}
