package io.keras4j.data;

import io.keras4j.backend.RowMajor;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Elements that are made one after another, as often as there are passes over them, in the manner of <a
 * href="https://www.tensorflow.org/api_docs/python/tf/data/Dataset">tf.data.Dataset</a>. Each method makes another dataset; nothing is read
 * before a pass begins. Models take datasets of batches, which they prepare on another thread while they train:
 *
 * <pre>{@code
 * Dataset<Samples> training = Dataset.fromArrays(x, y)
 *     .shuffle(10_000)
 *     .map(sample -> Sample.of(augmented(sample.x().get(0)), sample.y()), 2)
 *     .batch(32);
 * model.fit(training, fit -> fit.epochs(5).validationData(Dataset.fromFiles("test/*.png").map(this::read).batch(32)));
 * }</pre>
 *
 * <p>What is shuffled follows from its seed, or else that of {@link io.keras4j.Keras#setRandomSeed}, and the number of the pass, so that
 * training can be resumed exactly. Functions and generators must not return null.
 *
 * @param <T> what the elements are: {@link Sample}s, in batches {@link Samples}, or anything else on the way there
 */
public abstract class Dataset<T> extends Batches implements Iterable<T> {
    private Dataset() {}

    /** Makes the cursors of a dataset. */
    private interface Source<T> {
        Cursor<T> open(Pass pass);
    }

    private static <T> Dataset<T> make(long cardinality, Source<T> source) {
        return new Dataset<>() {
            @Override
            public long cardinality() {
                return cardinality;
            }

            @Override
            Cursor<T> open(Pass pass) {
                return source.open(pass);
            }
        };
    }

    abstract Cursor<T> open(Pass pass);

    @Override
    final Cursor<T> open(Pass pass, long skip, boolean shuffle) {
        Cursor<T> cursor = open(pass);
        for (long i = 0; i < skip && cursor.next() != null; i++) {}
        return cursor;
    }

    static <T> T checked(T element) {
        if (element == null) {
            throw new IllegalStateException("A function or generator of a dataset returned null");
        }
        return element;
    }

    private static int positive(String argument, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(argument + ": expected a positive integer, got " + value);
        }
        return value;
    }

    private static long notNegative(String argument, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(argument + ": expected 0 or more, got " + value);
        }
        return value;
    }

    // ---- Sources

    /** The rows of arrays as samples for prediction: of an array, or for several inputs of a list of them, or a map from names to them. */
    public static Dataset<Sample> fromArrays(Object x) {
        return rows(Samples.of(x));
    }

    /** The rows of arrays as samples with targets. */
    public static Dataset<Sample> fromArrays(Object x, Object y) {
        return rows(Samples.of(x, y));
    }

    /** The rows of arrays as samples with targets and weights. */
    public static Dataset<Sample> fromArrays(Object x, Object y, Object sampleWeight) {
        return rows(Samples.of(x, y, sampleWeight));
    }

    private static Dataset<Sample> rows(Samples samples) {
        return range(samples.count()).map(samples::row);
    }

    /** The numbers from 0 up to, but without, {@code end}. */
    public static Dataset<Long> range(long end) {
        return make(notNegative("end", end), pass -> new Cursor<Long>() {
            private long next;

            @Override
            public Long next() {
                return next < end ? next++ : null;
            }
        });
    }

    /** The elements of a collection. */
    public static <T> Dataset<T> of(List<? extends T> elements) {
        List<T> copy = List.copyOf(elements);
        return make(copy.size(), pass -> cursor(copy.iterator()));
    }

    /** What a new iterator gives in every pass; a generator may go on without end. */
    public static <T> Dataset<T> fromGenerator(Supplier<? extends Iterator<? extends T>> generator) {
        return make(UNKNOWN, pass -> cursor(generator.get()));
    }

    /** What this one iterator gives: all in the first pass, or one part after another where passes end early. */
    public static <T> Dataset<T> fromIterator(Iterator<? extends T> iterator) {
        return make(UNKNOWN, pass -> cursor(iterator));
    }

    /** What a new stream gives in every pass; it is closed at the end of that. */
    public static <T> Dataset<T> fromStream(Supplier<? extends Stream<? extends T>> streams) {
        return make(UNKNOWN, pass -> {
            Stream<? extends T> stream = streams.get();
            Cursor<T> elements = cursor(stream.iterator());
            return new Cursor<T>() {
                @Override
                public T next() {
                    return elements.next();
                }

                @Override
                public void close() {
                    stream.close();
                }
            };
        });
    }

    private static <T> Cursor<T> cursor(Iterator<? extends T> iterator) {
        return () -> iterator.hasNext() ? checked(iterator.next()) : null;
    }

    /**
     * The files that match a pattern such as {@code data/*.png} or {@code data/**.csv}, sorted by name.
     *
     * @throws IllegalArgumentException when there are none
     */
    public static Dataset<Path> fromFiles(String pattern) {
        int wildcard = IntStream.range(0, pattern.length())
                .filter(i -> "*?[{".indexOf(pattern.charAt(i)) >= 0)
                .findFirst()
                .orElse(pattern.length());
        int end = pattern.lastIndexOf('/', wildcard);
        Path folder = Path.of(end < 0 ? "" : end == 0 ? "/" : pattern.substring(0, end));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(matcher::matches)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("fromFiles: cannot list the folder " + folder.toAbsolutePath(), e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("fromFiles: no file matches " + pattern);
        }
        return of(files);
    }

    /** The lines of text files in UTF-8, one file after another. */
    public static Dataset<String> fromLines(Path... files) {
        List<Path> copy = List.of(files);
        Dataset<String> all = of(List.of());
        for (Path file : copy) {
            all = all.concatenate(fromStream(() -> lines(file)));
        }
        return all;
    }

    private static Stream<String> lines(Path file) {
        try {
            BufferedReader reader = Files.newBufferedReader(file);
            return reader.lines().onClose(() -> {
                try {
                    reader.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("fromLines: cannot read " + file, e);
        }
    }

    /** Pairs of the elements of two datasets, as many as the shorter has, made one by {@code join}. */
    public static <A, B, R> Dataset<R> zip(
            Dataset<A> first, Dataset<B> second, BiFunction<? super A, ? super B, ? extends R> join) {
        long a = first.cardinality();
        long b = second.cardinality();
        long both = a == INFINITE ? b : b == INFINITE ? a : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : Math.min(a, b);
        return make(both, pass -> {
            Cursor<A> left = first.open(pass);
            Cursor<B> right = second.open(pass.branch(2));
            return new Cursor<R>() {
                @Override
                public R next() {
                    A x = left.next();
                    B y = x == null ? null : right.next();
                    return y == null ? null : checked(join.apply(x, y));
                }

                @Override
                public void close() {
                    left.close();
                    right.close();
                }
            };
        });
    }

    // ---- What makes datasets of datasets

    static <T, R> Cursor<R> mapped(Cursor<T> upstream, Function<? super T, ? extends R> function) {
        return Cursor.over(upstream, () -> {
            T element = upstream.next();
            return element == null ? null : checked(function.apply(element));
        });
    }

    /** What {@code function} makes of each element. */
    public final <R> Dataset<R> map(Function<? super T, ? extends R> function) {
        return make(cardinality(), pass -> mapped(open(pass), function));
    }

    /** What {@code function} makes of each element, on several threads; in the order of the elements. */
    public final <R> Dataset<R> map(Function<? super T, ? extends R> function, int workers) {
        positive("workers", workers);
        return make(cardinality(), pass -> Background.map(open(pass), function, workers));
    }

    /** The elements for which {@code condition} holds. */
    public final Dataset<T> filter(Predicate<? super T> condition) {
        return make(cardinality() == INFINITE ? INFINITE : UNKNOWN, pass -> {
            Cursor<T> upstream = open(pass);
            return Cursor.over(upstream, () -> {
                T element = upstream.next();
                while (element != null && !condition.test(element)) {
                    element = upstream.next();
                }
                return element;
            });
        });
    }

    /** The elements in random order, see {@link #shuffle(int, Long, boolean)}. */
    public final Dataset<T> shuffle(int bufferSize) {
        return shuffle(bufferSize, null, true);
    }

    /** The elements in an order that follows from {@code seed} and the number of the pass. */
    public final Dataset<T> shuffle(int bufferSize, long seed) {
        return shuffle(bufferSize, seed, true);
    }

    /**
     * The elements in random order: the next is always drawn from a buffer that is then filled up again. Only a buffer as large as the
     * dataset makes every order equally likely.
     *
     * @param seed null for one that follows from {@link io.keras4j.Keras#setRandomSeed}
     * @param reshuffleEachIteration false for the same order in every pass
     */
    public final Dataset<T> shuffle(int bufferSize, Long seed, boolean reshuffleEachIteration) {
        positive("bufferSize", bufferSize);
        return make(cardinality(), pass -> {
            Pass own = new Pass(seed == null ? pass.seed() : seed, reshuffleEachIteration ? pass.number() : 0);
            SplittableRandom random = own.random();
            Cursor<T> upstream = open(pass.branch(1));
            List<T> buffer = new ArrayList<>();
            return Cursor.over(upstream, () -> {
                T next;
                while (buffer.size() < bufferSize && (next = upstream.next()) != null) {
                    buffer.add(next);
                }
                if (buffer.isEmpty()) {
                    return null;
                }
                int drawn = random.nextInt(buffer.size());
                T element = buffer.get(drawn);
                T last = buffer.remove(buffer.size() - 1);
                if (drawn < buffer.size()) {
                    buffer.set(drawn, last);
                }
                return element;
            });
        });
    }

    /** The elements again and again, without end. */
    public final Dataset<T> repeat() {
        return repeat(Long.MAX_VALUE, cardinality() == 0 ? 0 : INFINITE);
    }

    /** The elements so many times. */
    public final Dataset<T> repeat(long count) {
        notNegative("count", count);
        return repeat(count, count == 0 ? 0 : cardinality() < 0 ? cardinality() : count * cardinality());
    }

    private Dataset<T> repeat(long count, long newCardinality) {
        return make(newCardinality, pass -> new Cursor<T>() {
            private long round;
            private long ofRound;
            private Cursor<T> upstream;

            @Override
            public T next() {
                while (round < count) {
                    if (upstream == null) {
                        upstream = open(pass.repeated(round));
                        ofRound = 0;
                    }
                    T element = upstream.next();
                    if (element != null) {
                        ofRound++;
                        return element;
                    }
                    close();
                    round = ofRound == 0 ? count : round + 1; // nothing does not become something
                }
                return null;
            }

            @Override
            public void close() {
                if (upstream != null) {
                    upstream.close();
                    upstream = null;
                }
            }
        });
    }

    /** The first elements. */
    public final Dataset<T> take(long count) {
        notNegative("count", count);
        long known = cardinality() == INFINITE ? count : cardinality() < 0 ? UNKNOWN : Math.min(count, cardinality());
        return make(known, pass -> {
            Cursor<T> upstream = open(pass);
            long[] taken = {0};
            return Cursor.over(upstream, () -> taken[0]++ < count ? upstream.next() : null);
        });
    }

    /** The elements without the first ones. */
    public final Dataset<T> skip(long count) {
        notNegative("count", count);
        return make(
                cardinality() < 0 ? cardinality() : Math.max(0, cardinality() - count),
                pass -> open(pass, count, false));
    }

    /** The elements, then those of another dataset. */
    public final Dataset<T> concatenate(Dataset<? extends T> other) {
        long a = cardinality();
        long b = other.cardinality();
        long both = a == INFINITE || b == INFINITE ? INFINITE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
        return make(both, pass -> {
            Cursor<T> first = open(pass);
            List<Cursor<? extends T>> second = new ArrayList<>();
            return new Cursor<T>() {
                @Override
                public T next() {
                    T element = second.isEmpty() ? first.next() : null;
                    if (element != null) {
                        return element;
                    }
                    if (second.isEmpty()) {
                        second.add(other.open(pass.branch(2)));
                    }
                    return second.get(0).next();
                }

                @Override
                public void close() {
                    first.close();
                    second.forEach(Cursor::close);
                }
            };
        });
    }

    /** The elements, which the first pass that comes to the end keeps in memory for those after it. */
    public final Dataset<T> cache() {
        List<List<T>> kept = new ArrayList<>();
        return make(cardinality(), pass -> {
            synchronized (kept) {
                if (!kept.isEmpty()) {
                    return cursor(kept.get(0).iterator());
                }
            }
            Cursor<T> upstream = open(pass);
            List<T> seen = new ArrayList<>();
            return Cursor.over(upstream, () -> {
                T element = upstream.next();
                if (element != null) {
                    seen.add(element);
                } else {
                    synchronized (kept) {
                        if (kept.isEmpty()) {
                            kept.add(List.copyOf(seen));
                        }
                    }
                }
                return element;
            });
        });
    }

    /** The elements, of which another thread prepares up to {@code bufferSize} before they are asked for. */
    public final Dataset<T> prefetch(int bufferSize) {
        positive("bufferSize", bufferSize);
        return make(cardinality(), pass -> Background.prefetch(open(pass), bufferSize));
    }

    /** Batches of so many samples, of which the last may be smaller. */
    public final Dataset<Samples> batch(int batchSize) {
        return batch(batchSize, false);
    }

    /**
     * Batches of so many samples. Elements are {@link Sample}s, or what {@link Sample#of(Object)} takes.
     *
     * @param dropRemainder whether a smaller batch at the end is left out
     */
    public final Dataset<Samples> batch(int batchSize, boolean dropRemainder) {
        return batch(batchSize, dropRemainder, samples -> samples);
    }

    /**
     * Batches of so many samples, of which the last may be smaller, as tf.data's {@code padded_batch}: where their arrays have other sizes,
     * zeros at the ends of the axes bring them to the largest ones of the batch.
     */
    public final Dataset<Samples> paddedBatch(int batchSize) {
        return batch(batchSize, false, Padding::toLargest);
    }

    private Dataset<Samples> batch(int batchSize, boolean dropRemainder, UnaryOperator<List<Sample>> prepare) {
        positive("batchSize", batchSize);
        long samples = cardinality();
        long batches =
                samples < 0 ? samples : dropRemainder ? samples / batchSize : (samples + batchSize - 1) / batchSize;
        return make(batches, pass -> {
            Cursor<T> upstream = open(pass);
            return Cursor.over(upstream, () -> {
                List<Sample> batch = new ArrayList<>(batchSize);
                T next;
                while (batch.size() < batchSize && (next = upstream.next()) != null) {
                    batch.add(Sample.from(unbatched(next)));
                }
                boolean wanted = batch.size() == batchSize || !dropRemainder && !batch.isEmpty();
                return wanted ? stack(prepare.apply(batch)) : null;
            });
        });
    }

    /** The samples of batches, one after another. */
    public final Dataset<Sample> unbatch() {
        return make(cardinality() == 0 || cardinality() == INFINITE ? cardinality() : UNKNOWN, pass -> {
            Cursor<T> upstream = open(pass);
            Object[] batch = {null};
            long[] row = {0};
            return Cursor.over(upstream, () -> {
                if (batch[0] == null || row[0] == ((Samples) batch[0]).count()) {
                    batch[0] = upstream.next();
                    row[0] = 0;
                }
                return batch[0] == null ? null : batched(batch[0]).row(row[0]++);
            });
        });
    }

    private static Samples batched(Object element) {
        if (element instanceof Samples samples) {
            return samples;
        }
        throw new IllegalArgumentException("unbatch: the elements are no batches, but of class "
                + element.getClass().getSimpleName());
    }

    private static Object unbatched(Object element) {
        if (element instanceof Samples) {
            throw new IllegalArgumentException("batch: the elements are batches already");
        }
        return element;
    }

    private static Samples stack(List<Sample> samples) {
        Names names = samples.get(0).names();
        for (Sample sample : samples) {
            if (!sample.names().equals(names)) {
                throw new IllegalArgumentException(
                        "batch: the samples of a batch must have arrays of the same names, got " + names + " and "
                                + sample.names());
            }
        }
        return new Samples(
                stack(samples, Sample::x, "x"),
                stack(samples, Sample::y, "y"),
                stack(samples, Sample::weights, "weights"),
                names,
                stackStrings(samples));
    }

    private static List<StringTensor> stackStrings(List<Sample> samples) {
        List<StringTensor> stacked = new ArrayList<>();
        int count = samples.get(0).strings().size();
        for (Sample sample : samples) {
            if (sample.strings().size() != count) {
                throw new IllegalArgumentException(
                        "batch: the samples of a batch must have strings for the same number of" + " inputs, got "
                                + count + " and " + sample.strings().size());
            }
        }
        for (int i = 0; i < count; i++) {
            int input = i;
            stacked.add(StringTensor.stack(
                    samples.stream().map(sample -> sample.strings().get(input)).toList()));
        }
        return stacked;
    }

    private static List<INDArray> stack(List<Sample> samples, Function<Sample, List<INDArray>> part, String what) {
        List<INDArray> first = part.apply(samples.get(0));
        List<INDArray> stacked = new ArrayList<>();
        for (INDArray each : first) {
            Shape shape = Shape.of(each.shape()).prepend(samples.size());
            stacked.add(Nd4j.createUninitialized(each.dataType(), shape.dims(), 'c'));
        }
        for (int row = 0; row < samples.size(); row++) {
            List<INDArray> arrays = part.apply(samples.get(row));
            if (arrays.size() != first.size()) {
                throw new IllegalArgumentException(
                        "batch: the samples of a batch must have the same number of arrays as " + what + ", got "
                                + first.size() + " and " + arrays.size());
            }
            for (int i = 0; i < arrays.size(); i++) {
                INDArray array = arrays.get(i);
                if (!Arrays.equals(array.shape(), first.get(i).shape())
                        || array.dataType() != first.get(i).dataType()) {
                    throw new IllegalArgumentException(
                            "batch: the samples of a batch must have the same shape and dtype in " + what + ", got "
                                    + describe(first.get(i)) + " and " + describe(array));
                }
                long[] oneRow = Shape.of(array.shape()).prepend(1).dims();
                Column.scatter(RowMajor.of(array).reshape(oneRow), stacked.get(i), row);
            }
        }
        return stacked;
    }

    private static String describe(INDArray array) {
        return Shape.of(array.shape()) + " " + DType.of(array.dataType());
    }

    // ---- Reading

    /** The elements of a pass, the first one. A program that stops before the end of a dataset with threads may leave these waiting. */
    @Override
    public final Iterator<T> iterator() {
        Cursor<T> cursor = open(new Pass(0, 0));
        return new Iterator<>() {
            private T next = advance();

            private T advance() {
                T element = null;
                try {
                    element = cursor.next();
                    return element;
                } finally {
                    if (element == null) {
                        cursor.close();
                    }
                }
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public T next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                T element = next;
                next = advance();
                return element;
            }
        };
    }
}
