package io.keras4j.preprocessing;

import static io.keras4j.preprocessing.Preprocessing.splitDataset;
import static io.keras4j.preprocessing.Preprocessing.timeseriesDatasetFromArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.config.Codecs;
import io.keras4j.config.Json;
import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Windows over series and both sides of datasets are those of Keras, which src/test/python/streams.py wrote. */
class StreamsTest {
    private static Stream<Arguments> cases(String kind) throws Exception {
        Path file = Path.of("src/test/resources/fixtures/streams.json");
        Map<String, Object> all = Codecs.map().decode(Json.read(Files.readString(file)));
        return Codecs.list(Codecs.map()).decode(all.get(kind)).stream()
                .map(each -> Arguments.of(((Map<?, ?>) each).get("name"), each));
    }

    static Stream<Arguments> series() throws Exception {
        return cases("series");
    }

    static Stream<Arguments> splits() throws Exception {
        return cases("splits");
    }

    private static int integer(Object value) {
        return ((Number) value).intValue();
    }

    private static <T> List<T> all(Dataset<T> dataset) {
        List<T> elements = new ArrayList<>();
        dataset.forEach(elements::add);
        return elements;
    }

    private static INDArray range(int count) {
        return Nd4j.arange(count).castTo(DataType.FLOAT);
    }

    private static void choose(TimeseriesOptions options, Map<?, ?> values) {
        values.forEach((key, value) -> {
            switch ((String) key) {
                case "batch_size" -> options.batchSize(integer(value));
                case "sequence_stride" -> options.sequenceStride(integer(value));
                case "sampling_rate" -> options.samplingRate(integer(value));
                case "start_index" -> options.startIndex(integer(value));
                case "end_index" -> options.endIndex(integer(value));
                default -> throw new AssertionError(key);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("series")
    void windowsAreThoseOfKeras(String name, Map<?, ?> fixture) {
        int steps = integer(fixture.get("steps"));
        int features = integer(fixture.get("features"));
        int count = integer(fixture.get("targets"));
        INDArray data = features == 1
                ? range(steps)
                : Fixtures.view(range(steps * features).reshape(steps, features));
        INDArray targets = count == 0 ? null : count == steps ? range(count).mul(100) : range(count);

        List<Samples> batches = all(timeseriesDatasetFromArray(
                data,
                targets,
                integer(fixture.get("length")),
                options -> choose(options, (Map<?, ?>) fixture.get("options"))));

        List<?> expected = (List<?>) fixture.get("batches");
        assertThat(batches).hasSize(expected.size());
        for (int i = 0; i < batches.size(); i++) {
            Map<?, ?> batch = (Map<?, ?>) expected.get(i);
            long[] shape = ((List<?>) batch.get("shape"))
                    .stream().mapToLong(StreamsTest::integer).toArray();
            assertThat(batches.get(i).x().get(0))
                    .isEqualTo(floats(batch.get("x")).reshape(shape));
            if (targets == null) {
                assertThat(batches.get(i).y()).isEmpty();
            } else {
                assertThat(batches.get(i).y().get(0)).isEqualTo(floats(batch.get("y")));
            }
        }
    }

    private static INDArray floats(Object list) {
        double[] values = ((List<?>) list)
                .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
        return Nd4j.createFromArray(values).castTo(DataType.FLOAT);
    }

    @Test
    void windowsAreShuffledAnewInEveryPass() {
        Dataset<Samples> windows = timeseriesDatasetFromArray(
                range(60), range(60), 3, t -> t.shuffle(true).seed(5).batchSize(100));
        Samples first = all(windows).get(0);
        List<Samples> two = all(windows.repeat(2));

        assertThat(first.y().get(0)).isNotEqualTo(range(58));
        assertThat(first.x().get(0).getColumn(0)).isEqualTo(first.y().get(0)); // a window keeps its target
        assertThat(first.y().get(0).toIntVector())
                .containsExactlyInAnyOrder(range(58).toIntVector());
        assertThat(two.get(0).y()).isNotEqualTo(two.get(1).y());
        assertThat(windows.cardinality()).isEqualTo(1);
    }

    @Test
    void impossibleWindowsAreRefused() {
        refused(t -> t.startIndex(10), "startIndex", "below", "10, got 10");
        refused(t -> t.startIndex(-1), "startIndex", "-1");
        refused(t -> t.endIndex(10), "endIndex");
        refused(t -> t.startIndex(4).endIndex(4), "endIndex: expected a number above startIndex");
        refused(t -> t.samplingRate(0), "samplingRate");
        refused(t -> t.samplingRate(10), "samplingRate");
        refused(t -> t.sequenceStride(10), "sequenceStride");
        assertThatThrownBy(() -> timeseriesDatasetFromArray(range(10), null, 0)).hasMessageContaining("sequenceLength");
    }

    private static void refused(Consumer<TimeseriesOptions> options, String... words) {
        assertThatThrownBy(() -> timeseriesDatasetFromArray(range(10), null, 2, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    private static void choose(SplitDatasetOptions options, Map<?, ?> values) {
        values.forEach((key, value) -> {
            boolean isLeft = key.equals("left_size");
            double size = ((Number) value).doubleValue();
            if (size < 1) {
                SplitDatasetOptions same = isLeft ? options.leftSize(size) : options.rightSize(size);
                assertThat(same).isSameAs(options);
            } else if (isLeft) {
                options.leftSize((int) size);
            } else {
                options.rightSize((int) size);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("splits")
    void sidesAreThoseOfKeras(String name, Map<?, ?> fixture) {
        Dataset<Sample> samples = Dataset.fromArrays(range(integer(fixture.get("samples"))));
        Consumer<SplitDatasetOptions> options = each -> choose(each, (Map<?, ?>) fixture.get("options"));
        List<List<?>> sides = new ArrayList<>();
        if (fixture.get("batch") == null) {
            DatasetSplit<Sample> split = splitDataset(samples, options);
            for (Dataset<Sample> side : List.of(split.left(), split.right())) {
                sides.add(all(side).stream()
                        .map(each -> each.x().get(0).getDouble(0))
                        .toList());
            }
        } else {
            DatasetSplit<Samples> split = splitDataset(samples.batch(integer(fixture.get("batch"))), options);
            for (Dataset<Samples> side : List.of(split.left(), split.right())) {
                sides.add(all(side).stream()
                        .map(batch -> java.util.Arrays.stream(batch.x().get(0).toDoubleVector())
                                .boxed()
                                .toList())
                        .toList());
            }
        }

        assertThat(Json.write(sides)).isEqualTo(Json.write(fixture.get("sides")));
    }

    @Test
    void sidesAreShuffledAsTheSeedSays() {
        Dataset<Long> numbers = Dataset.range(50);
        DatasetSplit<Long> seeded =
                splitDataset(numbers, s -> s.leftSize(30).shuffle(true).seed(1));

        assertThat(all(seeded.left()))
                .isEqualTo(all(
                        splitDataset(numbers, s -> s.leftSize(30).shuffle(true).seed(1))
                                .left()))
                .isNotEqualTo(all(
                        splitDataset(numbers, s -> s.leftSize(30).shuffle(true).seed(2))
                                .left()))
                .doesNotContainAnyElementsOf(all(seeded.right()));
        Keras.setRandomSeed(3);
        List<Long> first =
                all(splitDataset(numbers, s -> s.leftSize(30).shuffle(true)).left());
        Keras.setRandomSeed(3);
        assertThat(all(splitDataset(numbers, s -> s.leftSize(30).shuffle(true)).left()))
                .isEqualTo(first);
    }

    @Test
    void impossibleSidesAreRefused() {
        Dataset<Long> ten = Dataset.range(10);

        assertThatThrownBy(() -> splitDataset(ten, s -> {})).hasMessageContaining("leftSize and rightSize");
        assertThatThrownBy(() -> splitDataset(ten, s -> s.leftSize(10))).hasMessageContaining("of 10 samples, 10");
        assertThatThrownBy(() -> splitDataset(ten, s -> s.leftSize(0.6).rightSize(0.5)))
                .hasMessageContaining("together");
        assertThatThrownBy(() -> splitDataset(ten, s -> s.leftSize(0.01))).hasMessageContaining("0 would be");
        assertThatThrownBy(() -> splitDataset(ten, s -> s.leftSize(1.0))).hasMessageContaining("1.0");
        assertThatThrownBy(() -> splitDataset(ten, s -> s.rightSize(0))).hasMessageContaining("rightSize");
        assertThatThrownBy(() -> splitDataset(ten.repeat(), s -> s.leftSize(1))).hasMessageContaining("no end");
        assertThatThrownBy(() -> all(ten.unbatch())).hasMessageContaining("no batches, but of class Long");
    }
}
