package io.keras4j.layers;

import io.keras4j.config.Codecs;
import java.util.Locale;

/** The codec of {@code padding} arguments, in which upper and lower case do not matter. */
final class Paddings {
    private Paddings() {}

    static Codecs.Simple<String> codec(String... choices) {
        Codecs.Simple<String> names = Codecs.oneOf(choices);
        return Codecs.of(
                value -> names.decode(value instanceof String text ? text.toLowerCase(Locale.ROOT) : value),
                padding -> padding);
    }
}
