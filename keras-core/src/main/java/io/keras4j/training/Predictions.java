package io.keras4j.training;

import io.keras4j.data.Column;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The outputs of a prediction, put together from those of its batches. */
final class Predictions {
    private final List<INDArray> arrays = new ArrayList<>();
    private long capacity;
    private long count;

    /** For so many rows as are expected; more or fewer may come. */
    Predictions(long expectedRows) {
        capacity = expectedRows;
    }

    /** An array like {@code batch} for {@code rows} rows. */
    static INDArray allocate(INDArray batch, long rows) {
        long[] shape = batch.shape().clone();
        shape[0] = rows;
        return Nd4j.createUninitialized(batch.dataType(), shape, 'c');
    }

    /** Copies the outputs of a batch behind those that are there. */
    void add(List<INDArray> outputs) {
        long rows = outputs.get(0).size(0);
        boolean grows = count + rows > capacity;
        capacity = grows ? Math.max(2 * capacity, count + rows) : capacity;
        for (int i = 0; i < outputs.size(); i++) {
            if (count == 0) {
                arrays.add(allocate(outputs.get(i), capacity));
            } else if (grows) {
                INDArray larger = allocate(arrays.get(i), capacity);
                Column.scatter(arrays.get(i), larger, 0);
                arrays.set(i, larger);
            }
            Column.scatter(outputs.get(i), arrays.get(i), count);
        }
        count += rows;
    }

    /** The outputs of all batches. */
    List<INDArray> all() {
        return count == capacity ? arrays : arrays.stream().map(this::filled).toList();
    }

    private INDArray filled(INDArray array) {
        INDArray cut = allocate(array, count);
        cut.assign(array.get(NDArrayIndex.interval(0, count)).reshape(cut.shape()));
        return cut;
    }
}
