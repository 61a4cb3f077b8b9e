package io.keras4j.training;

import io.keras4j.data.BatchSource;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.CallContext;
import io.keras4j.graph.Plan;
import io.keras4j.graph.PlannedFunction;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A training or test step as a function of batches: planned once for each shape of a batch, or run op by op. */
final class StepFunction {
    private final Function<Batch, Map<String, Tensor>> body;
    private final BatchSource.Layout layout;
    private final boolean eager;
    private final Predicate<Map<String, Tensor>> isStandard;
    private final PlannedFunction planned = new PlannedFunction(this::compute);
    private volatile List<String> names = List.of();

    /**
     * The step that {@code body} computes.
     *
     * @param isStandard whether these logs are the model's metrics, which are computed from their variables when somebody wants them
     */
    StepFunction(
            Function<Batch, Map<String, Tensor>> body,
            BatchSource.Layout layout,
            boolean eager,
            Predicate<Map<String, Tensor>> isStandard) {
        this.body = body;
        this.layout = layout;
        this.eager = eager;
        this.isStandard = isStandard;
    }

    static Batch batch(List<Tensor> arrays, BatchSource.Layout layout) {
        int targets = layout.inputs() + layout.targets();
        return new Batch(
                arrays.subList(0, layout.inputs()),
                arrays.subList(layout.inputs(), targets),
                arrays.subList(targets, targets + layout.weights()));
    }

    private List<Tensor> compute(List<Tensor> arrays) {
        Map<String, Tensor> logs = CallContext.within(new CallArguments(), () -> body.apply(batch(arrays, layout)));
        if (isStandard.test(logs)) {
            return List.of();
        }
        names = List.copyOf(logs.keySet());
        return names.stream().map(logs::get).toList();
    }

    static List<Tensor> arrays(BatchSource source, List<TensorSpec> specs) {
        Tensor[] tensors = new Tensor[specs.size()];
        for (int i = 0; i < tensors.length; i++) {
            INDArray array = Nd4j.createUninitialized(
                    specs.get(i).dtype().nd4j(), specs.get(i).shape().dims(), 'c');
            source.copyTo(i, array);
            tensors[i] = Tensor.of(array);
        }
        return List.of(tensors);
    }

    Run start() {
        return new Run();
    }

    /** Steps one after another; holds the plans for them until it is closed. */
    final class Run implements AutoCloseable {
        private final Map<List<TensorSpec>, Plan> plans = new IdentityHashMap<>();
        private Plan last;
        private List<Tensor> outputs;

        /** Does a step on the current batch of {@code source}, whose specs are {@code specs}. */
        void step(BatchSource source, List<TensorSpec> specs) {
            if (eager) {
                outputs = compute(arrays(source, specs));
                return;
            }
            Plan plan = plans.get(specs);
            if (plan == null) {
                plan = planned.acquire(specs);
                plans.put(specs, plan);
            }
            for (int i = 0; i < specs.size(); i++) {
                source.copyTo(i, plan.input(i));
            }
            plan.run();
            last = plan;
        }

        /** The logs of the last step, or null when they are the model's metrics. */
        Map<String, Double> logs() {
            if (names.isEmpty()) {
                return null;
            }
            Map<String, Double> logs = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                INDArray value = eager ? outputs.get(i).value() : last.output(i);
                logs.put(names.get(i), Trainer.number(value));
            }
            return logs;
        }

        @Override
        public void close() {
            plans.forEach(planned::release);
            plans.clear();
        }
    }
}
