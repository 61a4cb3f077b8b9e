package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One step of a {@link ConvLSTM2D} and its siblings: an LSTM's whose products are convolutions, that of the input with the strides, the
 * padding and the dilation given, that of the state so that its size stays. It computes with channels last.
 */
final class ConvLSTMCell extends BaseLSTMCell<ConvLSTMCell> {
    private final int rank;
    final SlidingArguments sliding;
    /** The shape of a state without the batch, in the data format of the arguments. */
    private Shape stateShape;

    /** A cell over {@code rank} spatial axes, to be configured. */
    ConvLSTMCell(int rank) {
        super("filters");
        this.rank = rank;
        sliding = new SlidingArguments(this, rank, "valid", "same");
    }

    @Override
    protected void build(Shape input) {
        Shape state = input;
        int first = format().spatialAxis();
        for (int axis = 0; axis < rank; axis++) {
            long size = input.dim(first + axis);
            if (size == Shape.UNKNOWN) {
                throw new IllegalArgumentException(
                        "the spatial axes must have known sizes, got steps of shape " + input);
            }
            state = state.with(first + axis, sliding.window().output(axis, size));
        }
        stateShape = state.with(format().channelAxis(), size.get()).drop(0);
        makeWeights(sliding.channels(input));
    }

    private DataFormat format() {
        return sliding.dataFormat.get();
    }

    @Override
    Shape kernelShape(long inputs, long outputs) {
        return sliding.kernelShape().append(inputs).append(outputs);
    }

    @Override
    protected List<Tensor> initialState(long batchSize) {
        Tensor zeros = Ops.zeros(stateShape.prepend(batchSize), dtypePolicy().compute());
        return List.of(zeros, zeros);
    }

    /** x has the channels where the arguments say, the product has them last. */
    @Override
    Tensor product(Tensor x, Tensor weights) {
        return eachStep(x, step -> Ops.conv(format().toChannelsLast(step), weights, sliding.window(), 1));
    }

    @Override
    Tensor recurrentProduct(Tensor h, Tensor weights) {
        List<Integer> ones = Collections.nCopies(rank, 1);
        return Ops.conv(h, weights, new Window(sliding.kernelSize.get(), ones, Padding.SAME), 1);
    }

    @Override
    Result run(Sequence sequence, List<Tensor> initial) {
        Result result = super.run(
                sequence, initial.stream().map(format()::toChannelsLast).toList());
        Tensor output = result.output();
        return new Result(
                sequence.allOutputs()
                        ? eachStep(output, format()::fromChannelsLast)
                        : format().fromChannelsLast(output),
                result.states().stream().map(format()::fromChannelsLast).toList());
    }

    @Override
    boolean dropsByGate() {
        return true;
    }

    /** What {@code function} makes of the steps of all sequences, put together as one batch. */
    private static Tensor eachStep(Tensor x, UnaryOperator<Tensor> function) {
        Shape shape = x.shape();
        Tensor y = function.apply(Ops.reshape(x, shape.drop(0).with(0, Shape.UNKNOWN)));
        return Ops.reshape(y, y.shape().drop(0).prepend(shape.dim(1)).prepend(shape.dim(0)));
    }
}
