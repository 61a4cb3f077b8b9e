package io.keras4j.examples;

import io.keras4j.callbacks.CSVLogger;
import io.keras4j.callbacks.EarlyStopping;
import io.keras4j.callbacks.ModelCheckpoint;
import io.keras4j.models.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The files that docs/getting-started.md writes and reads, in the current folder; {@link CheckpointAndResume} is what the tests run. */
final class SavingProgram {
    private SavingProgram() {}

    static Model run(Model model, INDArray x, INDArray y) {
        model.fit(
                x,
                y,
                fit -> fit.epochs(100)
                        .validationSplit(0.2)
                        .callbacks(
                                new EarlyStopping("val_loss").patience(5).restoreBestWeights(true),
                                new ModelCheckpoint("best.keras").saveBestOnly(true),
                                new CSVLogger("training.csv")));

        model.save("model.keras");
        Model again = Model.load("model.keras");
        model.saveWeights("model.weights.h5");
        model.loadWeights("model.weights.h5");
        return again;
    }
}
