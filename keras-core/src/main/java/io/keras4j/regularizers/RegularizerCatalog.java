package io.keras4j.regularizers;

import io.keras4j.config.Kind;

/** Makes the regularizers known under Keras's names. */
public final class RegularizerCatalog implements Kind.Catalog {
    @Override
    public void load() {
        Regularizer.KIND.add("keras.regularizers", "L1", L1.class, L1::new);
        Regularizer.KIND.add("keras.regularizers", "L2", L2.class, L2::new);
        Regularizer.KIND.add("keras.regularizers", "L1L2", L1L2.class, L1L2::new, "l1_l2");
        Regularizer.KIND.add(
                "keras.regularizers", "OrthogonalRegularizer", OrthogonalRegularizer.class, OrthogonalRegularizer::new);
    }
}
