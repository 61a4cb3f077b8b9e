package io.keras4j.io.hdf5;

import java.util.Arrays;

/** The sizes of the axes of a dataset or an attribute; null dims for one without elements. */
record Dataspace(long[] dims) {
    private static final int NULL = 2;
    private static final int MAX_RANK = 32;

    static Dataspace read(Cursor cursor) throws Hdf5Exception {
        int version = cursor.version("dataspace", 1, 2);
        int rank = cursor.u8();
        cursor.u8();
        int type = cursor.u8();
        if (version == 1) {
            cursor.skip(4);
        } else if (type == NULL) {
            return new Dataspace(null);
        }
        if (rank > MAX_RANK) {
            throw new Hdf5Exception("an array has " + rank + " axes");
        }
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = cursor.length();
            if (dims[i] < 0) {
                throw new Hdf5Exception("an axis has " + Long.toUnsignedString(dims[i]) + " elements");
            }
        }
        return new Dataspace(dims);
    }

    /** The number of elements. */
    long count() throws Hdf5Exception {
        return dims == null ? 0 : bytes(1);
    }

    /** The number of bytes that elements of {@code size} bytes take. */
    long bytes(long size) throws Hdf5Exception {
        if (dims == null || Arrays.stream(dims).anyMatch(dim -> dim == 0)) {
            return 0;
        }
        try {
            return Arrays.stream(dims).reduce(size, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new Hdf5Exception("an array of shape " + Arrays.toString(dims) + " is too large");
        }
    }
}
