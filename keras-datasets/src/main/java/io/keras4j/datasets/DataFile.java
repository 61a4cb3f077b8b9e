package io.keras4j.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A published file, known by its content, which is what gzip unpacks where the file is gzipped: a container that was
 * written anew holds the same data.
 *
 * @param path its place in the datasets folder, with {@code /} between folders
 * @param size the bytes of its content
 * @param checksum the SHA-256 of its content, or the MD5 where Keras has that
 */
record DataFile(String path, int size, String checksum) {
    private static final int GZIP_MAGIC = 0x1f8b;

    /** The name without folders. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The content of a file that should be this one. */
    byte[] read(Path file) {
        try (var in = content(file)) {
            // One byte more than there should be tells a longer file, and bounds what a hostile one can unpack to.
            byte[] content = in.readNBytes(size + 1);
            String actual = Checksum.of(new ByteArrayInputStream(content), algorithm());
            if (content.length == size && actual.equals(checksum)) {
                return content;
            }
            String found = content.length > size ? "more" : content.length + " with " + algorithm() + " " + actual;
            throw new DatasetException(file + " is not the published " + name() + ": its content should have " + size
                    + " bytes with " + algorithm() + " " + checksum + ", it has " + found
                    + ". Delete the file to have it downloaded again.");
        } catch (IOException e) {
            throw new DatasetException(
                    file + " cannot be read: " + e.getMessage() + ". Delete the file to have it downloaded again.", e);
        }
    }

    private static InputStream content(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    String algorithm() {
        return Checksum.algorithm(checksum);
    }
}
