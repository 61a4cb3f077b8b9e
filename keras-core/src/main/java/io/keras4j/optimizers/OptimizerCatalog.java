package io.keras4j.optimizers;

import io.keras4j.config.Kind;
import java.util.Locale;
import java.util.function.Supplier;

/** Keras's optimizers, named by strings in lower case such as "rmsprop". */
public final class OptimizerCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add(SGD.class, SGD::new);
        add(Adam.class, Adam::new);
        add(AdamW.class, AdamW::new);
    }

    private static <O extends Optimizer> void add(Class<O> type, Supplier<O> maker) {
        String name = type.getSimpleName();
        Optimizer.KIND.add("keras.optimizers", name, type, maker, name.toLowerCase(Locale.ROOT));
    }
}
