package io.keras4j.optimizers;

import io.keras4j.config.Kind;
import java.util.Locale;
import java.util.function.Supplier;

/** Keras's optimizers, named by strings in lower case such as "rmsprop". */
public final class OptimizerCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(SGD.class, SGD::new);
        add(RMSprop.class, RMSprop::new);
        add(Adam.class, Adam::new);
        add(AdamW.class, AdamW::new);
        add(Adadelta.class, Adadelta::new);
        add(Adagrad.class, Adagrad::new);
        add(Adamax.class, Adamax::new);
        add(Adafactor.class, Adafactor::new);
        add(Nadam.class, Nadam::new);
        add(Ftrl.class, Ftrl::new);
        add(Lion.class, Lion::new);
        add(Lamb.class, Lamb::new);
        add(Muon.class, Muon::new);
        add(ScheduleFreeAdamW.class, ScheduleFreeAdamW::new);
        add(LossScaleOptimizer.class, LossScaleOptimizer::new);
        add(MultiOptimizer.class, MultiOptimizer::new);
        OptimizerMap.KIND.add("keras.optimizers", "OptimizerMap", OptimizerMap.class, OptimizerMap::new);
    }

    private static <O extends Optimizer> void add(Class<O> type, Supplier<O> maker) {
        String name = type.getSimpleName();
        Optimizer.KIND.add("keras.optimizers", name, type, maker, name.toLowerCase(Locale.ROOT));
    }
}
