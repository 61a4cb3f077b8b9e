package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * The steps of sequences that their mask counts, moved to the beginning of each sequence. A masked step leaves states as they are, so what
 * runs over the packed steps without a mask meets the same states as what runs over all steps with one: this is how an op that knows
 * no masks computes a masked sequence.
 */
final class PackedSteps {
    private final Tensor mask;
    private final int steps;
    /** How many steps count up to each, this one included: (batch, steps), as floats, which are exact and fast. */
    private final Tensor counts;
    /** The number of the first step of each sequence among all of the batch: (batch, 1). */
    private final Tensor starts;

    /** Packs what {@code mask} (batch, steps) counts. */
    PackedSteps(Tensor mask) {
        this.mask = mask;
        long batch = mask.shape().dim(0);
        steps = mask.shape().intDim(1);
        counts = Ops.cumsum(Ops.cast(mask, DType.FLOAT32), 1);
        starts = Ops.reshape(Ops.arange(0, (double) batch * steps, steps, DType.INT32), batch, 1);
    }

    /** The steps of x (batch, steps, ...) that count; behind them, any. */
    Tensor pack(Tensor x) {
        // (batch, packed step, step): whether this step is the one that gets there
        Tensor places = Ops.reshape(Ops.arange(1, steps + 1.0, 1, DType.FLOAT32), steps, 1);
        Tensor isThere = Ops.equal(Ops.expandDims(Ops.where(mask, counts, 0), 1), places);
        Tensor numbers = Ops.arange(0, steps, 1, DType.FLOAT32);
        return take(x, Ops.sum(Ops.where(isThere, numbers, 0), -1));
    }

    /** What belongs to each step, of y that was computed from packed steps: at steps that do not count, that of the last one that did, or 0. */
    Tensor unpack(Tensor y) {
        Tensor taken = take(y, Ops.maximum(Ops.subtract(counts, 1), 0));
        return RNNCell.choose(Ops.greater(counts, 0), taken, Ops.zerosLike(taken));
    }

    /** What belongs to the last step that counts; {@code none} (batch, ...) where none does. */
    Tensor last(Tensor y, Tensor none) {
        Tensor count = Ops.slice(counts, 1, steps - 1, steps);
        Tensor taken = Ops.squeeze(take(y, Ops.maximum(Ops.subtract(count, 1), 0)), 1);
        return RNNCell.choose(Ops.greater(count, 0), taken, none);
    }

    /** The steps of x that are numbered, from 0 in each sequence. */
    private Tensor take(Tensor x, Tensor numbers) {
        Shape shape = x.shape();
        Tensor rows = Ops.reshape(x, shape.drop(0).with(0, shape.dim(0) * steps));
        return Ops.take(rows, Ops.add(Ops.cast(numbers, DType.INT32), starts), 0);
    }
}
