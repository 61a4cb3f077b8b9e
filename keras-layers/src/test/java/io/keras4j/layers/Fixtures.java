package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import io.keras4j.datasets.Npz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What Keras computed: the files that the scripts in src/test/python write. */
final class Fixtures {
    private static final Path FOLDER = Path.of("src/test/resources/fixtures");
    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private Fixtures() {}

    /** The names of the files in a folder, without their endings. */
    static List<String> subjects(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of a subject: plain data as in a JSON file. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> cases(String subject) {
        return (List<Map<String, Object>>) plain(subject);
    }

    /** What a JSON file holds. */
    static Object plain(String subject) {
        try {
            return GSON.fromJson(Files.readString(FOLDER.resolve(subject + ".json")), Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arrays of one of the cases of a subject. */
    static Map<String, INDArray> arrays(String subject, int index) {
        String prefix = index + "/";
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        Npz.load(FOLDER.resolve(subject + ".npz")).forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                arrays.put(name.substring(prefix.length()), array);
            }
        });
        return arrays;
    }

    /** Asserts equal shapes, and elements that differ by no more than {@code tolerance} times the largest, which counts as 0.1 at least. */
    static void assertClose(INDArray actual, INDArray expected, double tolerance, String what) {
        assertThat(actual.shape()).as("shape of " + what).isEqualTo(expected.shape());
        double[] values = doubles(actual);
        double[] wanted = doubles(expected);
        double largest = 0.1;
        for (double value : wanted) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!(Math.abs(values[i] - wanted[i]) <= tolerance * largest)) {
                throw new AssertionError(what + ": element " + i + " is " + values[i] + " instead of " + wanted[i]
                        + "\n" + actual + "\ninstead of\n" + expected);
            }
        }
    }

    static double[] doubles(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }

    /** Plain data with all whole numbers as longs and all others as doubles, which makes equal what JSON does not tell apart. */
    static Object normalized(Object value) {
        if (value instanceof Number number) {
            double asDouble = number.doubleValue();
            return asDouble == Math.rint(asDouble) ? (Object) (long) asDouble : (Object) asDouble;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Fixtures::normalized).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> normalized = new LinkedHashMap<>();
            map.forEach((key, element) -> normalized.put((String) key, normalized(element)));
            return normalized;
        }
        return value;
    }
}
