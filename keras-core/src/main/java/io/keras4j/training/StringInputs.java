package io.keras4j.training;

import io.keras4j.data.Samples;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.CallContext;
import io.keras4j.engine.KerasTensor;
import io.keras4j.graph.Prelude;
import io.keras4j.models.Model;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The steps of a model that may have inputs of strings. What it makes of them comes from its {@link Prelude}: samples are turned into
 * {@link #toNumbers numbers} batch by batch, and these steps take the results for what they are.
 */
final class StringInputs implements Trainer.Steps {
    private final Model model;
    private final Trainer.Steps steps;
    private volatile Prelude prelude;

    StringInputs(Model model, Trainer.Steps steps) {
        this.model = model;
        this.steps = steps;
    }

    /** Drops what was recorded: the model has changed. */
    void forget() {
        prelude = null;
    }

    private boolean isDescribed() {
        return model.isBuilt() && model.isDescribed();
    }

    /** How many inputs of the model are strings; 0 when that is not known. */
    private int count() {
        int count = 0;
        if (isDescribed()) {
            for (KerasTensor input : model.inputs()) {
                count += input.dtype() == DType.STRING ? 1 : 0;
            }
        }
        return count;
    }

    /** The dtype of input {@code i} of the steps, or null where it may be any. */
    DType inputType(int i) {
        int numbers = 0;
        if (isDescribed()) {
            for (KerasTensor input : model.inputs()) {
                if (input.dtype() != DType.STRING && numbers++ == i) {
                    return input.dtype();
                }
            }
        }
        return null;
    }

    /**
     * {@code samples} with what the model makes of strings in their place.
     *
     * @throws IllegalArgumentException when there are more or fewer strings among them than among the inputs of the model
     */
    Samples toNumbers(Samples samples) {
        if (isDescribed() && samples.strings().size() != count()) {
            throw new IllegalArgumentException("Model \"" + model.name() + "\" expects strings for " + count()
                    + " of its " + "inputs " + model.inputNames() + ", got strings for "
                    + samples.strings().size());
        }
        if (samples.strings().isEmpty()) {
            return samples;
        }
        List<Tensor> inputs = inOrder(samples);
        return new Samples(prelude(inputs).run(inputs), samples.y(), samples.weights());
    }

    /** The same for arrays alone, which is an error if the model expects strings. */
    List<INDArray> toNumbers(List<INDArray> x) {
        return count() == 0
                ? x
                : toNumbers(new Samples(x, List.of(), List.of())).x();
    }

    /** The inputs as the model has them; numbers first when that is not known. */
    private List<Tensor> inOrder(Samples samples) {
        List<Tensor> numbers =
                new ArrayList<>(samples.x().stream().map(Tensor::of).toList());
        List<Tensor> strings = new ArrayList<>(samples.strings());
        List<Tensor> ordered = new ArrayList<>();
        if (isDescribed()) {
            for (KerasTensor input : model.inputs()) {
                List<Tensor> source = input.dtype() == DType.STRING ? strings : numbers;
                if (!source.isEmpty()) {
                    ordered.add(source.remove(0));
                }
            }
        }
        ordered.addAll(numbers);
        ordered.addAll(strings);
        return ordered;
    }

    private Prelude prelude(List<Tensor> inputs) {
        if (prelude == null) {
            synchronized (this) {
                if (prelude == null) {
                    prelude = Prelude.of(
                            inputs.stream().map(Tensor::spec).toList(),
                            x -> CallContext.within(new CallArguments(), () -> steps.predict(x)));
                }
            }
        }
        return prelude;
    }

    private List<Tensor> bound(List<Tensor> x) {
        return prelude == null ? x : prelude.bind(x);
    }

    private Batch bound(Batch batch) {
        return prelude == null ? batch : new Batch(prelude.bind(batch.x()), batch.y(), batch.sampleWeight());
    }

    @Override
    public Map<String, Tensor> train(Batch batch) {
        return steps.train(bound(batch));
    }

    @Override
    public Map<String, Tensor> test(Batch batch) {
        return steps.test(bound(batch));
    }

    @Override
    public List<Tensor> predict(List<Tensor> x) {
        return steps.predict(bound(x));
    }

    @Override
    public boolean trainsInItsOwnWay() {
        return steps.trainsInItsOwnWay();
    }
}
