package io.keras4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums of files in hexadecimal digits. */
final class Checksum {
    static final String MD5 = "MD5";
    static final String SHA_256 = "SHA-256";

    private Checksum() {}

    /** The algorithm that made {@code digits}, as Keras tells: by their number. */
    static String algorithm(String digits) {
        return digits.length() == 64 ? SHA_256 : MD5;
    }

    /** The checksum of all bytes of {@code in}, by one of the algorithms above. */
    static String of(InputStream in, String algorithm) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5 and SHA-256", e);
        }
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }
}
