package io.keras4j.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.config.Codecs;
import io.keras4j.config.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What Keras makes of images, written by src/test/python/images.py. */
final class ImageCases {
    static final Path PICTURES = Path.of("src/test/resources/fixtures/images");

    private static final Map<String, Object> ALL = all();

    private ImageCases() {}

    private static Map<String, Object> all() {
        try {
            return Codecs.map().decode(Json.read(Files.readString(Path.of("src/test/resources/fixtures/images.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.SyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Map<String, Object>> list(String name) {
        return Codecs.list(Codecs.map()).decode(ALL.get(name));
    }

    static INDArray array(String name) {
        return array(ALL.get(name));
    }

    static INDArray array(Object json) {
        Map<String, Object> array = Codecs.map().decode(json);
        double[] data = Codecs.list(Codecs.number()).decode(array.get("data")).stream()
                .mapToDouble(x -> x)
                .toArray();
        long[] shape = Codecs.list(Codecs.longInteger()).decode(array.get("shape")).stream()
                .mapToLong(x -> x)
                .toArray();
        return Nd4j.createFromArray(data).castTo(DataType.FLOAT).reshape(shape);
    }

    static double number(Map<String, Object> map, String key, double otherwise) {
        return map.get(key) == null ? otherwise : ((Number) map.get(key)).doubleValue();
    }

    static List<Integer> integers(Object list) {
        return Codecs.list(Codecs.integer()).decode(list);
    }

    /** Asserts that pixels are the same, or off by one where they were rounded. */
    static void assertPixels(INDArray actual, INDArray expected, double tolerance, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double largest = actual.castTo(DataType.DOUBLE)
                .sub(expected.castTo(DataType.DOUBLE))
                .amaxNumber()
                .doubleValue();
        assertThat(largest).as(what).isLessThanOrEqualTo(tolerance);
    }
}
