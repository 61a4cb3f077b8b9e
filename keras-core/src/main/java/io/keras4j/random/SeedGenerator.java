package io.keras4j.random;

import io.keras4j.ops.Ops;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A source of random states for ops: a seed and a count that goes up with every draw, as a variable, so that training steps that are
 * planned once draw anew each time. See <a href="https://keras.io/api/random/seed_generator/">keras.random.SeedGenerator</a>.
 */
public final class SeedGenerator {
    private static final INDArray INCREMENT = Nd4j.createFromArray(0L, 1L);

    private final Variable state;

    /**
     * A generator that starts at {@code seed}.
     *
     * @param seed null for one derived from {@link RandomSeed}
     */
    public SeedGenerator(Long seed) {
        long start = seed == null ? RandomSeed.next() : seed;
        this.state = new Variable("seed_generator_state", Nd4j.createFromArray(start, 0L), false);
    }

    /** A generator that starts at {@code seed}. */
    public SeedGenerator(long seed) {
        this((Long) seed);
    }

    /** A generator that starts at a seed derived from {@link RandomSeed}. */
    public SeedGenerator() {
        this(null);
    }

    /** The state to draw with next. */
    public Tensor next() {
        // a copy: run eagerly, assigning changes what value() holds
        Tensor current = new Identity().apply(state.value());
        state.assign(Ops.add(current, Ops.constant(INCREMENT)));
        return current;
    }

    /** The variable that holds the seed and the count. */
    public Variable state() {
        return state;
    }
}
