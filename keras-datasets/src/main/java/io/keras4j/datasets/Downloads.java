package io.keras4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of the web, kept in Keras's cache folder. */
public final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    private Downloads() {}

    /**
     * The file of {@code origin}, downloaded unless it is in the cache: <a
     * href="https://keras.io/api/utils/python_utils/#getfile-function">keras.utils.get_file</a>. It is put into place when it is complete and has
     * the hash that it should have.
     *
     * <pre>{@code
     * Path flowers = Downloads.getFile("flowers", "https://example.com/flower_photos.tgz",
     *     get -> get.extract(true).fileHash("4e3bf4d2..."));
     * }</pre>
     *
     * <p>An archive can hold anything: extract only what you trust, and give its hash. Nothing is written outside the folder that it is
     * extracted to; what leads out of it is left out with a warning.
     *
     * @param fname the name that the file gets, or, without a dot, the folder that an archive is extracted to; null for the name at {@code
     *     origin}
     * @param origin an address that starts with {@code https:}, {@code http:} or {@code file:}
     * @return the file, or the folder that it was extracted to
     * @throws DatasetException when the file has another hash, or is no archive
     * @throws UncheckedIOException when it cannot be downloaded or written
     */
    public static Path getFile(String fname, String origin, Consumer<GetFileOptions> options) {
        GetFileOptions chosen = new GetFileOptions();
        options.accept(chosen);
        try {
            return getFile(fname, URI.create(origin), chosen);
        } catch (IOException e) {
            throw new UncheckedIOException("getFile: " + origin + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #getFile(String, String, Consumer)}. */
    public static Path getFile(String fname, String origin) {
        return getFile(fname, origin, options -> {});
    }

    private static Path getFile(String fname, URI origin, GetFileOptions options) throws IOException {
        String name = fname == null || fname.isEmpty() ? nameOf(origin) : fname;
        if (name.contains("/") || name.contains("\\") || name.equals("..") || name.equals(".")) {
            throw new IllegalArgumentException(
                    "getFile: fname: expected a name without folders, which are set by cacheDir"
                            + " and cacheSubdir, got \"" + name + "\"");
        }
        Path folder = folder(options);
        boolean hasDot = fname != null && fname.contains(".");
        Path file = folder.resolve(options.extract() && !hasDot ? name + "_archive" : name);
        boolean isNew = fetch(origin, file, options);
        if (!options.extract()) {
            return file;
        }
        Path extracted = folder.resolve(hasDot ? name.substring(0, name.indexOf('.')) + "_extracted" : name);
        if (isNew || !Files.isDirectory(extracted)) {
            new Archive(file, options.archiveFormat()).extractTo(extracted);
        }
        return extracted;
    }

    private static String nameOf(URI origin) {
        String path = origin.getPath() == null ? "" : origin.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "getFile: " + origin + " does not end with the name of a file: give fname");
        }
        return name;
    }

    private static Path folder(GetFileOptions options) throws IOException {
        List<Path> homes = options.cacheDir() == null
                ? DataFolder.kerasHomes(System.getenv(), Path.of(System.getProperty("user.home")))
                : List.of(options.cacheDir());
        return DataFolder.writable(
                homes.stream().map(home -> home.resolve(options.cacheSubdir())).toList());
    }

    /** Downloads unless the right file is there; returns whether it did. */
    private static boolean fetch(URI origin, Path file, GetFileOptions options) throws IOException {
        if (Files.exists(file) && !options.forceDownload()) {
            if (options.fileHash() == null || hasHash(file, options)) {
                return false;
            }
            LOG.warn("{} has not the hash {}: it is downloaded again", file, options.fileHash());
        }
        return Download.complete(file, part -> {
            if ("file".equals(origin.getScheme())) {
                Files.copy(Path.of(origin), part);
            } else {
                Download.standard().fetch(origin, part);
            }
            if (options.fileHash() != null && !hasHash(part, options)) {
                throw new DatasetException(
                        "getFile: what was downloaded from " + origin + " is incomplete or another file: "
                                + "expected the " + options.digest() + " hash " + options.fileHash() + ", got "
                                + hash(part, options.digest()));
            }
            return true;
        });
    }

    private static boolean hasHash(Path file, GetFileOptions options) throws IOException {
        return hash(file, options.digest()).equalsIgnoreCase(options.fileHash());
    }

    private static String hash(Path file, String algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Checksum.of(in, algorithm);
        }
    }
}
