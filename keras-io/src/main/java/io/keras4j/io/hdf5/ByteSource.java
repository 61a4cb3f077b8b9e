package io.keras4j.io.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Bytes that can be read from anywhere: a file, a part of one, or an array. */
public interface ByteSource {
    /** The number of bytes. */
    long size();

    /**
     * Fills what remains of {@code target} with the bytes from {@code position} on.
     *
     * @throws EOFException when there are not so many
     */
    void read(long position, ByteBuffer target) throws IOException;

    /** The {@code length} bytes of {@code channel} from {@code start} on, or those that there are. */
    static ByteSource of(FileChannel channel, long start, long length) throws IOException {
        long size = Math.max(0, Math.min(length, channel.size() - start));
        return new ByteSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long position, ByteBuffer target) throws IOException {
                check(this, position, target.remaining());
                long next = start + position;
                while (target.hasRemaining()) {
                    int count = channel.read(target, next);
                    if (count < 0) {
                        throw new EOFException("the file became shorter while it was read");
                    }
                    next += count;
                }
            }
        };
    }

    /** The bytes of {@code array}. */
    static ByteSource of(byte[] array) {
        return new ByteSource() {
            @Override
            public long size() {
                return array.length;
            }

            @Override
            public void read(long position, ByteBuffer target) throws IOException {
                check(this, position, target.remaining());
                target.put(array, (int) position, target.remaining());
            }
        };
    }

    /** The {@code length} bytes from {@code start} on as a stream. */
    default InputStream stream(long start, long length) throws EOFException {
        check(this, start, length);
        return new InputStream() {
            private long position = start;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                Objects.checkFromIndexSize(offset, count, target.length);
                int available = (int) Math.min(count, start + length - position);
                if (count == 0 || available == 0) {
                    return count == 0 ? 0 : -1;
                }
                ByteSource.this.read(position, ByteBuffer.wrap(target, offset, available));
                position += available;
                return available;
            }
        };
    }

    private static void check(ByteSource source, long position, long length) throws EOFException {
        if (position < 0 || length < 0 || length > source.size() - position) {
            throw new EOFException("it ends before byte " + position + " + " + length);
        }
    }
}
