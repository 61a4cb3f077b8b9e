package io.keras4j.losses;

import io.keras4j.backend.NativeMemory;
import io.keras4j.backend.RowMajor;
import io.keras4j.tensor.DType;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** All labels that a model is to be trained on, for a loss to check before training starts. */
public final class LabelScan {
    private static final int TILE = 4096;

    private final INDArray labels;

    /** The labels of all samples. */
    public LabelScan(INDArray labels) {
        this.labels = RowMajor.of(labels);
    }

    /** Whether there is a label that is not a number. */
    public boolean hasNaN() {
        return DType.of(labels.dataType()).isFloating() && first(Double::isNaN).isPresent();
    }

    /** The first label that {@code test} is true of. */
    public OptionalDouble first(DoublePredicate test) {
        return labels.dataType() == DataType.FLOAT && NativeMemory.isHost() ? firstFloat(test) : firstOfAny(test);
    }

    /** Throws, in the name of {@code loss}, unless all labels are from 0 to 1. */
    void requireProbabilities(String loss) {
        OptionalDouble bad = first(label -> label < 0 || label > 1);
        if (bad.isPresent()) {
            throw new IllegalArgumentException(loss + " expects labels from 0 to 1, got " + bad.getAsDouble());
        }
    }

    private OptionalDouble firstFloat(DoublePredicate test) {
        float[] tile = new float[TILE];
        try (Pointer memory = NativeMemory.of(labels);
                FloatPointer floats = new FloatPointer(memory)) {
            for (long done = 0; done < labels.length(); done += TILE) {
                int length = (int) Math.min(TILE, labels.length() - done);
                floats.position(done).get(tile, 0, length);
                for (int i = 0; i < length; i++) {
                    if (test.test(tile[i])) {
                        return OptionalDouble.of(tile[i]);
                    }
                }
            }
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble firstOfAny(DoublePredicate test) {
        DataBuffer data = labels.data();
        for (long i = 0; i < labels.length(); i++) {
            double label = data.getDouble(labels.offset() + i);
            if (test.test(label)) {
                return OptionalDouble.of(label);
            }
        }
        return OptionalDouble.empty();
    }
}
