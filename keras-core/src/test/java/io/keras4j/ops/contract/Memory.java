package io.keras4j.ops.contract;

import static org.assertj.core.api.Assertions.fail;

import io.keras4j.tensor.DType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An array somewhere inside a larger one, as the arena of a plan gives them out, with elements around it that must not change. */
final class Memory {
    private static final int MARGIN = 37;
    private static final int MARK = 1;

    private final INDArray around;
    private final INDArray array;

    private Memory(INDArray around, INDArray array) {
        this.around = around;
        this.array = array;
    }

    /** Space for {@code values} that holds them. */
    static Memory of(Grid values, DType type) {
        Memory memory = uninitialized(values.shape(), type);
        if (!memory.array.isEmpty()) {
            memory.array.assign(values.toArray(type));
        }
        return memory;
    }

    /** Space that holds what must not matter. */
    static Memory uninitialized(long[] shape, DType type) {
        INDArray like = Nd4j.create(type.nd4j(), shape);
        if (like.isEmpty()) {
            return new Memory(null, like);
        }
        INDArray around = Nd4j.create(type.nd4j(), like.length() + 2 * MARGIN).assign(MARK);
        INDArray array = Nd4j.create(around.data(), shape, Nd4j.getStrides(shape, 'c'), MARGIN, 'c');
        if (type.isFloating()) {
            array.assign(Double.NaN);
        }
        return new Memory(around, array);
    }

    INDArray array() {
        return array;
    }

    /** Fails when something outside of the array was written. */
    void checkMargins(String what) {
        if (around == null) {
            return;
        }
        double[] all = Grid.from(around).values();
        for (int i = 0; i < MARGIN; i++) {
            if (all[i] != MARK || all[all.length - 1 - i] != MARK) {
                fail("%s: the memory around it was written to, %d elements away", what, MARGIN - i);
            }
        }
    }
}
