package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.FloatX;
import java.util.List;
import java.util.Map;

/** A layer that hashes into bins. Its dtype is that of its output: int64 for numbers of bins, floating where these are encoded. */
abstract class HashingLayer<S extends HashingLayer<S>> extends CategoryLayer<S> {
    private final Argument<Integer> numBins = argument("num_bins", Codecs.atLeast(1));
    private final Argument<String> outputMode;
    private final Argument<Boolean> sparse = argument("sparse", Unsupported.unlessFalse(), false);
    private boolean givenDtype;

    HashingLayer(String... outputModes) {
        outputMode = argument("output_mode", CategoryOutput.codec(outputModes), CategoryOutput.INT);
        chooseDtype();
    }

    final void setNumBins(int value) {
        numBins.set(value);
    }

    final int numBins() {
        return numBins.get();
    }

    final String outputMode() {
        return outputMode.get();
    }

    /** Sets what comes out: "int", the default, or an encoding. */
    public S outputMode(String mode) {
        outputMode.set(mode);
        chooseDtype();
        return self();
    }

    @Override
    public S dtype(String policy) {
        givenDtype = true;
        super.dtype(policy);
        chooseDtype();
        return self();
    }

    private boolean givesNumbers() {
        return outputMode.get().equals(CategoryOutput.INT);
    }

    private void chooseDtype() {
        if (!givenDtype) {
            super.dtype(givesNumbers() ? "int64" : FloatX.get().toString());
        }
    }

    /** @throws IllegalArgumentException when numbers of bins are to be anything but integers */
    final void checkDtype() {
        if (givesNumbers() && !List.of("int32", "int64").contains(dtypePolicy().name())) {
            throw new IllegalArgumentException(label() + ": dtype: expected \"int32\" or \"int64\" when output_mode is"
                    + " \"int\", got \"" + dtypePolicy().name() + "\"");
        }
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        givenDtype = config.get("dtype") != null;
        chooseDtype();
    }
}
