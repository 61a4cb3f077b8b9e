package io.keras4j.io.hdf5;

/** The checksum of HDF5's newer structures: Bob Jenkins's <a href="https://burtleburtle.net/bob/c/lookup3.c">lookup3</a>, hashlittle. */
final class Checksum {
    private Checksum() {}

    static int of(byte[] bytes, int from, int length) {
        int a = 0xdeadbeef + length;
        int b = a;
        int c = a;
        int at = from;
        int rest = length;
        while (rest > 12) {
            a += word(bytes, at, 4);
            b += word(bytes, at + 4, 4);
            c += word(bytes, at + 8, 4);
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
            at += 12;
            rest -= 12;
        }
        if (rest == 0) {
            return c;
        }
        a += word(bytes, at, Math.min(4, rest));
        b += word(bytes, at + 4, Math.min(4, rest - 4));
        c += word(bytes, at + 8, Math.min(4, rest - 8));
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return c;
    }

    private static int word(byte[] bytes, int at, int count) {
        int word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return word;
    }
}
