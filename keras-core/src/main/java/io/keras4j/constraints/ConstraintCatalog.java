package io.keras4j.constraints;

import io.keras4j.config.Kind;

/** Makes the constraints known under Keras's names. */
public final class ConstraintCatalog implements Kind.Catalog {
    @Override
    public void load() {
        Constraint.KIND.add("keras.constraints", "MaxNorm", MaxNorm.class, MaxNorm::new);
        Constraint.KIND.add("keras.constraints", "MinMaxNorm", MinMaxNorm.class, MinMaxNorm::new);
        Constraint.KIND.add("keras.constraints", "NonNeg", NonNeg.class, NonNeg::new);
        Constraint.KIND.add("keras.constraints", "UnitNorm", UnitNorm.class, UnitNorm::new);
    }
}
