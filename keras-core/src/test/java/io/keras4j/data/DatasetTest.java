package io.keras4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Datasets give what tf.data's give. */
@Timeout(60)
class DatasetTest {
    @TempDir
    private Path folder;

    private static <T> List<T> all(Dataset<T> dataset) {
        List<T> elements = new ArrayList<>();
        dataset.forEach(elements::add);
        return elements;
    }

    private static <T> List<T> pass(Dataset<T> dataset, long seed, long number) {
        List<T> elements = new ArrayList<>();
        try (Cursor<T> cursor = dataset.open(new Pass(seed, number))) {
            for (T next = cursor.next(); next != null; next = cursor.next()) {
                elements.add(next);
            }
        }
        return elements;
    }

    private static List<Long> longs(long... values) {
        return LongStream.of(values).boxed().toList();
    }

    @Test
    void elementsComeFromManyPlaces() throws IOException {
        assertThat(all(Dataset.range(3))).isEqualTo(longs(0, 1, 2));
        assertThat(all(Dataset.of(List.of("a", "b")))).containsExactly("a", "b");
        assertThat(all(Dataset.fromGenerator(() -> List.of(1, 2).iterator()))).containsExactly(1, 2);
        assertThat(all(Dataset.fromStream(() -> Stream.iterate(1, i -> 2 * i).limit(4))))
                .containsExactly(1, 2, 4, 8);
        Files.writeString(folder.resolve("b.txt"), "three\n");
        Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
        Files.writeString(folder.resolve("c.csv"), "no");
        Dataset<Path> files = Dataset.fromFiles(folder + "/*.txt");
        assertThat(all(files)).containsExactly(folder.resolve("a.txt"), folder.resolve("b.txt"));
        assertThat(all(Dataset.fromLines(all(files).toArray(Path[]::new)))).containsExactly("one", "two", "three");
    }

    @Test
    void filesThatAreMissingAreNamed() {
        assertThatThrownBy(() -> Dataset.fromFiles(folder + "/*.png"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("*.png");
        assertThatThrownBy(() -> Dataset.fromFiles(folder + "/none/*.png")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> all(Dataset.fromLines(folder.resolve("none.txt"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.txt");
    }

    @Test
    void anIteratorGoesOnInTheNextPass() {
        Dataset<Integer> numbers = Dataset.fromIterator(List.of(1, 2, 3).iterator());

        assertThat(pass(numbers.take(2), 0, 0)).containsExactly(1, 2);
        assertThat(pass(numbers, 0, 1)).containsExactly(3);
        assertThat(pass(numbers, 0, 2)).isEmpty();
    }

    @Test
    void datasetsAreCutRepeatedAndJoined() {
        Dataset<Long> five = Dataset.range(5);

        assertThat(all(five.take(2))).isEqualTo(longs(0, 1));
        assertThat(all(five.take(9))).hasSize(5);
        assertThat(all(five.skip(3))).isEqualTo(longs(3, 4));
        assertThat(all(five.skip(9))).isEmpty();
        assertThat(all(five.take(2).repeat(3))).isEqualTo(longs(0, 1, 0, 1, 0, 1));
        assertThat(all(five.repeat(0))).isEmpty();
        assertThat(all(five.repeat().take(7))).isEqualTo(longs(0, 1, 2, 3, 4, 0, 1));
        assertThat(all(Dataset.range(0).repeat())).isEmpty();
        assertThat(all(five.filter(i -> i % 2 == 1))).isEqualTo(longs(1, 3));
        assertThat(all(five.take(1).concatenate(Dataset.range(2)))).isEqualTo(longs(0, 0, 1));
        assertThat(all(Dataset.zip(five, Dataset.of(List.of("a", "b")), (i, s) -> s + i)))
                .containsExactly("a0", "b1");
    }

    @Test
    void theNumberOfElementsIsKnownWhereItCanBe() {
        Dataset<Long> five = Dataset.range(5);
        Dataset<Integer> unknown = Dataset.fromGenerator(() -> List.of(1).iterator());

        assertThat(five.take(3).cardinality()).isEqualTo(3);
        assertThat(five.skip(3).cardinality()).isEqualTo(2);
        assertThat(five.repeat(3).cardinality()).isEqualTo(15);
        assertThat(five.repeat().cardinality()).isEqualTo(Batches.INFINITE);
        assertThat(five.repeat().take(4).cardinality()).isEqualTo(4);
        assertThat(five.filter(i -> true).cardinality()).isEqualTo(Batches.UNKNOWN);
        assertThat(unknown.cardinality()).isEqualTo(Batches.UNKNOWN);
        assertThat(five.batch(2).cardinality()).isEqualTo(3);
        assertThat(five.batch(2, true).cardinality()).isEqualTo(2);
        assertThat(five.shuffle(3).map(i -> i).prefetch(2).cache().cardinality())
                .isEqualTo(5);
        assertThat(Dataset.zip(five, five.repeat(), (a, b) -> a).cardinality()).isEqualTo(5);
        assertThat(five.concatenate(five).cardinality()).isEqualTo(10);
    }

    @Test
    void shufflingFollowsFromTheSeedAndThePass() {
        Dataset<Long> numbers = Dataset.range(100);
        Dataset<Long> shuffled = numbers.shuffle(100, 7);

        assertThat(pass(shuffled, 1, 0))
                .isEqualTo(pass(shuffled, 2, 0))
                .isNotEqualTo(all(numbers))
                .containsExactlyInAnyOrderElementsOf(all(numbers))
                .isNotEqualTo(pass(shuffled, 1, 1));
        assertThat(pass(numbers.shuffle(100, 7L, false), 1, 0)).isEqualTo(pass(numbers.shuffle(100, 7L, false), 1, 1));
        assertThat(pass(numbers.shuffle(100), 1, 0))
                .isEqualTo(pass(numbers.shuffle(100), 1, 0))
                .isNotEqualTo(pass(numbers.shuffle(100), 2, 0));
        List<Long> repeated = pass(numbers.shuffle(100).repeat(2), 1, 0);
        assertThat(repeated.subList(0, 100)).isNotEqualTo(repeated.subList(100, 200));
    }

    @Test
    void aSmallBufferShufflesNearbyElementsOnly() {
        List<Long> shuffled = all(Dataset.range(1000).shuffle(10));

        assertThat(shuffled).hasSize(1000).doesNotHaveDuplicates();
        for (int i = 0; i < 1000; i++) {
            assertThat(shuffled.get(i)).isLessThan(i + 10);
        }
    }

    @Test
    void shuffledPartsOfAPipelineDiffer() {
        Dataset<Long> numbers = Dataset.range(50);

        assertThat(all(Dataset.zip(numbers.shuffle(50), numbers.shuffle(50), Long::equals)))
                .contains(false);
    }

    @Test
    void whatIsCachedIsComputedOnce() {
        AtomicInteger computed = new AtomicInteger();
        Dataset<Long> cached = Dataset.range(4)
                .map(i -> {
                    computed.incrementAndGet();
                    return i * i;
                })
                .cache();

        assertThat(all(cached.take(2))).isEqualTo(longs(0, 1)); // not to the end, not kept
        assertThat(all(cached)).isEqualTo(longs(0, 1, 4, 9));
        assertThat(all(cached)).isEqualTo(longs(0, 1, 4, 9));
        assertThat(computed).hasValue(6);
    }

    @Test
    void batchesAreStacked() {
        Dataset<Sample> samples = Dataset.fromArrays(
                new float[][] {{1, 2}, {3, 4}, {5, 6}}, new int[] {7, 8, 9}, new float[] {0.5f, 1, 2});

        List<Samples> batches = all(samples.batch(2));

        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).x().get(0)).isEqualTo(Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}));
        assertThat(batches.get(0).y().get(0)).isEqualTo(Nd4j.createFromArray(7, 8));
        assertThat(batches.get(1).x().get(0)).isEqualTo(Nd4j.createFromArray(new float[][] {{5, 6}}));
        assertThat(batches.get(1).weights().get(0)).isEqualTo(Nd4j.createFromArray(2f));
        assertThat(all(samples.batch(2, true))).hasSize(1);
        INDArray bytes = Nd4j.createFromArray(new int[][] {{1}, {2}}).castTo(DataType.UINT8);
        assertThat(all(Dataset.fromArrays(bytes).batch(2)).get(0).x().get(0)).isEqualTo(bytes);
        INDArray columns = Nd4j.arange(6).reshape(2, 3).transpose();
        assertThat(all(Dataset.fromArrays(columns).batch(3)).get(0).x().get(0)).isEqualTo(columns);
        assertThat(all(Dataset.of(List.of(1.5, 2.5)).batch(2)).get(0).x().get(0))
                .isEqualTo(Nd4j.createFromArray(1.5f, 2.5f));
    }

    @Test
    void paddedBatchesHaveTheLargestSizes() {
        Dataset<Sample> samples = Dataset.of(List.of(
                Sample.of(new float[][] {{1}, {2}}, 7),
                Sample.of(new float[][] {{3, 4}}, 8),
                Sample.of(new float[][] {{5}}, 9)));

        List<Samples> batches = all(samples.paddedBatch(2));

        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).x().get(0)).isEqualTo(Nd4j.createFromArray(new float[][][] {
            {{1, 0}, {2, 0}}, {{3, 4}, {0, 0}}
        }));
        assertThat(batches.get(0).y().get(0)).isEqualTo(Nd4j.createFromArray(7, 8));
        assertThat(batches.get(1).x().get(0)).isEqualTo(Nd4j.createFromArray(new float[][][] {{{5}}}));
        Dataset<Sample> axes = Dataset.of(List.of(Sample.of(new float[2]), Sample.of(new float[2][2])));
        assertThatThrownBy(() -> all(axes.paddedBatch(2)))
                .hasMessageContaining("same number of axes, got [2] and [2, 2]");
    }

    @Test
    void batchesAreTakenApart() {
        Dataset<Samples> batches = Dataset.fromArrays(new float[][] {{1, 2}, {3, 4}, {5, 6}}, new int[] {7, 8, 9})
                .batch(2);

        List<Sample> samples = all(batches.unbatch());

        assertThat(samples).hasSize(3);
        assertThat(samples.get(2).x().get(0)).isEqualTo(Nd4j.createFromArray(5f, 6f));
        assertThat(samples.get(1).y().get(0).getInt(0)).isEqualTo(8);
        assertThat(all(batches.unbatch().batch(2))).isEqualTo(all(batches));
        assertThat(batches.unbatch().cardinality()).isEqualTo(Batches.UNKNOWN);
    }

    @Test
    void samplesThatDoNotFitTogetherAreNamed() {
        Dataset<Sample> shapes = Dataset.of(List.of(Sample.of(new float[2], 1), Sample.of(new float[3], 1)));
        Dataset<Sample> counts = Dataset.of(List.of(Sample.of(new float[2], 1), Sample.of(new float[2])));

        assertThatThrownBy(() -> all(shapes.batch(2)))
                .hasMessageContaining("(2,)")
                .hasMessageContaining("(3,)");
        assertThatThrownBy(() -> all(counts.batch(2))).hasMessageContaining("as y, got 1 and 0");
        assertThatThrownBy(() -> all(shapes.batch(1).batch(2))).hasMessageContaining("batches already");
        assertThatThrownBy(() -> all(Dataset.of(List.of('c')).batch(1))).hasMessageContaining("a Character");
        assertThatThrownBy(() -> all(Dataset.range(1).map(i -> null))).hasMessageContaining("returned null");
        assertThatThrownBy(() -> Dataset.range(1).batch(0)).hasMessageContaining("batchSize");
        assertThatThrownBy(() -> Dataset.range(1).take(-1)).hasMessageContaining("count");
    }

    @Test
    void severalThreadsKeepTheOrder() {
        Set<String> threads = ConcurrentHashMap.newKeySet();

        List<Long> squares = all(Dataset.range(200)
                .map(
                        i -> {
                            threads.add(Thread.currentThread().getName());
                            sleep(i % 3);
                            return i * i;
                        },
                        3));

        assertThat(squares)
                .isEqualTo(LongStream.range(0, 200).map(i -> i * i).boxed().toList());
        assertThat(threads).hasSize(3);
    }

    @Test
    void elementsArePreparedAhead() {
        AtomicInteger made = new AtomicInteger();
        Dataset<Long> ahead =
                Dataset.range(100).map(i -> (long) made.incrementAndGet()).prefetch(5);

        try (Cursor<Long> cursor = ahead.open(new Pass(0, 0))) {
            cursor.next();
            while (made.get() < 7) { // one taken, five in the queue, one at the door
                sleep(1);
            }
            sleep(20);
            assertThat(made).hasValue(7);
        }
    }

    @Test
    void errorsOfOtherThreadsReachTheCaller() {
        Dataset<Long> failing = Dataset.range(10).map(i -> {
            if (i == 3) {
                throw new IllegalStateException("no 3");
            }
            return i;
        });

        for (Dataset<Long> each : List.of(
                failing.prefetch(2),
                Dataset.range(10).map(i -> 6 / (3 - i), 2),
                failing.prefetch(1).prefetch(1))) {
            List<Long> seen = new ArrayList<>();
            assertThatThrownBy(() -> each.forEach(seen::add))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Preparing data failed")
                    .cause()
                    .isInstanceOfAny(IllegalStateException.class, ArithmeticException.class);
            assertThat(seen).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void closingEndsThreadsThatWait() {
        AtomicBoolean closed = new AtomicBoolean();
        Dataset<Integer> endless =
                Dataset.fromStream(() -> Stream.iterate(0, i -> i + 1).onClose(() -> closed.set(true)));
        Cursor<Integer> cursor = endless.map(i -> i, 2).prefetch(3).prefetch(1).open(new Pass(0, 0));
        assertThat(cursor.next()).isZero();

        cursor.close();

        assertThat(closed).isTrue();
        for (int i = 0; i < 100 && !backgroundThreads().isEmpty(); i++) {
            sleep(20); // a thread lives on for a moment after its work
        }
        assertThat(backgroundThreads()).isEmpty();
    }

    private static List<String> backgroundThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("keras4j-data-"))
                .toList();
    }

    @Test
    void iteratorsEndAsTheyShould() {
        Iterator<Long> one = Dataset.range(1).iterator();
        one.next();

        assertThat(one.hasNext()).isFalse();
        assertThatThrownBy(one::next).isInstanceOf(java.util.NoSuchElementException.class);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
