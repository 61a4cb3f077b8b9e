package io.keras4j.data;

import io.keras4j.tensor.TensorSpec;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches of the rows of arrays. When shuffled, the order of an epoch follows from the seed and the number of the epoch alone, so that
 * training that is resumed at an epoch meets the same batches.
 */
public final class ArrayBatches implements BatchSource {
    private final List<Column> columns;
    private final Layout layout;
    private final int count;
    private final int batchSize;
    private Long seed;
    private final int stepsPerEpoch;
    private final int[] order;
    private final List<TensorSpec> full;
    private final List<TensorSpec> last;
    private int from;
    private int size;
    private int steps;
    private long pass;
    private boolean underWay;

    /**
     * Batches of {@code batchSize} samples, the last one smaller if need be.
     *
     * @param seed shuffles the samples; null keeps their order
     * @param stepsPerEpoch ends an epoch after so many batches, and begins the next where it ended; 0 for one pass over the samples
     */
    public ArrayBatches(List<Column> columns, Layout layout, int batchSize, Long seed, int stepsPerEpoch) {
        this.columns = List.copyOf(columns);
        this.layout = layout;
        this.count = Math.toIntExact(columns.get(0).count());
        this.batchSize = Math.min(batchSize, count);
        this.seed = seed;
        this.stepsPerEpoch = stepsPerEpoch;
        this.order = seed == null ? null : new int[count];
        this.full = specs(this.batchSize);
        int rest = count % this.batchSize;
        this.last = rest == 0 ? full : specs(rest);
    }

    private List<TensorSpec> specs(int samples) {
        return columns.stream().map(column -> column.batchSpec(samples)).toList();
    }

    /** The specs of the largest batch. */
    public List<TensorSpec> largest() {
        return full;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public int steps() {
        return stepsPerEpoch > 0 ? stepsPerEpoch : (count + batchSize - 1) / batchSize;
    }

    @Override
    public void begin(int epoch) {
        steps = 0;
        if (underWay && stepsPerEpoch > 0) {
            return;
        }
        underWay = true;
        startPass(epoch);
    }

    private void startPass(long number) {
        pass = number;
        from = 0;
        size = 0;
        if (order != null) {
            shuffle();
        }
    }

    @Override
    public void rewind() {
        underWay = false;
    }

    @Override
    public Position position() {
        return new Position(seed, pass, (from + size + batchSize - 1L) / batchSize);
    }

    @Override
    public void seek(Position position, int stepsOfEpoch) {
        if ((position.seed() == null) != (seed == null) || position.batches() > (count + batchSize - 1L) / batchSize) {
            throw new IllegalArgumentException(
                    "The batches to go on with are those of other data, or of other arguments");
        }
        seed = position.seed();
        startPass(position.pass());
        int given = (int) position.batches();
        from = Math.max(0, given - 1) * batchSize;
        size = given == 0 ? 0 : Math.min(batchSize, count - from);
        steps = stepsOfEpoch;
        underWay = from + size < count;
    }

    private void shuffle() {
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Sequence.shuffle(order, new Pass(seed, pass).random());
    }

    @Override
    public List<TensorSpec> next() {
        boolean exhausted = from + size >= count;
        if (exhausted || stepsPerEpoch > 0 && steps == stepsPerEpoch) {
            underWay = !exhausted;
            return null;
        }
        from += size;
        size = Math.min(batchSize, count - from);
        steps++;
        return size == batchSize ? full : last;
    }

    @Override
    public void copyTo(int i, INDArray target) {
        columns.get(i).gather(order, from, size, target);
    }
}
