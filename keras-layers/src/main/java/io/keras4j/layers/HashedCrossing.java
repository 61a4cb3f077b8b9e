package io.keras4j.layers;

import io.keras4j.ops.HostOp;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes one category of several by hashing them together into numbers from 0 to numBins - 1; <a
 * href="https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/">Keras's</a>, with the same numbers as in Python.
 *
 * <p>Inputs: two or more of one shape, (batch) or (batch, 1), strings or integers. Output: that shape, int64, or (batch, numBins) for
 * "one_hot".
 *
 * <pre>{@code
 * Tensor cross = new HashedCrossing(5).apply(StringTensor.of("A", "B"), Tensor.of(Nd4j.createFromArray(101, 102)));
 * }</pre>
 */
public final class HashedCrossing extends HashingLayer<HashedCrossing> {
    /** TensorFlow's. */
    private static final long KEY = 0xDECAFCAFFEL;

    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;

    /** To be configured. */
    HashedCrossing() {
        super(CategoryOutput.INT, CategoryOutput.ONE_HOT);
    }

    /** A layer that hashes into so many bins. */
    public HashedCrossing(int numBins) {
        this();
        setNumBins(numBins);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.remove("trainable");
        config.put("dtype", dtypePolicy().variable().toString());
        return config;
    }

    private record Cross(int bins) implements HostOp {
        @Override
        public List<TensorSpec> infer(List<TensorSpec> inputs) {
            TensorSpec first = inputs.get(0);
            if (inputs.size() < 2) {
                throw new IllegalArgumentException("expected at least two inputs, got " + inputs.size());
            }
            Shape shape = first.shape();
            if (shape.rank() > 2 || shape.rank() == 2 && shape.dim(-1) != 1) {
                throw new IllegalArgumentException(
                        "expected inputs of shape (), (batch_size) or (batch_size, 1), got " + shape);
            }
            for (TensorSpec input : inputs) {
                if (!input.shape().matches(shape)) {
                    throw new IllegalArgumentException(
                            "expected inputs of one shape, got " + shape + " and " + input.shape());
                }
                if (!input.dtype().isInteger() && input.dtype() != DType.STRING) {
                    throw new IllegalArgumentException("expected integers or strings, got " + input.dtype());
                }
            }
            return List.of(first.as(DType.INT64));
        }

        @Override
        public Tensor compute(List<Tensor> inputs) {
            long[] crossed = new long[Math.toIntExact(inputs.get(0).shape().size())];
            Arrays.fill(crossed, KEY);
            for (Tensor input : inputs) {
                long[] prints = fingerprints(input);
                for (int i = 0; i < crossed.length; i++) {
                    crossed[i] = combine(crossed[i], prints[i]);
                }
            }
            for (int i = 0; i < crossed.length; i++) {
                crossed[i] = Long.remainderUnsigned(crossed[i], bins);
            }
            return Hashes.tensor(crossed, inputs.get(0));
        }

        private static long[] fingerprints(Tensor input) {
            if (input.dtype() != DType.STRING) {
                return Hashes.integers(input);
            }
            StringTensor strings = (StringTensor) input;
            long[] prints = new long[strings.length()];
            for (int i = 0; i < prints.length; i++) {
                prints[i] = Hashes.of(strings.string(i), null);
            }
            return prints;
        }

        private static long combine(long a, long b) {
            long result = a ^ MULTIPLIER;
            result ^= mixed(b * MULTIPLIER) * MULTIPLIER;
            result *= MULTIPLIER;
            result = mixed(result) * MULTIPLIER;
            return mixed(result);
        }

        private static long mixed(long value) {
            return value ^ value >>> 47;
        }
    }

    @Override
    protected Tensor call(List<Tensor> inputs) {
        Tensor crossed = new Cross(numBins()).applyAll(inputs).get(0);
        return CategoryOutput.encode(
                crossed, outputMode(), numBins(), dtypePolicy().compute(), null);
    }
}
