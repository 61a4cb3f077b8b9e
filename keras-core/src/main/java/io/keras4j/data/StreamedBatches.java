package io.keras4j.data;

import io.keras4j.backend.RowMajor;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The batches of a {@link Dataset} or a {@link Sequence}, which another thread prepares while the model works on those before. */
public final class StreamedBatches implements BatchSource {
    private static final int AHEAD = 2;

    private final Batches data;
    private final Form form;
    private final int stepsPerEpoch;
    private final boolean shuffle;
    private final Map<List<TensorSpec>, List<TensorSpec>> known = new HashMap<>();
    private long seed;
    private final Samples first;
    private final Layout layout;
    private Cursor<Prepared> cursor;
    private Prepared pending;
    private Prepared current;
    private long pass;
    private long given;
    private int steps;
    private boolean underWay;
    private boolean inEpoch;

    /** A batch whose arrays are as the model wants them. */
    private record Prepared(Samples samples, List<INDArray> arrays, List<TensorSpec> specs) {}

    /** What a model wants of data. */
    public interface Form {
        /** The dtype of input {@code i}, that is given as {@code array}. */
        DType input(INDArray array, int i);

        /** The dtype of targets that are given as {@code array}. */
        DType target(INDArray array);

        /** The dtype of weights of samples. */
        DType weight();

        /** The batch that is trained on instead of {@code batch}. */
        Samples adapt(Samples batch);
    }

    /**
     * The batches of {@code data}.
     *
     * @param seed what shuffling follows from
     * @param shuffle whether a {@link Sequence} is shuffled
     * @param stepsPerEpoch ends an epoch after so many batches, and begins the next where it ended; 0 for one pass over the data
     * @throws IllegalArgumentException when there are no batches, or no end of them
     */
    public StreamedBatches(Batches data, Form form, long seed, boolean shuffle, int stepsPerEpoch) {
        if (data.cardinality() == Batches.INFINITE && stepsPerEpoch == 0) {
            throw new IllegalArgumentException(
                    "The dataset has no end: say after how many batches an epoch ends (stepsPerEpoch), or validation"
                            + " (validationSteps), evaluate or predict (steps)");
        }
        this.data = data;
        this.form = form;
        this.seed = seed;
        this.shuffle = shuffle;
        this.stepsPerEpoch = stepsPerEpoch;
        open(0, 0);
        try {
            pending = cursor.next();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (pending == null) {
            close();
            throw new IllegalArgumentException("The data have no batches");
        }
        first = pending.samples();
        layout = new Layout(first.x().size(), first.y().size(), first.weights().size());
    }

    private void open(long number, long skip) {
        close();
        pass = number;
        given = skip;
        Cursor<?> raw = data.open(new Pass(seed, number), skip, shuffle);
        cursor = Background.prefetch(Dataset.mapped(raw, this::prepare), AHEAD);
    }

    /** Done on the other thread. */
    private Prepared prepare(Object element) {
        if (!(element instanceof Samples)) {
            throw new IllegalArgumentException(
                    "The elements of the dataset are no batches: call batch(32), or the like; got a "
                            + element.getClass().getSimpleName());
        }
        Samples given = (Samples) element;
        given.check();
        Samples batch = form.adapt(given);
        batch.check();
        List<INDArray> arrays = new ArrayList<>();
        for (int i = 0; i < batch.x().size(); i++) {
            arrays.add(as(form.input(batch.x().get(i), i), batch.x().get(i)));
        }
        batch.y().forEach(array -> arrays.add(as(form.target(array), array)));
        batch.weights()
                .forEach(array -> arrays.add(
                        array == null ? Nd4j.ones(form.weight().nd4j(), batch.count()) : as(form.weight(), array)));
        List<TensorSpec> specs = arrays.stream()
                .map(array -> new TensorSpec(Shape.of(array.shape()), DType.of(array.dataType())))
                .toList();
        return new Prepared(batch, arrays, specs);
    }

    private static INDArray as(DType dtype, INDArray array) {
        return RowMajor.of(array.castTo(dtype.nd4j()));
    }

    /** The first batch, to learn from what they all are like. */
    public Samples first() {
        return first;
    }

    /** The specs of the first batch. */
    public List<TensorSpec> firstSpecs() {
        return pending.specs();
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public int steps() {
        return stepsPerEpoch > 0 ? stepsPerEpoch : (int) Math.max(-1, data.cardinality());
    }

    @Override
    public void begin(int epoch) {
        steps = 0;
        beginEpoch();
        if (underWay && stepsPerEpoch > 0) {
            return;
        }
        boolean fresh = pending != null && pass == epoch && given == 0;
        if (!fresh) {
            pending = null;
            open(epoch, 0);
        }
        underWay = true;
    }

    private void beginEpoch() {
        inEpoch = true;
        data.beginEpoch();
    }

    @Override
    public void rewind() {
        underWay = false;
    }

    @Override
    public Position position() {
        return new Position(seed, pass, given);
    }

    @Override
    public void seek(Position position, int stepsOfEpoch) {
        if (position.seed() == null) {
            throw new IllegalArgumentException(
                    "The batches to go on with are those of other data, or of other arguments");
        }
        seed = position.seed();
        pending = null;
        open(position.pass(), position.batches());
        steps = stepsOfEpoch;
        underWay = true;
        if (stepsOfEpoch > 0) {
            beginEpoch();
        }
    }

    @Override
    public List<TensorSpec> next() {
        if (stepsPerEpoch > 0 && steps == stepsPerEpoch) {
            endEpoch();
            return null;
        }
        current = pending == null ? cursor.next() : pending;
        pending = null;
        if (current == null) {
            underWay = false;
            endEpoch();
            return null;
        }
        check(current.samples());
        given++;
        steps++;
        return known.computeIfAbsent(current.specs(), specs -> specs);
    }

    private void endEpoch() {
        if (inEpoch) {
            inEpoch = false;
            data.endEpoch();
        }
    }

    private void check(Samples batch) {
        if (batch.x().size() != layout.inputs()
                || batch.y().size() != layout.targets()
                || batch.weights().size() != layout.weights()) {
            throw new IllegalArgumentException(
                    "Batch " + given + " has " + describe(batch) + ", the first had " + describe(first));
        }
    }

    private static String describe(Samples batch) {
        return batch.x().size() + " inputs, " + batch.y().size() + " targets and "
                + batch.weights().size() + " arrays of weights";
    }

    @Override
    public void copyTo(int i, INDArray target) {
        Column.scatter(current.arrays().get(i), target, 0);
    }

    /** Ends what prepares batches. */
    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
