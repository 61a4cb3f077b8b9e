package io.keras4j.layers;

import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import java.util.Collection;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that is used on data before a model is trained too: it takes arrays and strings as they are. */
abstract class CategoryLayer<S extends CategoryLayer<S>> extends FluentLayer<S> {
    /** Applies this layer to an array. */
    public final INDArray apply(INDArray array) {
        return apply(Tensor.of(array)).value();
    }

    /** Applies this layer to one string, without an axis for samples. */
    public final INDArray apply(String string) {
        return applyToStrings(string);
    }

    /** Applies this layer to strings. */
    public final INDArray apply(String... strings) {
        return applyToStrings(strings);
    }

    /** Applies this layer to rows of strings. */
    public final INDArray apply(String[][] rows) {
        return applyToStrings(rows);
    }

    /** Applies this layer to strings. */
    public final INDArray apply(Collection<String> strings) {
        return applyToStrings(strings);
    }

    private INDArray applyToStrings(Object strings) {
        return apply(StringTensor.of(strings, label())).value();
    }

    /** Integers and strings stay what they are. */
    @Override
    protected boolean castsInputs() {
        return false;
    }
}
