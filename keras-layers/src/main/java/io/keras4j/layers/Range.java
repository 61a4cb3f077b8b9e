package io.keras4j.layers;

import io.keras4j.config.Codecs;
import java.util.List;
import java.util.function.DoubleFunction;

/** The limits of numbers that layers draw: Keras's factors and ranges of values, which are a number or a list of two. */
record Range(double lower, double upper) {
    /** A factor: two numbers, or f for those from -f to f, but not below {@code least}. */
    static Codecs.Simple<Range> factor(double least, double most) {
        return codec(least, most, f -> new Range(Math.max(-Math.abs(f), least), Math.abs(f)));
    }

    /** A factor of a distance: two numbers, or f for those from -f to f. */
    static Codecs.Simple<Range> distance(Range limits) {
        return codec(limits.lower, limits.upper, f -> new Range(-Math.abs(f), Math.abs(f)));
    }

    /** A factor of which only the strength is given: two numbers, or f for those from -f to f. */
    static Codecs.Simple<Range> strength(double most) {
        Codecs.Simple<Range> codec = codec(-most, most, f -> new Range(-Math.abs(f), Math.abs(f)));
        return Codecs.of(
                value -> {
                    if (value instanceof Number number) {
                        Codecs.between(0, most).decode(number);
                    }
                    return codec.decode(value);
                },
                codec::encode);
    }

    /** A factor that is not negative: two numbers, or f for those from 0 to f. */
    static Codecs.Simple<Range> upTo(double most) {
        return codec(0, most, f -> new Range(0, f));
    }

    /** The smallest and the largest value of a pixel. */
    static Codecs.Simple<Range> values() {
        return Codecs.of(
                value -> value instanceof Range range ? range : sorted(two(value, "a list of two numbers")),
                Range::asList);
    }

    /** A range that configurations keep in the form in which it was given. */
    record Given(Object value, Range range) {
        static Codecs.Simple<Given> codec(Codecs.Simple<Range> codec) {
            return Codecs.of(
                    value -> value instanceof Given given ? given : new Given(value, codec.decode(value)),
                    Given::value);
        }
    }

    private static Codecs.Simple<Range> codec(double least, double most, DoubleFunction<Range> ofNumber) {
        String expected = "a number, or a list of two numbers, from " + least + " to " + most;
        return Codecs.of(
                value -> {
                    if (value instanceof Range range) {
                        return range;
                    }
                    if (value instanceof Number number) {
                        check(number.doubleValue(), least, most, expected, value);
                        return ofNumber.apply(number.doubleValue());
                    }
                    Range range = two(value, expected);
                    check(range.lower, least, most, expected, value);
                    check(range.upper, least, most, expected, value);
                    return sorted(range);
                },
                Range::asList);
    }

    private static void check(double number, double least, double most, String expected, Object value) {
        if (!(number >= least && number <= most)) {
            throw Codecs.unexpected(expected, value);
        }
    }

    private static Range two(Object value, String expected) {
        if (!(value instanceof List<?> list)
                || list.size() != 2
                || !list.stream().allMatch(Number.class::isInstance)) {
            throw Codecs.unexpected(expected, value);
        }
        return new Range(((Number) list.get(0)).doubleValue(), ((Number) list.get(1)).doubleValue());
    }

    private static Range sorted(Range range) {
        return range.lower <= range.upper ? range : new Range(range.upper, range.lower);
    }

    /** Both limits. */
    List<Double> asList() {
        return List.of(lower, upper);
    }

    /** The range with both limits times {@code factor}. */
    Range times(double factor) {
        return new Range(lower * factor, upper * factor);
    }

    /** The range with {@code number} added to both limits. */
    Range plus(double number) {
        return new Range(lower + number, upper + number);
    }

    /** How far the limits are apart. */
    double length() {
        return upper - lower;
    }
}
