package io.keras4j.preprocessing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** WAV files of 16-bit PCM, the only ones that Keras reads. */
final class WavFile {
    private static final float FULL = 32768;

    private WavFile() {}

    /**
     * The sound in a file, float32 (samples, channels) from -1 to 1.
     *
     * @param samples to how many it is cut or, with zeros, extended; null for all
     */
    static INDArray read(Path file, Integer samples) {
        try (AudioInputStream in = open(file)) {
            AudioFormat format = in.getFormat();
            int channels = format.getChannels();
            long frames = in.getFrameLength();
            long wanted = (samples == null ? frames : Math.min(frames, samples)) * format.getFrameSize();
            byte[] bytes = in.readNBytes((int) Math.min(wanted, Integer.MAX_VALUE));
            if (bytes.length < wanted) {
                throw refused(
                        file,
                        "it ends after " + bytes.length / format.getFrameSize() + " of the " + frames
                                + " samples that its header tells of");
            }
            int length = samples == null ? bytes.length / format.getFrameSize() : samples;
            float[] values = new float[Math.multiplyExact(length, channels)];
            ShortBuffer pcm =
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            for (int i = 0; i < pcm.limit(); i++) {
                values[i] = pcm.get(i) / FULL;
            }
            return length == 0
                    ? Nd4j.create(DataType.FLOAT, 0, channels)
                    : Nd4j.createFromArray(values).reshape(length, channels);
        } catch (IOException e) {
            throw new UncheckedIOException("The recording " + file.toAbsolutePath() + " cannot be read", e);
        }
    }

    /** Refuses a file of another number of samples per second. */
    static void requireRate(Path file, int rate) {
        try (AudioInputStream in = open(file)) {
            float found = in.getFormat().getSampleRate();
            if (found != rate) {
                throw refused(
                        file,
                        "it has " + found + " samples per second instead of the samplingRate of " + rate
                                + "; bring it to this rate first");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The recording " + file.toAbsolutePath() + " cannot be read", e);
        }
    }

    private static AudioInputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            AudioInputStream sound = AudioSystem.getAudioInputStream(in);
            AudioFormat format = sound.getFormat();
            boolean isPcm = format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED);
            if (!isPcm || format.getSampleSizeInBits() != 16 || format.isBigEndian()) {
                throw refused(file, "it must be a WAV file of 16-bit PCM, but is " + format);
            }
            return sound;
        } catch (UnsupportedAudioFileException e) {
            in.close();
            throw refused(file, "it is not a WAV file");
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static IllegalArgumentException refused(Path file, String why) {
        return new IllegalArgumentException("The recording " + file.toAbsolutePath() + " cannot be taken: " + why);
    }
}
