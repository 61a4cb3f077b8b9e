package io.keras4j.datasets;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How arrays are named in messages. */
final class Shapes {
    private Shapes() {}

    /** For example {@code FLOAT[150, 4]}. */
    static String describe(INDArray array) {
        return array.dataType() + Arrays.toString(array.shape());
    }
}
