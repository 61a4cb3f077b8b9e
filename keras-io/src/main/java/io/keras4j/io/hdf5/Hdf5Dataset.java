package io.keras4j.io.hdf5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A dataset: an array of numbers or text. */
public final class Hdf5Dataset extends Hdf5Object {
    private static final int COMPACT = 0;
    private static final int CONTIGUOUS = 1;
    private static final int CHUNKED = 2;

    private final Dataspace space;
    private final Datatype type;

    Hdf5Dataset(File file, String path, ObjectHeader header) throws IOException {
        super(file, path, header);
        space = Dataspace.read(header.one(ObjectHeader.DATASPACE, "shapes"));
        type = Datatype.read(header.one(ObjectHeader.DATATYPE, "types"));
    }

    /** The sizes of the axes; none for a single number. A dataset without elements has an axis of size 0. */
    public long[] shape() {
        return space.dims() == null ? new long[1] : space.dims().clone();
    }

    /** What the elements are. */
    public Datatype type() {
        return type;
    }

    /** Whether the elements may take less room in the file than they have bytes. */
    public boolean isCompressed() {
        return header().has(ObjectHeader.FILTERS);
    }

    /**
     * The number of bytes of all elements.
     *
     * @throws Hdf5Exception when the file cannot hold so many
     */
    public long byteSize() throws IOException {
        long size = space.bytes(type.size());
        long expansion = isCompressed() ? Chunks.MAX_EXPANSION : 1;
        if (size / expansion > file().storage().source().size()) {
            throw new Hdf5Exception(path() + " declares " + size + " bytes, more than the file can hold");
        }
        return size;
    }

    /**
     * The elements in row-major order, as they are in the file: see {@link #type()}.
     *
     * @throws Hdf5Exception when the file does not hold them all, or in a way that model files do not use
     */
    public InputStream open() throws IOException {
        Cursor layout = header().one(ObjectHeader.LAYOUT, "layouts");
        int version = layout.version("data layout", 3, 4);
        int layoutClass = layout.u8();
        long size = byteSize();
        if (size == 0) {
            return InputStream.nullInputStream();
        }
        switch (layoutClass) {
            case COMPACT:
                return new ByteArrayInputStream(layout.part(layout.u16()).take(size));
            case CONTIGUOUS:
                return contiguous(layout, size);
            case CHUNKED:
                if (version == 3) {
                    return new ByteArrayInputStream(new Chunks(this, layout).assemble(size));
                }
                throw new Hdf5Exception(path() + " is chunked in a way that model files do not use");
            default:
                throw new Hdf5Exception(path() + " is kept in a way that model files do not use");
        }
    }

    private InputStream contiguous(Cursor layout, long size) throws IOException {
        long address = layout.address();
        long stored = layout.length();
        if (address == Cursor.UNDEFINED) {
            throw new Hdf5Exception("the elements of " + path() + " were never written");
        }
        if (stored < size) {
            throw new Hdf5Exception(path() + " should have " + size + " bytes and has " + stored);
        }
        return file().storage().source().stream(address, size);
    }
}
