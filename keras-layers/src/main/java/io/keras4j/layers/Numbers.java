package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The codec of arguments that are a number or an array of numbers: in configurations nested lists, or what Keras writes for arrays. */
final class Numbers {
    private Numbers() {}

    static Codecs.Simple<INDArray> codec() {
        return Codecs.of(Numbers::decode, Numbers::encode);
    }

    private static INDArray decode(Object value) {
        if (value instanceof INDArray array) {
            return array.castTo(DType.FLOAT64.nd4j());
        }
        if (value instanceof Map<?, ?> envelope && envelope.get("config") instanceof Map<?, ?> config) {
            return decode(config.get("value")); // {"class_name": "__numpy__" or "__tensor__", "config": {"value": ...}}
        }
        List<Double> numbers = new ArrayList<>();
        List<Long> shape = new ArrayList<>();
        collect(value, 0, shape, numbers);
        double[] data = numbers.stream().mapToDouble(number -> number).toArray();
        long[] dims = shape.stream().mapToLong(size -> size).toArray();
        return dims.length == 0 ? Nd4j.scalar(data[0]) : Nd4j.create(data, dims, 'c');
    }

    private static void collect(Object value, int depth, List<Long> shape, List<Double> numbers) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            if (shape.size() == depth && numbers.isEmpty()) {
                shape.add((long) list.size());
            }
            if (shape.size() <= depth || shape.get(depth) != list.size()) {
                throw Codecs.unexpected("lists of equal lengths", value);
            }
            list.forEach(each -> collect(each, depth + 1, shape, numbers));
        } else if (value instanceof Number number && depth == shape.size()) {
            numbers.add(number.doubleValue());
        } else {
            throw Codecs.unexpected("a number or an array of numbers", value);
        }
    }

    private static Object encode(INDArray array) {
        if (array.rank() == 0) {
            return array.getDouble(0);
        }
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < array.size(0); i++) {
            list.add(encode(array.slice(i)));
        }
        return list;
    }
}
