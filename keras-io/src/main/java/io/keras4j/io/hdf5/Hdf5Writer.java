package io.keras4j.io.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an HDF5 file (superblock of version 2, as of HDF5 1.8) from the first byte to the last: the elements of datasets are asked for when
 * it is their turn, so nothing large is held in memory.
 *
 * <pre>{@code
 * var file = new Hdf5Writer();
 * file.root().group("layers/dense/vars").dataset("0", Elements.FLOAT32, new long[] {2}, out -> ...);
 * file.writeTo(stream);
 * }</pre>
 */
public final class Hdf5Writer {
    private static final int SUPERBLOCK = 48;
    private static final int MAX_MESSAGE = 0xffff;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private final Group root = new Group();
    private final TextHeap texts = new TextHeap();

    /** Writes the elements of a dataset, in row-major and little-endian order. */
    @FunctionalInterface
    public interface Content {
        /** Writes exactly the bytes of the dataset. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** The types that elements can be written as. */
    public enum Elements {
        /** Numbers of 4 bytes with sign, exponent of 8 bits and mantissa of 23. */
        FLOAT32(4, 1, floating(31, 23, 8, 127)),
        /** Numbers of 8 bytes with sign, exponent of 11 bits and mantissa of 52. */
        FLOAT64(8, 1, floating(63, 52, 11, 1023)),
        /** Numbers of 2 bytes with sign, exponent of 5 bits and mantissa of 10. */
        FLOAT16(2, 1, floating(15, 10, 5, 15)),
        /** Integers of 1 byte with sign. */
        INT8(1, 0, integer(1, true)),
        /** Integers of 2 bytes with sign. */
        INT16(2, 0, integer(2, true)),
        /** Integers of 4 bytes with sign. */
        INT32(4, 0, integer(4, true)),
        /** Integers of 8 bytes with sign. */
        INT64(8, 0, integer(8, true)),
        /** Integers of 1 byte without sign. */
        UINT8(1, 0, integer(1, false)),
        /** Truth values, as h5py writes them. */
        BOOLEAN(1, 8, truth()),
        /** Two bytes without a meaning that HDF5 knows, which is how h5py writes bfloat16. */
        OPAQUE16(2, 5, new byte[] {0, 0, 0});

        private final int size;
        private final byte[] message;

        Elements(int size, int kind, byte[] description) {
            this.size = size;
            ByteBuffer buffer = buffer(5 + description.length);
            buffer.put((byte) (0x10 | kind)).put(description, 0, 3).putInt(size);
            buffer.put(description, 3, description.length - 3);
            this.message = java.util.Arrays.copyOf(buffer.array(), buffer.position());
        }

        /** Bytes per element. */
        public int size() {
            return size;
        }

        private static byte[] floating(int sign, int mantissa, int exponent, int bias) {
            ByteBuffer buffer = buffer(15);
            buffer.put((byte) 0x20).put((byte) sign).put((byte) 0);
            buffer.putShort((short) 0).putShort((short) (sign + 1));
            buffer.put((byte) mantissa).put((byte) exponent).put((byte) 0).put((byte) mantissa);
            return buffer.putInt(bias).array();
        }

        private static byte[] integer(int size, boolean signed) {
            ByteBuffer buffer = buffer(7);
            buffer.put((byte) (signed ? 0x08 : 0)).putShort((short) 0);
            return buffer.putShort((short) 0).putShort((short) (8 * size)).array();
        }

        private static byte[] truth() {
            ByteBuffer buffer = buffer(33);
            buffer.put(new byte[] {2, 0, 0});
            buffer.put(new byte[] {0x10, 0x08, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0});
            buffer.put("FALSE\0\0\0TRUE\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
            return buffer.put(new byte[] {0, 1}).array();
        }
    }

    /** The group that all others are in. */
    public Group root() {
        return root;
    }

    /** Writes the file. */
    public void writeTo(OutputStream out) throws IOException {
        long end = layOut();
        Counter counter = new Counter(out);
        counter.write(superblock(end));
        texts.writeTo(counter);
        write(root, counter);
    }

    /** The number of bytes that {@link #writeTo} writes. */
    public long size() {
        return layOut();
    }

    private long layOut() {
        texts.address = SUPERBLOCK;
        return place(root, SUPERBLOCK + texts.size());
    }

    private byte[] superblock(long end) {
        ByteBuffer buffer = buffer(SUPERBLOCK);
        buffer.put(SIGNATURE).put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0);
        buffer.putLong(0).putLong(Cursor.UNDEFINED).putLong(end).putLong(root.address);
        return checked(buffer);
    }

    private static long place(Node node, long start) {
        node.address = start;
        long next = start + align(node.header().length);
        if (node instanceof Dataset) {
            Dataset dataset = (Dataset) node;
            dataset.dataAddress = dataset.bytes == 0 ? Cursor.UNDEFINED : next;
            return next + align(dataset.bytes);
        }
        for (Node child : ((Group) node).children.values()) {
            next = place(child, next);
        }
        return next;
    }

    private static void write(Node node, Counter out) throws IOException {
        out.seek(node.address);
        out.write(node.header());
        if (node instanceof Dataset) {
            Dataset dataset = (Dataset) node;
            out.pad();
            long start = out.position;
            dataset.content.writeTo(out);
            if (out.position - start != dataset.bytes) {
                throw new IOException("A dataset of " + dataset.bytes + " bytes was given " + (out.position - start));
            }
            out.pad();
            return;
        }
        out.pad();
        for (Node child : ((Group) node).children.values()) {
            write(child, out);
        }
    }

    /** What has attributes: a group or a dataset. */
    public abstract sealed class Node {
        private final Map<String, byte[]> attributes = new LinkedHashMap<>();
        long address;

        /** Sets an attribute to a text of any length. */
        public void attribute(String name, String value) {
            ByteBuffer type = buffer(20);
            type.put(new byte[] {0x19, 1, 1, 0}).putInt(16).put(Elements.UINT8.message);
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            ByteBuffer data = buffer(16);
            int index = texts.add(utf8);
            data.putInt(utf8.length).putLong(SUPERBLOCK).putInt(index);
            attribute(name, type.array(), new long[0], data.array());
        }

        /**
         * Sets an attribute to a list of texts, in as many bytes each as the longest takes.
         *
         * @throws IllegalArgumentException when that is more than the 64 KiB that an attribute can have
         */
        public void attribute(String name, List<String> values) {
            List<byte[]> texts = values.stream()
                    .map(value -> value.getBytes(StandardCharsets.UTF_8))
                    .toList();
            int size = Math.max(
                    1, texts.stream().mapToInt(text -> text.length).max().orElse(1));
            ByteBuffer data = buffer(Math.multiplyExact(size, values.size()));
            for (int i = 0; i < texts.size(); i++) {
                data.position(i * size).put(texts.get(i));
            }
            ByteBuffer type = buffer(8);
            boolean ascii = values.stream().allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
            type.put(new byte[] {0x13, (byte) (ascii ? 0x01 : 0x11), 0, 0}).putInt(size);
            attribute(name, type.array(), new long[] {values.size()}, data.array());
        }

        private void attribute(String name, byte[] type, long[] shape, byte[] data) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            byte[] space = dataspace(shape);
            int length = 9 + utf8.length + 1 + type.length + space.length + data.length;
            if (length > MAX_MESSAGE) {
                throw new IllegalArgumentException("The attribute " + name + " takes " + length
                        + " bytes, more than HDF5 allows (" + MAX_MESSAGE + ")");
            }
            ByteBuffer buffer = buffer(length);
            buffer.put((byte) 3).put((byte) 0).putShort((short) (utf8.length + 1));
            buffer.putShort((short) type.length).putShort((short) space.length).put((byte) 1);
            buffer.put(utf8).put((byte) 0).put(type).put(space).put(data);
            attributes.put(name, buffer.array());
        }

        abstract void addMessages(Messages messages);

        final byte[] header() {
            Messages messages = new Messages();
            addMessages(messages);
            attributes.values().forEach(attribute -> messages.add(ObjectHeader.ATTRIBUTE, attribute));
            return messages.header();
        }
    }

    /** A group. */
    public final class Group extends Node {
        private final Map<String, Node> children = new LinkedHashMap<>();

        /** The group at {@code path}, names separated by slashes; those that do not exist are made. */
        public Group group(String path) {
            Group group = this;
            for (String name : path.split("/")) {
                if (!name.isEmpty()) {
                    group = (Group) group.children.computeIfAbsent(name, n -> new Group());
                }
            }
            return group;
        }

        /** Adds a dataset. */
        public Dataset dataset(String name, Elements type, long[] shape, Content content) {
            Dataset dataset = new Dataset(type, shape.clone(), content);
            children.put(name, dataset);
            return dataset;
        }

        @Override
        void addMessages(Messages messages) {
            messages.add(
                    ObjectHeader.LINK_INFO,
                    buffer(18)
                            .putShort((short) 0)
                            .putLong(Cursor.UNDEFINED)
                            .putLong(Cursor.UNDEFINED)
                            .array());
            messages.add(0x0a, new byte[2]);
            children.forEach((name, child) -> {
                byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
                ByteBuffer link = buffer(15 + utf8.length);
                link.put((byte) 1).put((byte) 0x12).put((byte) 1).putInt(utf8.length);
                messages.add(
                        ObjectHeader.LINK, link.put(utf8).putLong(child.address).array());
            });
        }
    }

    /** A dataset. */
    public final class Dataset extends Node {
        private final Elements type;
        private final long[] shape;
        private final Content content;
        private final long bytes;
        private long dataAddress;

        private Dataset(Elements type, long[] shape, Content content) {
            this.type = type;
            this.shape = shape;
            this.content = content;
            long size = type.size();
            for (long dim : shape) {
                size = Math.multiplyExact(size, dim);
            }
            this.bytes = size;
        }

        @Override
        void addMessages(Messages messages) {
            messages.add(ObjectHeader.DATASPACE, dataspace(shape));
            messages.add(ObjectHeader.DATATYPE, type.message);
            messages.add(0x05, new byte[] {3, 0x0a});
            ByteBuffer layout = buffer(18);
            messages.add(
                    ObjectHeader.LAYOUT,
                    layout.put((byte) 3)
                            .put((byte) 1)
                            .putLong(dataAddress)
                            .putLong(bytes)
                            .array());
        }
    }

    private static byte[] dataspace(long[] shape) {
        ByteBuffer buffer = buffer(4 + 8 * shape.length);
        buffer.put((byte) 2).put((byte) shape.length).put((byte) 0).put((byte) (shape.length == 0 ? 0 : 1));
        for (long dim : shape) {
            buffer.putLong(dim);
        }
        return buffer.array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] checked(ByteBuffer buffer) {
        return buffer.putInt(Checksum.of(buffer.array(), 0, buffer.position())).array();
    }

    private static long align(long size) {
        return (size + 7) / 8 * 8;
    }

    /** The messages of an object header. */
    private static final class Messages {
        private final List<ByteBuffer> messages = new ArrayList<>();
        private int size;

        void add(int type, byte[] data) {
            ByteBuffer message = buffer(4 + data.length);
            message.put((byte) type).putShort((short) data.length).put((byte) 0).put(data);
            messages.add(message);
            size += message.capacity();
        }

        byte[] header() {
            ByteBuffer header = buffer(10 + size + 4);
            header.put("OHDR".getBytes(StandardCharsets.US_ASCII))
                    .put((byte) 2)
                    .put((byte) 0x02)
                    .putInt(size);
            messages.forEach(message -> header.put(message.array()));
            return checked(header);
        }
    }

    /** The texts of attributes, in one collection of the global heap. */
    private static final class TextHeap {
        private static final int MIN_SIZE = 4096;

        private final List<byte[]> texts = new ArrayList<>();
        private long address;

        int add(byte[] text) {
            if (texts.size() == MAX_MESSAGE) {
                throw new IllegalArgumentException("More than " + MAX_MESSAGE + " texts in one file");
            }
            texts.add(text);
            return texts.size();
        }

        long size() {
            long used = 16
                    + texts.stream().mapToLong(text -> 16 + align(text.length)).sum();
            return texts.isEmpty() ? 0 : Math.max(MIN_SIZE, used);
        }

        void writeTo(Counter out) throws IOException {
            if (texts.isEmpty()) {
                return;
            }
            ByteBuffer prefix = buffer(16);
            prefix.put("GCOL".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).position(8);
            out.write(prefix.putLong(size()).array());
            for (int i = 0; i < texts.size(); i++) {
                out.write(object(i + 1, texts.get(i).length));
                out.write(texts.get(i));
                out.pad();
            }
            long free = address + size() - out.position;
            if (free >= 16) {
                out.write(object(0, free));
                out.write(new byte[(int) free - 16]);
            }
        }

        private static byte[] object(int index, long size) {
            ByteBuffer header = buffer(16);
            header.putShort((short) index)
                    .putShort((short) (index == 0 ? 0 : 1))
                    .position(8);
            return header.putLong(size).array();
        }
    }

    /** Knows the position in the file. */
    private static final class Counter extends OutputStream {
        private final OutputStream out;
        private long position;

        Counter(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        void pad() throws IOException {
            write(new byte[(int) (align(position) - position)]);
        }

        void seek(long expected) {
            if (position != expected) {
                throw new IllegalStateException("Written to " + position + ", laid out to " + expected);
            }
        }
    }
}
