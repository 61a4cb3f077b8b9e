package io.keras4j.preprocessing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How {@link Preprocessing#textDatasetFromDirectory} finds and reads texts: strings (batch), read as UTF-8. */
public final class TextDirectoryOptions extends DirectoryOptions<TextDirectoryOptions> {
    private Integer maxLength;

    TextDirectoryOptions() {
        super("texts", List.of(".txt"));
    }

    /**
     * The most bytes of a text, as Keras counts; longer ones are cut. Of a character that the cut goes through nothing is left, where Keras
     * leaves its first bytes. By default texts are not cut.
     */
    public TextDirectoryOptions maxLength(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("maxLength must not be negative; received " + bytes);
        }
        maxLength = bytes;
        return this;
    }

    @Override
    String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = maxLength == null ? in.readAllBytes() : in.readNBytes(maxLength);
            boolean isCut = maxLength != null && in.read() >= 0;
            return new String(isCut ? wholeCharacters(bytes) : bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The text " + file.toAbsolutePath() + " cannot be read", e);
        }
    }

    /** UTF-8 without the beginning of a character at its end. */
    private static byte[] wholeCharacters(byte[] bytes) {
        int start = bytes.length - 1;
        while (start >= 0 && start > bytes.length - 4 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        if (start < 0) {
            return bytes;
        }
        int leading = Integer.numberOfLeadingZeros(~(bytes[start] << 24));
        return leading > 1 && start + leading > bytes.length ? Arrays.copyOf(bytes, start) : bytes;
    }
}
