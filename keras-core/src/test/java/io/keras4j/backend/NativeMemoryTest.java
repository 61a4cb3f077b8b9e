package io.keras4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NativeMemoryTest {
    @Test
    void bufferHasTheBytesOfTheArrayAndNoMore() {
        INDArray array = Nd4j.createFromArray(1f, 2f, 3f, 4f);
        assertThat(NativeMemory.buffer(array).remaining()).isEqualTo(16);
        INDArray view = array.get(NDArrayIndex.interval(1, 3));
        assertThat(NativeMemory.buffer(view).remaining()).isEqualTo(8);
        assertThat(NativeMemory.buffer(view).getFloat()).isEqualTo(2f);
    }
}
