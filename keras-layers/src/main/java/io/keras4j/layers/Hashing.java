package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.HostOp;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * Hashes strings or integers into numbers from 0 to numBins - 1; <a
 * href="https://keras.io/api/layers/preprocessing_layers/categorical/hashing/">Keras's</a>. The hash is FarmHash's Fingerprint64, or SipHash-2-4
 * with a salt: the same numbers as in Python. Floats are truncated to integers, integers hashed as decimal digits.
 *
 * <p>Input: any shape. Output: the same shape, int64, or encoded as {@link CategoryEncoding} does.
 *
 * <pre>{@code
 * new Hashing(3).apply("A", "B", "C", "D", "E")
 * new Hashing(3).maskValue("").salt(133, 137)
 * }</pre>
 */
public final class Hashing extends HashingLayer<Hashing> {
    private final Argument<List<Long>> salt = argument("salt", Hashes.salt().optional(), null);
    private final Argument<Object> maskValue = argument(
            "mask_value",
            Codecs.plain()
                    .optional()
                    .that(value -> value instanceof String || value instanceof Number, "a string or a number"),
            null);
    /** To be configured. */
    Hashing() {
        super(CategoryOutput.INT, CategoryOutput.ONE_HOT, CategoryOutput.MULTI_HOT, CategoryOutput.COUNT);
    }

    /** A layer that hashes into so many bins. */
    public Hashing(int numBins) {
        this();
        setNumBins(numBins);
    }

    /** Sets the value that bin 0 is for, and no other; by default there is none. */
    public Hashing maskValue(Object value) {
        maskValue.set(value);
        return this;
    }

    /** Lets SipHash hash with this key, twice; by default FarmHash hashes without. */
    public Hashing salt(long key) {
        salt.set(key);
        return this;
    }

    /** Lets SipHash hash with this key. */
    public Hashing salt(long first, long second) {
        salt.set(List.of(first, second));
        return this;
    }

    private record Bins(int bins, List<Long> salt, Object mask) implements HostOp {
        @Override
        public List<TensorSpec> infer(List<TensorSpec> inputs) {
            return List.of(inputs.get(0).as(DType.INT64));
        }

        @Override
        public Tensor compute(List<Tensor> inputs) {
            Tensor x = inputs.get(0);
            if (mask == null || bins == 1) {
                return Hashes.bins(x, bins, salt);
            }
            long[] hashed = Hashes.integers(Hashes.bins(x, bins - 1, salt));
            for (int i = 0; i < hashed.length; i++) {
                hashed[i] = isMask(x, i) ? 0 : hashed[i] + 1;
            }
            return Hashes.tensor(hashed, x);
        }

        private boolean isMask(Tensor x, int i) {
            return x.dtype() == DType.STRING
                    ? ((StringTensor) x).string(i).equals(mask)
                    : mask instanceof Number number && x.value().getLong(i) == number.longValue();
        }
    }

    @Override
    protected Tensor call(Tensor input) {
        checkDtype();
        boolean single = outputMode().equals(CategoryOutput.ONE_HOT)
                && input.rank() > 0
                && input.shape().dim(-1) == 1;
        Tensor x = single ? Ops.squeeze(input, -1) : input;
        if (maskValue.get() != null && (x.dtype() == DType.STRING) != (maskValue.get() instanceof String)) {
            throw new IllegalArgumentException("mask_value is " + maskValue.get() + ", but the input is " + x.dtype());
        }
        Tensor whole = x.dtype().isFloating() ? Ops.cast(x, DType.INT64) : x;
        Tensor bins = new Bins(numBins(), salt.get(), maskValue.get()).apply(whole);
        return CategoryOutput.encode(
                bins, outputMode(), numBins(), dtypePolicy().variable(), null);
    }
}
