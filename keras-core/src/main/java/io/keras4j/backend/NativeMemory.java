package io.keras4j.backend;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A place in CPU memory that something else owns. */
public final class NativeMemory extends Pointer {
    private static final boolean HOST =
            Nd4j.getBackend().getClass().getSimpleName().equals("CpuBackend");

    /** Whether arrays lie in CPU memory. */
    public static boolean isHost() {
        return HOST;
    }

    /** The {@code bytes} bytes from {@code start}. */
    public NativeMemory(long start, long bytes) {
        address = start;
        limit = bytes;
        capacity = bytes;
    }

    /** The address of the first element of {@code array}, in CPU memory. */
    public static long address(INDArray array) {
        return array.data().address() + array.offset() * array.dataType().width();
    }

    /** The elements of {@code array}, which must stay reachable. */
    public static NativeMemory of(INDArray array) {
        return new NativeMemory(
                address(array), array.length() * array.dataType().width());
    }

    /** The memory of {@code array} as a buffer in native byte order; null when it is too large for one. */
    public static ByteBuffer buffer(INDArray array) {
        NativeMemory memory = of(array);
        return memory.capacity > Integer.MAX_VALUE
                ? null
                // JavaCPP takes the elements of a pointer without a type for larger than bytes
                : memory.asByteBuffer().slice(0, (int) memory.capacity).order(ByteOrder.nativeOrder());
    }
}
