package io.keras4j.layers;

import io.keras4j.config.Codecs;

/** Arguments of Keras that this library does not support: their defaults are accepted, anything else is refused. */
final class Unsupported {
    private Unsupported() {}

    static Codecs.Simple<Object> unlessNull() {
        return Codecs.plain().optional().that(value -> false, "null: this is not supported");
    }

    static Codecs.Simple<Boolean> unlessFalse() {
        return Codecs.bool().that(value -> !value, "false: true is not supported");
    }
}
