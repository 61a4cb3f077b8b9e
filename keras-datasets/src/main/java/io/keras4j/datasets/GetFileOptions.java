package io.keras4j.datasets;

import java.nio.file.Path;
import java.util.List;

/** The options of {@link Downloads#getFile}, those of <a href="https://keras.io/api/utils/python_utils/#getfile-function">get_file</a>. */
public final class GetFileOptions {
    private static final List<String> ALGORITHMS = List.of("auto", "md5", "sha256");
    private static final List<String> FORMATS = List.of("auto", "tar", "zip");

    private String fileHash;
    private String hashAlgorithm = "auto";
    private String cacheSubdir = "datasets";
    private Path cacheDir;
    private boolean extract;
    private String archiveFormat = "auto";
    private boolean forceDownload;

    GetFileOptions() {}

    /** The hash of the file in hexadecimal digits, which is checked; a file in the cache with another one is downloaded again. */
    public GetFileOptions fileHash(String value) {
        fileHash = value;
        return this;
    }

    /** "md5", "sha256", or "auto" (the default), which tells them apart by the length of the hash. */
    public GetFileOptions hashAlgorithm(String value) {
        hashAlgorithm = oneOf("hashAlgorithm", value, ALGORITHMS);
        return this;
    }

    /** The folder within the cache folder, "datasets" by default; an absolute path is taken as it is. */
    public GetFileOptions cacheSubdir(String value) {
        cacheSubdir = value;
        return this;
    }

    /** The cache folder, by default {@code $KERAS_HOME}, else {@code ~/.keras}, and a temporary one where that cannot be written to. */
    public GetFileOptions cacheDir(Path value) {
        cacheDir = value;
        return this;
    }

    /** Whether the file is an archive to be extracted: .tar, .tar.gz, .tar.bz2 or .zip; false by default. */
    public GetFileOptions extract(boolean value) {
        extract = value;
        return this;
    }

    /** "tar", "zip", or "auto" (the default), which looks into the file. */
    public GetFileOptions archiveFormat(String value) {
        archiveFormat = oneOf("archiveFormat", value, FORMATS);
        return this;
    }

    /** Whether the file is downloaded even though it is in the cache; false by default. */
    public GetFileOptions forceDownload(boolean value) {
        forceDownload = value;
        return this;
    }

    private static String oneOf(String argument, String value, List<String> values) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException(
                    "getFile: " + argument + ": expected one of " + values + ", got \"" + value + "\"");
        }
        return value;
    }

    String fileHash() {
        return fileHash;
    }

    /** The name by which Java knows the algorithm. */
    String digest() {
        if (hashAlgorithm.equals("auto")) {
            return Checksum.algorithm(fileHash);
        }
        return hashAlgorithm.equals("sha256") ? Checksum.SHA_256 : Checksum.MD5;
    }

    String cacheSubdir() {
        return cacheSubdir;
    }

    Path cacheDir() {
        return cacheDir;
    }

    boolean extract() {
        return extract;
    }

    String archiveFormat() {
        return archiveFormat;
    }

    boolean forceDownload() {
        return forceDownload;
    }
}
