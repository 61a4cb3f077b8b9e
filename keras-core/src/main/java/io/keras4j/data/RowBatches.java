package io.keras4j.data;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.StringTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batches of the rows of samples that hold strings, which cannot be gathered into the arrays of a plan as {@link ArrayBatches} are. */
public final class RowBatches extends Batches {
    private final Samples samples;
    private final int count;
    private final int batchSize;

    /** Batches of {@code batchSize} samples, the last one smaller if need be. */
    public RowBatches(Samples samples, int batchSize) {
        this.samples = samples;
        this.count = Math.toIntExact(samples.count());
        this.batchSize = Math.min(batchSize, count);
    }

    @Override
    public long cardinality() {
        return (count + batchSize - 1) / batchSize;
    }

    @Override
    Cursor<Samples> open(Pass pass, long skip, boolean shuffle) {
        int[] order = IntStream.range(0, count).toArray();
        if (shuffle) {
            Sequence.shuffle(order, pass.random());
        }
        return new Cursor<>() {
            private int from = Math.toIntExact(skip * batchSize);

            @Override
            public Samples next() {
                if (from >= count) {
                    return null;
                }
                int[] rows = Arrays.copyOfRange(order, from, Math.min(count, from + batchSize));
                from += rows.length;
                return rows(rows);
            }
        };
    }

    private Samples rows(int[] rows) {
        List<StringTensor> strings = new ArrayList<>();
        samples.strings().forEach(tensor -> strings.add(tensor.rows(rows)));
        return new Samples(
                rows(samples.x(), rows),
                rows(samples.y(), rows),
                rows(samples.weights(), rows),
                samples.names(),
                strings);
    }

    private static List<INDArray> rows(List<INDArray> arrays, int[] rows) {
        List<INDArray> taken = new ArrayList<>();
        for (INDArray array : arrays) {
            if (array == null) {
                taken.add(null);
                continue;
            }
            Column column = new Column(array, DType.of(array.dataType()));
            INDArray into = Nd4j.createUninitialized(
                    array.dataType(), column.batchSpec(rows.length).shape().dims(), 'c');
            column.gather(rows, 0, rows.length, into);
            taken.add(into);
        }
        return taken;
    }
}
