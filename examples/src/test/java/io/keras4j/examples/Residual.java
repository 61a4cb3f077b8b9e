package io.keras4j.examples;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.engine.CallArguments;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.training.Batch;
import java.util.List;
import java.util.Map;

/** A model with a call and a training step of its own. */
public final class Residual extends Model {
    private final Dense inner = addSublayer("inner", new Dense(8).activation("relu"));
    private final Dense out = addSublayer("out", new Dense(1));

    @Override
    protected Tensor call(Tensor x) {
        return out.apply(Ops.add(x, inner.apply(x)));
    }

    @Override
    protected Map<String, Tensor> trainStep(Batch batch) {
        try (var tape = new GradientTape()) {
            List<Tensor> predictions = applyAll(batch.x(), new CallArguments().training(true));
            Tensor loss = computeLoss(batch, predictions);
            optimizer().apply(tape.gradient(loss, trainableWeights()), trainableWeights());
            return Map.of("loss", loss);
        }
    }
}
