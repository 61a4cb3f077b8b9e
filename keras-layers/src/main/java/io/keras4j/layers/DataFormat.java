package io.keras4j.layers;

import io.keras4j.Keras;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Locale;
import java.util.stream.IntStream;

/** Where the channels are: after the spatial axes or before them. Layers compute with channels last, and move them where asked otherwise. */
enum DataFormat {
    CHANNELS_LAST,
    CHANNELS_FIRST;

    /** The codec of {@code data_format} arguments; null is {@link Keras#imageDataFormat()}. */
    static Codecs.Simple<DataFormat> codec() {
        Codecs.Simple<String> names = Codecs.oneOf("channels_last", "channels_first");
        return Codecs.of(
                value -> valueOf(names.decode(value == null ? Keras.imageDataFormat() : value)
                        .toUpperCase(Locale.ROOT)),
                DataFormat::toString);
    }

    /** The axis of the channels. */
    int channelAxis() {
        return this == CHANNELS_LAST ? -1 : 1;
    }

    /** The first of the spatial axes. */
    int spatialAxis() {
        return this == CHANNELS_LAST ? 1 : 2;
    }

    /** x, in this format, with its channels moved to the end. */
    Tensor toChannelsLast(Tensor x) {
        int last = x.rank() - 1;
        return this == CHANNELS_LAST || last == 1
                ? x
                : Ops.transpose(
                        x,
                        IntStream.rangeClosed(0, last)
                                .map(axis -> axis == 0 ? 0 : axis == last ? 1 : axis + 1)
                                .toArray());
    }

    /** x, whose channels come last, in this format. */
    Tensor fromChannelsLast(Tensor x) {
        int last = x.rank() - 1;
        return this == CHANNELS_LAST || last == 1
                ? x
                : Ops.transpose(
                        x,
                        IntStream.rangeClosed(0, last)
                                .map(axis -> axis == 0 ? 0 : axis == 1 ? last : axis - 1)
                                .toArray());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
