package io.keras4j.io.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A group or a dataset: both have attributes. */
public abstract sealed class Hdf5Object permits Hdf5Group, Hdf5Dataset {
    private final File file;
    private final String path;
    private final ObjectHeader header;
    private Map<String, Object> attributes;

    /**
     * What all objects of a file share.
     *
     * @param opened where the headers of objects are that were opened
     */
    record File(Storage storage, GlobalHeap texts, Set<Long> opened) {}

    Hdf5Object(File file, String path, ObjectHeader header) {
        this.file = file;
        this.path = path;
        this.header = header;
    }

    final File file() {
        return file;
    }

    final ObjectHeader header() {
        return header;
    }

    /** The names that lead here from the root, such as {@code /layers/dense/vars}. */
    public final String path() {
        return path;
    }

    /** The number of bytes of the whole file. */
    public final long fileSize() {
        return file.storage().source().size();
    }

    /**
     * The attributes by name: a Long, Double, Boolean or String, or a list of such; null for one without elements.
     *
     * @throws Hdf5Exception when one is damaged or of a kind that model files do not hold
     */
    public final Map<String, Object> attributes() throws IOException {
        if (attributes == null) {
            attributes = Collections.unmodifiableMap(readAttributes());
        }
        return attributes;
    }

    private Map<String, Object> readAttributes() throws IOException {
        Map<String, Object> values = new TreeMap<>();
        for (Cursor message : header.all(ObjectHeader.ATTRIBUTE)) {
            readAttribute(message, values);
        }
        for (Cursor info : header.all(ObjectHeader.ATTRIBUTE_INFO)) {
            for (Cursor message : DenseStorage.attributes(file.storage(), info)) {
                readAttribute(message, values);
            }
        }
        return values;
    }

    private void readAttribute(Cursor cursor, Map<String, Object> values) throws IOException {
        int version = cursor.version("attribute", 1, 3);
        int flags = cursor.u8();
        if (version > 1 && flags != 0) {
            throw new Hdf5Exception("it shares parts of attributes, which model files do not");
        }
        int nameSize = cursor.u16();
        int typeSize = cursor.u16();
        int spaceSize = cursor.u16();
        if (version == 3) {
            cursor.skip(1);
        }
        int unit = version == 1 ? 8 : 1;
        String name = terminated(padded(cursor, nameSize, unit));
        Datatype type = Datatype.read(padded(cursor, typeSize, unit));
        Dataspace space = Dataspace.read(padded(cursor, spaceSize, unit));
        values.put(name, readValue(cursor, type, space));
    }

    private Object readValue(Cursor cursor, Datatype type, Dataspace space) throws IOException {
        if (space.dims() == null) {
            return null;
        }
        Cursor data = cursor.part(space.bytes(type.size()));
        if (space.dims().length == 0) {
            return type.value(data, file.texts());
        }
        List<Object> elements = new ArrayList<>();
        for (long i = space.count(); i > 0; i--) {
            elements.add(type.value(data, file.texts()));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Cursor padded(Cursor cursor, int size, int unit) throws Hdf5Exception {
        Cursor part = cursor.part(size);
        cursor.skip(Math.min(cursor.remaining(), (unit - size % unit) % unit));
        return part;
    }

    private static String terminated(Cursor name) throws Hdf5Exception {
        byte[] bytes = name.take(name.remaining());
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + path + "]";
    }
}
