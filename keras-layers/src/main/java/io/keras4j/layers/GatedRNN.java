package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** What {@link LSTM} and {@link GRU} have in common: where Keras has kernels of cuDNN. */
abstract class GatedRNN<S extends GatedRNN<S, C>, C extends GatedCell<C>> extends KernelRNN<S, C>
        implements GatedSetters<S> {
    private boolean needsCudnn;

    GatedRNN(C cell, String cellName) {
        super(cell, cellName, 3);
    }

    /**
     * Sets whether the layer must run on cuDNN, true, or not, false. It never does here, so true is refused when the layer is called, as
     * Keras does where there is no cuDNN.
     */
    public S useCudnn(boolean value) {
        beforeChange("use_cudnn");
        needsCudnn = value;
        return self();
    }

    /** Sets "auto", the default: whatever is there and fits. */
    public S useCudnn(String auto) {
        if (!auto.equals("auto")) {
            throw new IllegalArgumentException(label() + ": use_cudnn: "
                    + Codecs.unexpected("\"auto\", true or false", auto).getMessage());
        }
        return useCudnn(false);
    }

    /** Configurations do not hold whether cuDNN is needed. */
    @Override
    BaseRNN<S> copyWith(Map<String, Object> changes) {
        BaseRNN<S> copy = super.copyWith(changes);
        ((GatedRNN<?, ?>) copy).needsCudnn = needsCudnn;
        return copy;
    }

    @Override
    RNNCell.Result run(RNNCell.Sequence sequence, List<Tensor> initial) {
        if (needsCudnn) {
            throw new IllegalArgumentException("use_cudnn=true was specified, but cuDNN is not supported here; pass"
                    + " use_cudnn=\"auto\" to fall back to another implementation");
        }
        return super.run(sequence, initial);
    }
}
