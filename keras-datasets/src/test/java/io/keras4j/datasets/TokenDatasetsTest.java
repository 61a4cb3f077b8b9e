package io.keras4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** IMDB and Reuters against Keras, on small files of the same layout: src/test/python/text_fixtures.py. */
class TokenDatasetsTest {
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(FIXTURES.resolve(name));
    }

    private static List<?> cases(String name) throws Exception {
        return (List<?>) Json.read(file(name));
    }

    private static <O extends TokenOptions<O>> void set(O options, Map<?, ?> arguments) {
        arguments.forEach((key, value) -> {
            Integer number = value == null ? null : ((Number) value).intValue();
            Map<String, Runnable> setters = Map.of(
                    "num_words", () -> options.numWords(number),
                    "skip_top", () -> options.skipTop(number),
                    "maxlen", () -> options.maxlen(number),
                    "seed", () -> options.seed(number),
                    "start_char", () -> options.startChar(number),
                    "oov_char", () -> options.oovChar(number),
                    "index_from", () -> options.indexFrom(number),
                    "test_split", () -> ((Reuters.Options) (Object) options).testSplit(((Number) value).doubleValue()));
            setters.get(key).run();
        });
    }

    private static void check(TokenDataset data, Map<?, ?> expected) {
        check(data.trainX(), data.trainY(), (Map<?, ?>) expected.get("train"));
        check(data.testX(), data.testY(), (Map<?, ?>) expected.get("test"));
    }

    private static void check(int[][] x, INDArray y, Map<?, ?> expected) {
        assertThat(Arrays.stream(x)
                        .map(row -> Arrays.stream(row).mapToObj(i -> (long) i).toList())
                        .toList())
                .isEqualTo(expected.get("x"));
        assertThat(Arrays.stream(y.toLongVector()).boxed().toList()).isEqualTo(expected.get("y"));
    }

    @Test
    void imdbIsArrangedAsInKeras() throws Exception {
        for (Object each : cases("imdb.json")) {
            Map<?, ?> expected = (Map<?, ?>) each;
            check(
                    Imdb.read(file("imdb_4.npz"), options -> set(options, (Map<?, ?>) expected.get("arguments"))),
                    expected);
        }
    }

    @Test
    void reutersIsArrangedAsInKeras() throws Exception {
        for (Object each : cases("reuters.json")) {
            Map<?, ?> expected = (Map<?, ?>) each;
            check(
                    Reuters.read(file("reuters.npz"), options -> set(options, (Map<?, ?>) expected.get("arguments"))),
                    expected);
        }
        assertThat(Reuters.LABEL_NAMES).hasSize(46);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void readsAllProtocolsOfPickle(int protocol) throws Exception {
        check(Imdb.read(file("imdb_" + protocol + ".npz"), options -> {}), (Map<?, ?>)
                cases("imdb.json").get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "global", "dict", "floats", "strings", "large", "integers", "list", "object"})
    void refusesOtherPickles(String name) throws IOException {
        byte[] pickle = file("hostile_" + name + ".pickle");
        assertThatThrownBy(() -> PickledSequences.read(name, pickle))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("which is refused");
    }

    @Test
    void refusesPicklesThatAreCutShort() throws IOException {
        byte[] npz = file("imdb_4.npz");
        byte[] pickle = SequenceFileBytes.objects(npz);
        for (int length = 0; length < pickle.length; length += 7) {
            byte[] cut = Arrays.copyOf(pickle, length);
            assertThatThrownBy(() -> PickledSequences.read("cut", cut)).isInstanceOf(DatasetException.class);
        }
        byte[] damaged = pickle.clone();
        for (int i = 0; i < pickle.length; i++) {
            damaged[i] ^= (byte) 0x5a;
            try {
                PickledSequences.read("damaged", damaged);
            } catch (DatasetException e) {
                assertThat(e.getMessage()).contains("damaged");
            }
            damaged[i] = pickle[i];
        }
    }

    /** The bytes of objects in a file. */
    private static final class SequenceFileBytes {
        static byte[] objects(byte[] npz) throws IOException {
            try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(npz))) {
                zip.getNextEntry();
                return Npy.content(zip.readAllBytes());
            }
        }
    }

    @Test
    void saysWhenNothingIsLeft() {
        Consumer<Imdb.Options> short1 = options -> options.maxlen(1);
        assertThatThrownBy(() -> Imdb.read(file("imdb_4.npz"), short1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxlen");
        assertThatThrownBy(() -> Reuters.read(file("reuters.npz"), options -> options.testSplit(2)))
                .hasMessageContaining("from 0 to 1");
    }

    @Test
    void checksTheFile(@TempDir Path folder) throws IOException {
        Files.copy(FIXTURES.resolve("imdb_4.npz"), folder.resolve("imdb.npz"));
        assertThatThrownBy(() -> Imdb.load(folder, options -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not the published imdb.npz");
    }
}
