package io.keras4j.data;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Batches that a program makes by number: <a href="https://keras.io/api/utils/python_utils/#pydataset-class">keras.utils.PyDataset</a>, which
 * Keras also calls {@code Sequence}. The batches are made on other threads while the model trains on those before; fit takes them in another
 * order in every epoch unless told {@code shuffle(false)}.
 *
 * <pre>{@code
 * class Pictures extends Sequence {
 *     public int size() {
 *         return (files.size() + 31) / 32;
 *     }
 *
 *     public Samples get(int index) {
 *         return Samples.of(pictures(index * 32, 32), labels(index * 32, 32));
 *     }
 * }
 *
 * model.fit(new Pictures().workers(2), fit -> fit.epochs(10));
 * }</pre>
 */
public abstract class Sequence extends Batches {
    private int workers = 1;
    private int maxQueueSize = 10;

    /** The number of batches in an epoch; Keras's {@code __len__}. */
    public abstract int size();

    /** Batch {@code index}, from 0; may be called by several threads at once if there are several {@link #workers}. */
    public abstract Samples get(int index);

    /** Called before the batches of an epoch are made. */
    public void onEpochBegin() {}

    /** Called after the last batch of an epoch. */
    public void onEpochEnd() {}

    /** The number of threads that make batches, 1 by default. */
    public Sequence workers(int threads) {
        workers = positive("workers", threads);
        return this;
    }

    /** How many batches are made before they are needed, 10 by default. */
    public Sequence maxQueueSize(int batches) {
        maxQueueSize = positive("maxQueueSize", batches);
        return this;
    }

    private int positive(String argument, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": " + argument + ": expected a positive integer, got " + value);
        }
        return value;
    }

    @Override
    public final long cardinality() {
        return size();
    }

    @Override
    final Cursor<Samples> open(Pass pass, long skip, boolean shuffle) {
        int[] order = IntStream.range(0, size()).toArray();
        if (shuffle) {
            shuffle(order, pass.random());
        }
        Cursor<Integer> indices = new Cursor<>() {
            private int next = Math.toIntExact(skip);

            @Override
            public Integer next() {
                return next < order.length ? order[next++] : null;
            }
        };
        return Background.prefetch(
                workers == 1 ? Dataset.mapped(indices, this::get) : Background.map(indices, this::get, workers),
                maxQueueSize);
    }

    /** Puts numbers in random order: Fisher and Yates's shuffle. */
    protected static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
    }

    @Override
    final void beginEpoch() {
        onEpochBegin();
    }

    @Override
    final void endEpoch() {
        onEpochEnd();
    }
}
