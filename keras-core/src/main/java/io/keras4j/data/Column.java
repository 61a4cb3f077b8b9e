package io.keras4j.data;

import io.keras4j.backend.NativeMemory;
import io.keras4j.backend.RowMajor;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An array with a sample in every row, from which batches are gathered into arrays of the caller's, cast on the way. Bytes stay bytes
 * until then, so that images take a quarter of the memory. Gathering allocates nothing; a column belongs to one thread at a time.
 */
public final class Column {
    private static final int TILE = 4096;

    private final INDArray rows;
    private final DType dtype;
    private final Shape sample;
    private final long rowElements;
    private final Gatherer gatherer;

    /** Copies rows of the source to rows of a batch. */
    private interface Gatherer {
        /** Copies {@code count} rows from row {@code from} on to the memory of {@code into} from its row {@code at} on. */
        void copy(long from, long count, INDArray into, long at);
    }

    /**
     * The rows of {@code array}, cast to {@code dtype}.
     *
     * @throws IllegalArgumentException when it has no axes or no rows
     */
    public Column(INDArray array, DType dtype) {
        if (array.rank() == 0 || array.isEmpty()) {
            throw new IllegalArgumentException("expected an array of samples, got a single number or nothing");
        }
        boolean castsLate =
                NativeMemory.isHost() && DType.of(array.dataType()) == DType.UINT8 && dtype == DType.FLOAT32;
        this.rows = RowMajor.of(castsLate ? array : array.castTo(dtype.nd4j()));
        this.dtype = dtype;
        Shape shape = Shape.of(array.shape());
        this.sample = shape.drop(0);
        this.rowElements = sample.size();
        this.gatherer = castsLate ? new FromBytes() : NativeMemory.isHost() ? new Raw() : this::copyAnywhere;
    }

    /** The number of samples. */
    public long count() {
        return rows.size(0);
    }

    /** The spec of a batch of {@code count} samples. */
    public TensorSpec batchSpec(long count) {
        return new TensorSpec(sample.prepend(count), dtype);
    }

    /** The array with all samples, before it is cast. */
    public INDArray rows() {
        return rows;
    }

    /**
     * Copies samples into the rows of {@code into}.
     *
     * @param order which sample comes at which place, or null for their own order
     * @param from the place of the first sample that is copied
     */
    public void gather(int[] order, int from, int count, INDArray into) {
        if (order == null) {
            gatherer.copy(from, count, into, 0);
            return;
        }
        for (int i = 0; i < count; i++) {
            gatherer.copy(order[from + i], 1, into, i);
        }
    }

    /** Copies all rows of {@code batch}, of the same dtype, to the rows of {@code all} from row {@code at} on. */
    public static void scatter(INDArray batch, INDArray all, long at) {
        if (NativeMemory.isHost()) {
            long bytes = batch.length() * batch.dataType().width();
            long offset = at * (all.length() / all.size(0)) * all.dataType().width();
            Pointer.memcpy(new NativeMemory(NativeMemory.address(all) + offset, bytes), NativeMemory.of(batch), bytes);
        } else {
            all.get(NDArrayIndex.interval(at, at + batch.size(0))).assign(batch);
        }
    }

    private void copyAnywhere(long from, long count, INDArray into, long at) {
        into.get(NDArrayIndex.interval(at, at + count)).assign(rows.get(NDArrayIndex.interval(from, from + count)));
    }

    /** A window into memory that is moved rather than made anew. */
    private static final class Bytes extends BytePointer {
        Bytes at(long newAddress) {
            address = newAddress;
            return this;
        }
    }

    private static final class Floats extends FloatPointer {
        Floats at(long newAddress) {
            address = newAddress;
            return this;
        }
    }

    private final class Raw implements Gatherer {
        private final Bytes source = new Bytes();
        private final Bytes target = new Bytes();
        private final long start = NativeMemory.address(rows);
        private final long rowBytes = rowElements * dtype.bytes();

        @Override
        public void copy(long from, long count, INDArray into, long at) {
            Pointer.memcpy(
                    target.at(NativeMemory.address(into) + at * rowBytes),
                    source.at(start + from * rowBytes),
                    count * rowBytes);
        }
    }

    /** Casts unsigned bytes to floats, in tiles on the heap that stay in the cache. */
    private final class FromBytes implements Gatherer {
        private final Bytes source = new Bytes();
        private final Floats target = new Floats();
        private final long start = NativeMemory.address(rows);
        private final byte[] bytes = new byte[TILE];
        private final float[] floats = new float[TILE];

        @Override
        public void copy(long from, long count, INDArray into, long at) {
            long end = NativeMemory.address(into);
            for (long done = 0; done < count * rowElements; done += TILE) {
                int length = (int) Math.min(TILE, count * rowElements - done);
                source.at(start + from * rowElements + done).get(bytes, 0, length);
                for (int i = 0; i < length; i++) {
                    floats[i] = bytes[i] & 0xff;
                }
                target.at(end + (at * rowElements + done) * Float.BYTES).put(floats, 0, length);
            }
        }
    }
}
