package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Long short-term memory, whatever the products are: with the gates i, f, g and o, each the sum of a product with the input and one with
 * the state h, c' = σ(f) · c + σ(i) · activation(g) and h' = σ(o) · activation(c').
 */
abstract class BaseLSTMCell<S extends BaseLSTMCell<S>> extends GatedCell<S> {
    final Argument<Boolean> unitForgetBias = argument("unit_forget_bias", Codecs.bool(), true);

    /** A cell to be configured. */
    BaseLSTMCell(String sizeKey) {
        super(sizeKey, 4);
    }

    /** Sets whether the bias of the gate f starts with ones, so that at first nothing is forgotten; true by default. */
    public S unitForgetBias(boolean value) {
        unitForgetBias.set(value);
        return self();
    }

    @Override
    public List<Integer> stateSize() {
        return List.of(size.get(), size.get());
    }

    @Override
    Initializer biasMaker() {
        Initializer plain = super.biasMaker();
        return !unitForgetBias.get()
                ? plain
                : new Initializer() {
                    @Override
                    public Tensor create(Shape shape, DType dtype) {
                        Shape gate = Shape.of(size.get());
                        Shape others = Shape.of(2L * size.get());
                        return Ops.concatenate(
                                List.of(plain.create(gate, dtype), Ops.ones(gate, dtype), plain.create(others, dtype)),
                                0);
                    }
                };
    }

    @Override
    List<Tensor> next(Tensor product, List<Tensor> states, List<Tensor> masks) {
        List<Tensor> gates = Ops.split(Ops.add(product, recurrentProduct(states.get(0), masks)), 4, -1);
        Tensor kept = Ops.multiply(gate(gates.get(1)), states.get(1));
        Tensor added = Ops.multiply(gate(gates.get(0)), activation.get().apply(gates.get(2)));
        Tensor c = Ops.add(kept, added);
        return List.of(Ops.multiply(gate(gates.get(3)), activation.get().apply(c)), c);
    }
}
