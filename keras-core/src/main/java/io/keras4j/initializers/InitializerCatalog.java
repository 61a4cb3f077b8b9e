package io.keras4j.initializers;

import io.keras4j.config.Kind;
import java.util.function.Supplier;

/** Makes the initializers known under Keras's names. */
public final class InitializerCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add("Constant", Constant.class, Constant::new);
        add("GlorotNormal", GlorotNormal.class, GlorotNormal::new);
        add("GlorotUniform", GlorotUniform.class, GlorotUniform::new);
        add("HeNormal", HeNormal.class, HeNormal::new);
        add("HeUniform", HeUniform.class, HeUniform::new);
        add("Identity", Identity.class, Identity::new, "IdentityInitializer");
        add("LecunNormal", LecunNormal.class, LecunNormal::new);
        add("LecunUniform", LecunUniform.class, LecunUniform::new);
        add("Ones", Ones.class, Ones::new, "one");
        add("Orthogonal", Orthogonal.class, Orthogonal::new, "OrthogonalInitializer");
        add("RandomNormal", RandomNormal.class, RandomNormal::new, "normal");
        add("RandomUniform", RandomUniform.class, RandomUniform::new, "uniform");
        add("STFT", STFT.class, STFT::new, "STFTInitializer");
        add("TruncatedNormal", TruncatedNormal.class, TruncatedNormal::new);
        add("VarianceScaling", VarianceScaling.class, VarianceScaling::new);
        add("Zeros", Zeros.class, Zeros::new, "zero");
    }

    private static <I extends Initializer> void add(
            String className, Class<I> type, Supplier<I> maker, String... aliases) {
        Initializer.KIND.add("keras.initializers", className, type, maker, aliases);
    }
}
