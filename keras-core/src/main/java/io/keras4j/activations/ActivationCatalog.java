package io.keras4j.activations;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Makes the activations known under the names of Keras's functions. */
public final class ActivationCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add("celu", Celu.class, Celu::new);
        add("elu", Elu.class, Elu::new);
        add("exponential", Exponential.class, Exponential::new);
        add("gelu", Gelu.class, Gelu::new);
        add("glu", Glu.class, Glu::new);
        add("hard_shrink", HardShrink.class, HardShrink::new);
        add("hard_sigmoid", HardSigmoid.class, HardSigmoid::new);
        add("hard_silu", HardSilu.class, HardSilu::new, "hard_swish");
        add("hard_tanh", HardTanh.class, HardTanh::new);
        add("leaky_relu", LeakyRelu.class, LeakyRelu::new);
        add("linear", Linear.class, Linear::new);
        add("log_sigmoid", LogSigmoid.class, LogSigmoid::new);
        add("log_softmax", LogSoftmax.class, LogSoftmax::new);
        add("mish", Mish.class, Mish::new);
        add("relu", Relu.class, Relu::new);
        add("relu6", Relu6.class, Relu6::new);
        add("selu", Selu.class, Selu::new);
        add("sigmoid", Sigmoid.class, Sigmoid::new);
        add("silu", Silu.class, Silu::new, "swish");
        add("soft_shrink", SoftShrink.class, SoftShrink::new);
        add("softmax", Softmax.class, Softmax::new);
        add("softplus", Softplus.class, Softplus::new);
        add("softsign", Softsign.class, Softsign::new);
        add("sparse_plus", SparsePlus.class, SparsePlus::new);
        add("sparse_sigmoid", SparseSigmoid.class, SparseSigmoid::new);
        add("sparsemax", Sparsemax.class, Sparsemax::new);
        add("squareplus", Squareplus.class, Squareplus::new);
        add("tanh", Tanh.class, Tanh::new);
        add("tanh_shrink", TanhShrink.class, TanhShrink::new);
        add("threshold", Threshold.class, Threshold::new);
        Activation.KIND.register("keras4j", Keras2HardSigmoid.class, Keras2HardSigmoid::new);
    }

    private static <A extends Activation> void add(String name, Class<A> type, Supplier<A> maker, String... aliases) {
        Activation.KIND.add("keras.activations", name, type, maker, aliases);
    }
}
