package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.guava.hash.HashFunction;
import org.nd4j.shade.guava.hash.Hashing;

/** Hashes as TensorFlow computes them: FarmHash's Fingerprint64, or SipHash-2-4 with a salt. Integers are hashed as their decimal digits. */
final class Hashes {
    private static final HashFunction FARM = Hashing.farmHashFingerprint64();

    private Hashes() {}

    /** The codec of {@code salt}: null, an integer, or two. */
    static Codecs.Simple<List<Long>> salt() {
        return Codecs.of(
                value -> {
                    if (value instanceof Number) {
                        Long both = Codecs.longInteger().decode(value);
                        return List.of(both, both);
                    }
                    return Codecs.list(Codecs.longInteger())
                            .that(list -> list.size() == 2, "an integer or a list of two")
                            .decode(value);
                },
                value -> value);
    }

    /** The hash of a string, without a salt if that is null. */
    static long of(String string, List<Long> salt) {
        HashFunction function = salt == null ? FARM : Hashing.sipHash24(salt.get(0), salt.get(1));
        return function.hashBytes(string.getBytes(StandardCharsets.UTF_8)).asLong();
    }

    /** What number each element of {@code x}, strings or integers, is hashed to, from 0 up to but without {@code bins}. */
    static Tensor bins(Tensor x, int bins, List<Long> salt) {
        long[] hashes = new long[Math.toIntExact(x.shape().size())];
        if (x.dtype() == DType.STRING) {
            StringTensor strings = (StringTensor) x;
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = Long.remainderUnsigned(of(strings.string(i), salt), bins);
            }
            return tensor(hashes, x);
        }
        return map(x, value -> Long.remainderUnsigned(of(Long.toString(value), salt), bins));
    }

    /** The integers of {@code x}, each replaced. */
    static Tensor map(Tensor x, LongUnaryOperator function) {
        long[] values = integers(x);
        for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsLong(values[i]);
        }
        return tensor(values, x);
    }

    /** The integers of {@code x} in row-major order. */
    static long[] integers(Tensor x) {
        return x.value().dup('c').data().asLong();
    }

    /** Integers in the shape of {@code like}. */
    static Tensor tensor(long[] values, Tensor like) {
        return Tensor.of(Nd4j.createFromArray(values).reshape(like.shape().dims()));
    }
}
