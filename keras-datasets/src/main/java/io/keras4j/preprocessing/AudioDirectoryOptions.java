package io.keras4j.preprocessing;

import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How {@link Preprocessing#audioDatasetFromDirectory} finds and reads recordings: float32 (batch, sequence, channels) from -1 to 1. Unless
 * {@link #outputSequenceLength} is set, zeros at their ends make those of a batch as long as its longest one.
 */
public final class AudioDirectoryOptions extends DirectoryOptions<AudioDirectoryOptions> {
    private Integer samplingRate;
    private Integer outputSequenceLength;

    AudioDirectoryOptions() {
        super("recordings", List.of(".wav"));
    }

    /**
     * The samples per second that all files must have: files are not resampled, as Keras does with tensorflow_io alone, but one with another
     * rate is an error.
     */
    public AudioDirectoryOptions samplingRate(int hertz) {
        if (hertz <= 0) {
            throw new IllegalArgumentException("samplingRate must be positive; received " + hertz);
        }
        samplingRate = hertz;
        return this;
    }

    /** To which length recordings are brought: longer ones are cut, shorter ones get zeros at their ends. */
    public AudioDirectoryOptions outputSequenceLength(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("outputSequenceLength must be positive; received " + samples);
        }
        outputSequenceLength = samples;
        return this;
    }

    /** Must be false, the default: there are no ragged arrays here. */
    public AudioDirectoryOptions ragged(boolean value) {
        if (value) {
            throw new IllegalArgumentException(
                    "ragged(true) is not possible, as arrays have rows of one length; without"
                            + " it recordings are padded to the longest one of a batch, or to outputSequenceLength");
        }
        return this;
    }

    @Override
    void check(List<Path> files) {
        if (samplingRate != null) {
            files.forEach(file -> WavFile.requireRate(file, samplingRate));
        }
    }

    @Override
    INDArray read(Path file) {
        return WavFile.read(file, outputSequenceLength);
    }

    @Override
    Dataset<Samples> batches(Dataset<Sample> samples, int size) {
        return outputSequenceLength == null ? samples.paddedBatch(size) : samples.batch(size);
    }
}
