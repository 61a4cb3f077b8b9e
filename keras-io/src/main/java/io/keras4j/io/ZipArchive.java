package io.keras4j.io;

import io.keras4j.io.hdf5.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads a zip file. Unlike {@link java.util.zip.ZipFile}, it gives access to the bytes of an entry in place when they are not compressed, so
 * that weights are neither held in memory twice nor copied to the disk; and it limits what entries expand to by what is in the file.
 */
final class ZipArchive implements ModelEntries {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int END64 = 0x06064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int BUFFER = 1 << 16;
    /** What any entry may expand to, however small it is in the file. */
    private static final long SMALL = 16L << 20;
    /** What a larger entry may be, as a multiple of its bytes in the file. */
    private static final long MAX_EXPANSION = 100;
    /** What the entries that are read into memory may have together, beyond the bytes of the file. */
    private static final long MAX_MEMORY = 64L << 20;

    private record Entry(String name, int method, long crc, long compressedSize, long size, long header) {}

    private final FileChannel channel;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private FileChannel inflated;
    private long inMemory;

    /** Opens {@code file}; a ZipException or EOFException says what is wrong with it. */
    ZipArchive(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            readDirectory();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether {@code file} begins as a zip file does. */
    static boolean matches(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.size() >= END_SIZE && bytes(channel, 0, 4).getInt() == LOCAL;
        }
    }

    private void readDirectory() throws IOException {
        long end = findEnd();
        ByteBuffer record = bytes(channel, end, END_SIZE);
        long count = record.getShort(10) & 0xffff;
        long size = record.getInt(12) & IN_EXTRA;
        long start = record.getInt(16) & IN_EXTRA;
        if (count == 0xffff || size == IN_EXTRA || start == IN_EXTRA) {
            ByteBuffer locator = bytes(channel, end - 20, 20);
            if (locator.getInt(0) == END64_LOCATOR) {
                ByteBuffer large = bytes(channel, locator.getLong(8), 56);
                if (large.getInt(0) != END64) {
                    throw new ZipException("its directory is damaged");
                }
                size = large.getLong(40);
                start = large.getLong(48);
            }
        }
        readEntries(bytes(channel, start, size));
    }

    private long findEnd() throws IOException {
        long from = Math.max(0, channel.size() - END_SIZE - MAX_COMMENT);
        ByteBuffer tail = bytes(channel, from, channel.size() - from);
        for (int i = tail.capacity() - END_SIZE; i >= 0; i--) {
            if (tail.getInt(i) == END) {
                return from + i;
            }
        }
        throw new ZipException("it is truncated: the directory at its end is missing");
    }

    private void readEntries(ByteBuffer directory) throws IOException {
        while (directory.remaining() >= CENTRAL_SIZE) {
            int at = directory.position();
            int nameLength = directory.getShort(at + 28) & 0xffff;
            int extraLength = directory.getShort(at + 30) & 0xffff;
            int commentLength = directory.getShort(at + 32) & 0xffff;
            int next = at + CENTRAL_SIZE + nameLength + extraLength + commentLength;
            if (directory.getInt(at) != CENTRAL || next > directory.limit()) {
                throw new ZipException("its directory is damaged");
            }
            byte[] name = new byte[nameLength];
            directory.position(at + CENTRAL_SIZE).get(name);
            ByteBuffer extra =
                    directory.slice(at + CENTRAL_SIZE + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN);
            add(directory, at, new String(name, StandardCharsets.UTF_8), largeFields(extra));
            directory.position(next);
        }
    }

    /** The fields of the extra block for what does not fit into 32 bits. */
    private static ByteBuffer largeFields(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort();
            int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
            if (id == 1) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private void add(ByteBuffer directory, int at, String name, ByteBuffer large) throws IOException {
        if ((directory.getShort(at + 8) & ENCRYPTED) != 0) {
            throw new ZipException("its entry " + name + " is encrypted");
        }
        long size = directory.getInt(at + 24) & IN_EXTRA;
        size = size == IN_EXTRA && large.remaining() >= 8 ? large.getLong() : size;
        long compressed = directory.getInt(at + 20) & IN_EXTRA;
        compressed = compressed == IN_EXTRA && large.remaining() >= 8 ? large.getLong() : compressed;
        long header = directory.getInt(at + 42) & IN_EXTRA;
        header = header == IN_EXTRA && large.remaining() >= 8 ? large.getLong() : header;
        long crc = directory.getInt(at + 16) & 0xffffffffL;
        Entry entry = new Entry(name, directory.getShort(at + 10), crc, compressed, size, header);
        if (entries.put(name, entry) != null) {
            throw new ZipException("it has two entries " + name);
        }
    }

    @Override
    public Set<String> names() {
        return entries.keySet();
    }

    @Override
    public byte[] read(String name, long limit) throws IOException {
        Entry entry = checked(name);
        if (entry.size() > limit) {
            throw new ZipException("it has " + entry.size() + " bytes, more than the " + limit + " that are allowed");
        }
        inMemory += entry.size();
        if (inMemory > MAX_MEMORY + channel.size()) {
            throw new ZipException("the entries expand to more than a model file should hold");
        }
        try (InputStream in = open(entry)) {
            byte[] bytes = in.readNBytes((int) entry.size());
            if (bytes.length < entry.size() || in.read() >= 0) {
                throw new EOFException("it has not the " + entry.size() + " bytes that the directory declares");
            }
            return bytes;
        }
    }

    @Override
    public ByteSource source(String name) throws IOException {
        Entry entry = checked(name);
        try (InputStream in = open(entry)) {
            if (entry.method() == STORED) {
                in.transferTo(OutputStream.nullOutputStream()); // checks the sum
                return ByteSource.of(channel, start(entry), entry.size());
            }
            inflate(in, entry);
            return ByteSource.of(inflated, 0, entry.size());
        }
    }

    /** Expands an entry into a file that nobody else sees and that is deleted in the end. */
    private void inflate(InputStream in, Entry entry) throws IOException {
        Path file = Files.createTempFile("keras4j", null);
        inflated = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        OutputStream out = Channels.newOutputStream(inflated);
        byte[] buffer = new byte[BUFFER];
        long rest = entry.size();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            rest -= count;
            if (rest < 0) {
                break;
            }
            out.write(buffer, 0, count);
        }
        if (rest != 0) {
            throw new EOFException("it has not the " + entry.size() + " bytes that the directory declares");
        }
    }

    private Entry checked(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ZipException("there is no such entry; the entries are " + names());
        }
        if (entry.method() != STORED && entry.method() != DEFLATED) {
            throw new ZipException("it is compressed with method " + entry.method() + ", which is not supported");
        }
        boolean fits = entry.method() == STORED
                ? entry.size() == entry.compressedSize()
                : entry.size() <= SMALL || entry.size() / MAX_EXPANSION <= entry.compressedSize();
        if (!fits || entry.size() < 0) {
            throw new ZipException(
                    "it declares " + entry.size() + " bytes of which " + entry.compressedSize() + " are in the file");
        }
        return entry;
    }

    private long start(Entry entry) throws IOException {
        ByteBuffer local = bytes(channel, entry.header(), LOCAL_SIZE);
        if (local.getInt(0) != LOCAL) {
            throw new ZipException("it is not where the directory says");
        }
        return entry.header() + LOCAL_SIZE + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
    }

    private InputStream open(Entry entry) throws IOException {
        long start = start(entry);
        InputStream stored = ByteSource.of(channel, 0, Long.MAX_VALUE).stream(start, entry.compressedSize());
        InputStream content = stored;
        Inflater inflater = entry.method() == DEFLATED ? new Inflater(true) : null;
        if (inflater != null) {
            content = new InflaterInputStream(stored, inflater, BUFFER);
        }
        return new CheckedInputStream(content, new CRC32()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                check(count < 0);
                return count;
            }

            @Override
            public int read() throws IOException {
                int value = super.read();
                check(value < 0);
                return value;
            }

            private void check(boolean ended) throws IOException {
                if (ended && getChecksum().getValue() != entry.crc()) {
                    throw new ZipException("its checksum differs, the file is damaged");
                }
            }

            @Override
            public void close() {
                if (inflater != null) {
                    inflater.end();
                }
            }
        };
    }

    private static ByteBuffer bytes(FileChannel channel, long position, long length) throws IOException {
        if (position < 0 || length < 0 || length > channel.size() - position || length > Integer.MAX_VALUE - 8) {
            throw new EOFException("it is truncated or damaged");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        ByteSource.of(channel, 0, Long.MAX_VALUE).read(position, buffer);
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        try {
            if (inflated != null) {
                inflated.close();
            }
        } finally {
            channel.close();
        }
    }
}
