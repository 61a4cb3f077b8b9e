package io.keras4j.examples;

import io.keras4j.models.Model;
import io.keras4j.models.ModelContents;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The look into a file in docs/files.md. */
final class InspectingProgram {
    private InspectingProgram() {}

    static INDArray run() {
        ModelContents contents = Model.inspect("theirs.keras");
        contents.missing(); // {"Theirs>Attend": {"units": 4, ...}}
        INDArray kernel = contents.weight("layers/dense/vars/0");
        return kernel;
    }
}
