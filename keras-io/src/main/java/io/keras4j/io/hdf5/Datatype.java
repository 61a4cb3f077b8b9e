package io.keras4j.io.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the elements of a dataset or an attribute are. */
public final class Datatype {
    /** The kinds of elements that model files hold. */
    public enum Kind {
        /** Integers, with or without sign, of 1 to 8 bytes. */
        INTEGER,
        /** IEEE floating-point numbers of 2, 4 or 8 bytes. */
        FLOAT,
        /** The upper halves of 4-byte floating-point numbers. */
        BFLOAT,
        /** Truth values: an enumeration of FALSE and TRUE, of one byte. */
        BOOLEAN,
        /** Text in a fixed number of bytes. */
        TEXT,
        /** Text of any length, kept elsewhere in the file. */
        LONG_TEXT,
        /** Bytes whose meaning is not recorded. */
        OPAQUE,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;
    private final int size;
    private final boolean signed;
    private final boolean bigEndian;
    private final int padding;

    private Datatype(Kind kind, int size, boolean signed, boolean bigEndian, int padding) {
        this.kind = kind;
        this.size = size;
        this.signed = signed;
        this.bigEndian = bigEndian;
        this.padding = padding;
    }

    static Datatype read(Cursor cursor) throws Hdf5Exception {
        int classAndVersion = cursor.u8();
        int bits = (int) cursor.unsigned(3);
        long size = cursor.u32();
        if (size == 0 || size > Integer.MAX_VALUE) {
            throw new Hdf5Exception("elements of " + size + " bytes");
        }
        boolean bigEndian = (bits & 1) != 0;
        Kind kind = switch (classAndVersion & 0x0f) {
            case 0 -> Kind.INTEGER;
            case 1 -> floating((int) size, bits, cursor);
            case 3 -> Kind.TEXT;
            case 5 -> Kind.OPAQUE;
            case 8 -> enumeration((int) size, bits, classAndVersion >> 4, cursor);
            case 9 -> (bits & 0x0f) == 1 ? Kind.LONG_TEXT : Kind.OTHER;
            default -> Kind.OTHER;
        };
        boolean signed = kind == Kind.INTEGER && (bits & 0x08) != 0;
        boolean swapped = bigEndian && (kind == Kind.INTEGER || kind == Kind.FLOAT || kind == Kind.BFLOAT);
        return new Datatype(kind, (int) size, signed, swapped, bits & 0x0f);
    }

    private static Kind floating(int size, int bits, Cursor cursor) throws Hdf5Exception {
        cursor.skip(5); // where the bits begin, how many there are, where the exponent begins
        int exponentBits = cursor.u8();
        cursor.skip(1);
        int mantissaBits = cursor.u8();
        int signBit = bits >> 8 & 0xff;
        boolean whole = 1 + exponentBits + mantissaBits == 8 * size && signBit == 8 * size - 1;
        if (whole && (size == 2 && exponentBits == 5 || size == 4 && exponentBits == 8)) {
            return Kind.FLOAT;
        }
        if (whole && size == 8 && exponentBits == 11) {
            return Kind.FLOAT;
        }
        return whole && size == 2 && exponentBits == 8 ? Kind.BFLOAT : Kind.OTHER;
    }

    private static Kind enumeration(int size, int bits, int version, Cursor cursor) throws Hdf5Exception {
        boolean ofIntegers = (cursor.copy().u8() & 0x0f) == 0;
        if (size != 1 || (bits & 0xffff) != 2 || !ofIntegers) {
            return Kind.OTHER;
        }
        read(cursor);
        cursor.skip(4); // where the bits of the integer begin, how many there are
        boolean truth = name(cursor, version).equals("FALSE")
                && name(cursor, version).equals("TRUE")
                && cursor.u8() == 0
                && cursor.u8() == 1;
        return truth ? Kind.BOOLEAN : Kind.OTHER;
    }

    private static String name(Cursor cursor, int version) throws Hdf5Exception {
        int before = cursor.remaining();
        String name = cursor.text();
        cursor.skip(version < 3 ? (before - cursor.remaining()) * 7L % 8 : 0); // up to a multiple of 8
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Bytes per element. */
    public int size() {
        return size;
    }

    /** Whether integers have a sign. */
    public boolean signed() {
        return signed;
    }

    /** Whether the first byte of a number is the most significant one. */
    public boolean bigEndian() {
        return bigEndian;
    }

    /** The next element: a Long, a Double, a Boolean or a String; bytes for opaque ones. */
    Object value(Cursor cursor, GlobalHeap heap) throws IOException {
        switch (kind) {
            case INTEGER:
                return integer(ordered(cursor.take(size)));
            case FLOAT:
                return number(unsigned(ordered(cursor.take(size))));
            case BOOLEAN:
                return cursor.u8() != 0;
            case TEXT:
                return text(cursor.take(size));
            case LONG_TEXT:
                long length = cursor.u32();
                return new String(heap.read(cursor.address(), cursor.u32(), length), StandardCharsets.UTF_8);
            case OPAQUE:
                return cursor.take(size);
            default:
                throw new Hdf5Exception("it holds elements of a kind that model files do not");
        }
    }

    private long integer(byte[] bytes) {
        long value = unsigned(bytes);
        int unused = 64 - 8 * size;
        return signed && unused > 0 ? value << unused >> unused : value;
    }

    private double number(long bits) {
        return size == 8
                ? Double.longBitsToDouble(bits)
                : size == 4 ? Float.intBitsToFloat((int) bits) : HalfFloat.toFloat((short) bits);
    }

    private byte[] ordered(byte[] bytes) {
        for (int i = 0; bigEndian && i < size / 2; i++) {
            byte swapped = bytes[i];
            bytes[i] = bytes[size - 1 - i];
            bytes[size - 1 - i] = swapped;
        }
        return bytes;
    }

    private static long unsigned(byte[] bytes) {
        long value = 0;
        for (int i = Math.min(bytes.length, 8) - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    private String text(byte[] bytes) {
        int length = 0;
        if (padding == 0) {
            while (length < bytes.length && bytes[length] != 0) {
                length++;
            }
        } else {
            length = bytes.length;
            while (length > 0 && bytes[length - 1] == (padding == 1 ? 0 : ' ')) {
                length--;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return kind == Kind.INTEGER && !signed ? "unsigned " + name + 8 * size : name + 8 * size;
    }
}
