package io.keras4j.config;

import io.keras4j.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The codecs of plain argument values. */
public final class Codecs {
    private Codecs() {}

    /** A codec made of two functions, which can be narrowed further. */
    public static final class Simple<T> implements Codec<T> {
        private final Function<Object, T> decoder;
        private final Function<T, Object> encoder;

        private Simple(Function<Object, T> decoder, Function<T, Object> encoder) {
            this.decoder = decoder;
            this.encoder = encoder;
        }

        @Override
        public T decode(Object value) {
            return decoder.apply(value);
        }

        @Override
        public Object encode(T value) {
            return value == null ? null : encoder.apply(value);
        }

        /** Also accepts null, Python's None. */
        public Simple<T> optional() {
            return new Simple<>(value -> value == null ? null : decode(value), encoder);
        }

        /** Also accepts null, Python's None, which means {@code standard}. */
        public Simple<T> nullMeans(Supplier<T> standard) {
            return new Simple<>(value -> value == null ? standard.get() : decode(value), encoder);
        }

        /** Only accepts values that pass {@code test}, which {@code expectation} words, such as "a positive integer". */
        public Simple<T> that(Predicate<T> test, String expectation) {
            return new Simple<>(
                    value -> {
                        T decoded = decode(value);
                        if (decoded != null && !test.test(decoded)) {
                            throw unexpected(expectation, value);
                        }
                        return decoded;
                    },
                    encoder);
        }
    }

    /** A codec of two functions. */
    public static <T> Simple<T> of(Function<Object, T> decoder, Function<T, Object> encoder) {
        return new Simple<>(decoder, encoder);
    }

    /** A whole number. */
    public static Simple<Integer> integer() {
        return of(
                value -> {
                    if (value instanceof Number && ((Number) value).doubleValue() == ((Number) value).intValue()) {
                        return ((Number) value).intValue();
                    }
                    throw unexpected("an integer", value);
                },
                value -> value);
    }

    /** A whole number of at least {@code minimum}. */
    public static Simple<Integer> atLeast(int minimum) {
        String expectation = minimum == 1 ? "a positive integer" : "an integer of at least " + minimum;
        return integer().that(value -> value >= minimum, expectation);
    }

    /** A whole number of 64 bits, such as a seed. */
    public static Simple<Long> longInteger() {
        return of(
                value -> {
                    if (value instanceof Number
                            && ((Number) value).doubleValue() == Math.rint(((Number) value).doubleValue())) {
                        return ((Number) value).longValue();
                    }
                    throw unexpected("an integer", value);
                },
                value -> value);
    }

    /** A number. */
    public static Simple<Double> number() {
        return of(
                value -> {
                    if (value instanceof Number) {
                        return ((Number) value).doubleValue();
                    }
                    throw unexpected("a number", value);
                },
                value -> value);
    }

    /** A number above 0. */
    public static Simple<Double> positive() {
        return number().that(value -> value > 0, "a positive number");
    }

    /** A finite number that is not below 0. */
    public static Simple<Double> notNegative() {
        return number().that(
                        value -> value >= 0 && value < Double.POSITIVE_INFINITY,
                        "a finite number that is not negative");
    }

    /** A number from {@code min} to {@code max}, both included. */
    public static Simple<Double> between(double min, double max) {
        return number().that(value -> value >= min && value <= max, "a number from " + min + " to " + max);
    }

    /** True or false. */
    public static Simple<Boolean> bool() {
        return of(
                value -> {
                    if (value instanceof Boolean) {
                        return (Boolean) value;
                    }
                    throw unexpected("true or false", value);
                },
                value -> value);
    }

    /** Any text. */
    public static Simple<String> string() {
        return of(
                value -> {
                    if (value instanceof String) {
                        return (String) value;
                    }
                    throw unexpected("a string", value);
                },
                value -> value);
    }

    /** One of these strings. */
    public static Simple<String> oneOf(String... choices) {
        List<String> known = List.of(choices);
        return string().that(known::contains, "one of " + known);
    }

    /** The name of a dtype. */
    public static Simple<DType> dtype() {
        return of(value -> value instanceof DType ? (DType) value : DType.of(string().decode(value)), DType::toString);
    }

    /** A list whose elements {@code element} decodes. */
    public static <T> Simple<List<T>> list(Codec<T> element) {
        return of(
                value -> {
                    if (!(value instanceof List)) {
                        throw unexpected("a list", value);
                    }
                    List<T> decoded = new ArrayList<>();
                    ((List<?>) value).forEach(each -> decoded.add(element.decode(each)));
                    return Collections.unmodifiableList(decoded);
                },
                value -> {
                    List<Object> encoded = new ArrayList<>();
                    value.forEach(each -> encoded.add(element.encode(each)));
                    return encoded;
                });
    }

    /** {@code count} positive integers, or one that stands for all: kernel sizes, strides and the like. An int[] of one is that one. */
    public static Simple<List<Integer>> integers(int count) {
        return integers(count, 1);
    }

    /** {@code count} integers of at least {@code minimum}, or one that stands for all. An int[] of one is that one. */
    public static Simple<List<Integer>> integers(int count, int minimum) {
        Simple<Integer> one = atLeast(minimum);
        String kind = minimum == 1 ? "positive integers" : "integers of at least " + minimum;
        return of(
                value -> {
                    Object all = value;
                    if (value instanceof int[] given) {
                        all = given.length == 1 ? given[0] : boxed(given);
                    }
                    List<Integer> decoded = all instanceof Number
                            ? Collections.nCopies(count, one.decode(all))
                            : list(one).decode(all);
                    if (decoded.size() != count) {
                        throw unexpected(count + " " + kind + " or one", value);
                    }
                    return decoded;
                },
                ArrayList::new);
    }

    /** One axis or several, which may be negative to count from the last. */
    public static Simple<List<Integer>> axes() {
        return of(
                value -> value instanceof Number
                        ? List.of(integer().decode(value))
                        : list(integer()).decode(value),
                axes -> axes.size() == 1 ? axes.get(0) : new ArrayList<>(axes));
    }

    /** An array: as such, as a number or nested lists of numbers, or in Keras's envelope of one, which is what it is encoded as. */
    public static Simple<INDArray> array() {
        return of(Codecs::decodeArray, Codecs::encodeArray);
    }

    /** Plain data as it is. */
    public static Simple<Object> plain() {
        return of(value -> value, value -> value);
    }

    /** A map with strings as keys. */
    public static Simple<Map<String, Object>> map() {
        return of(
                value -> {
                    if (!(value instanceof Map)) {
                        throw unexpected("a map", value);
                    }
                    Map<String, Object> decoded = new LinkedHashMap<>();
                    ((Map<?, ?>) value).forEach((key, element) -> decoded.put(String.valueOf(key), element));
                    return decoded;
                },
                value -> value);
    }

    private static INDArray decodeArray(Object given) {
        if (given instanceof INDArray array) {
            return array;
        }
        if (given instanceof Map<?, ?> envelope) {
            Map<String, Object> config = map().decode(envelope.get("config"));
            DType dtype = DType.of(String.valueOf(config.get("dtype")));
            return decodeArray(config.get("value")).castTo(dtype.nd4j());
        }
        if (given instanceof List<?> list) {
            return Nd4j.stack(0, list.stream().map(Codecs::decodeArray).toArray(INDArray[]::new));
        }
        if (given instanceof Boolean flag) {
            return Nd4j.scalar(flag);
        }
        return Nd4j.scalar(number().decode(given).doubleValue());
    }

    private static Object encodeArray(INDArray array) {
        if (array.rank() == 0) {
            return array.getDouble(0);
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("value", nested(array));
        config.put("dtype", DType.of(array.dataType()).toString());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("class_name", "__numpy__");
        envelope.put("config", config);
        return envelope;
    }

    private static Object nested(INDArray array) {
        if (array.rank() == 0) {
            return array.getDouble(0);
        }
        List<Object> slices = new ArrayList<>();
        for (long i = 0; i < array.size(0); i++) {
            slices.add(array.rank() == 1 ? (Object) array.getDouble(i) : nested(array.slice(i)));
        }
        return slices;
    }

    /** The error for {@code value}, where something else was expected. */
    public static IllegalArgumentException unexpected(String expectation, Object value) {
        String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return new IllegalArgumentException("expected " + expectation + ", got " + shown);
    }

    private static List<Integer> boxed(int[] values) {
        List<Integer> boxed = new ArrayList<>();
        for (int value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
