package io.keras4j.onnx;

import java.util.List;
import java.util.stream.LongStream;

/** Lists of sizes. */
final class LongList {
    private LongList() {}

    static List<Long> of(long... values) {
        return LongStream.of(values).boxed().toList();
    }
}
