package io.keras4j;

import io.keras4j.backend.Backends;
import io.keras4j.config.Codecs;
import io.keras4j.engine.DTypePolicy;
import io.keras4j.engine.Names;
import io.keras4j.random.RandomSeed;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.training.Messages;

/** Settings of the whole library: what Python finds in {@code keras.utils}, {@code keras.config} and {@code keras.backend}. */
public final class Keras {
    private static volatile String imageDataFormat = "channels_last";

    private Keras() {}

    /** Makes initial weights, dropout and shuffling reproducible: {@code keras.utils.set_random_seed}. */
    public static void setRandomSeed(long seed) {
        RandomSeed.set(seed);
    }

    /** Lets automatic layer names start anew: {@code keras.utils.clear_session}. */
    public static void clearSession() {
        Names.clear();
    }

    /** Sets the dtype policy of layers made from now on, such as "float64": {@code keras.config.set_dtype_policy}. */
    public static void setDtypePolicy(String policy) {
        DTypePolicy.setDefault(DTypePolicy.of(policy));
    }

    /** Sets the default floating dtype, such as "float64": {@code keras.config.set_floatx}. */
    public static void setFloatx(String dtype) {
        FloatX.set(DType.of(dtype));
    }

    /** Sets the small number that keeps divisions and logarithms finite: {@code keras.config.set_epsilon}. */
    public static void setEpsilon(double epsilon) {
        FloatX.setEpsilon(epsilon);
    }

    /** Where layers expect the channels that are not told: "channels_last" unless set; {@code keras.config.image_data_format}. */
    public static String imageDataFormat() {
        return imageDataFormat;
    }

    /** Sets {@link #imageDataFormat()} to "channels_last" or "channels_first": {@code keras.config.set_image_data_format}. */
    public static void setImageDataFormat(String format) {
        imageDataFormat = Codecs.oneOf("channels_last", "channels_first").decode(format);
    }

    /**
     * Lets progress bars, summaries and what callbacks say go to the standard output, as they do unless told otherwise: {@code
     * keras.config.enable_interactive_logging}.
     */
    public static void enableInteractiveLogging() {
        Messages.setInteractive(true);
    }

    /**
     * Lets progress bars, summaries and what callbacks say go to the log (of level info, logger {@code io.keras4j.messages}), each bar as one line when it
     * is complete: {@code keras.config.disable_interactive_logging}.
     */
    public static void disableInteractiveLogging() {
        Messages.setInteractive(false);
    }

    /** Whether messages go to the standard output: {@code keras.config.is_interactive_logging_enabled}. */
    public static boolean isInteractiveLoggingEnabled() {
        return Messages.isInteractive();
    }

    /** Which backends compute, and why: {@code keras.backend.backend()}. */
    public static String backend() {
        return Backends.describe();
    }
}
