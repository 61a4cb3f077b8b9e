package io.keras4j.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/** Element types, under the names Keras gives them. */
public enum DType {
    BOOL("bool", DataType.BOOL, 1, Kind.BOOL, 0),
    UINT8("uint8", DataType.UINT8, 1, Kind.INTEGER, 1),
    INT8("int8", DataType.INT8, 1, Kind.INTEGER, 1),
    INT16("int16", DataType.INT16, 2, Kind.INTEGER, 2),
    INT32("int32", DataType.INT32, 4, Kind.INTEGER, 3),
    INT64("int64", DataType.INT64, 8, Kind.INTEGER, 4),
    BFLOAT16("bfloat16", DataType.BFLOAT16, 2, Kind.FLOATING, 5),
    FLOAT16("float16", DataType.FLOAT16, 2, Kind.FLOATING, 5),
    FLOAT32("float32", DataType.FLOAT, 4, Kind.FLOATING, 6),
    FLOAT64("float64", DataType.DOUBLE, 8, Kind.FLOATING, 7),
    /** Texts, in {@link StringTensor}s: layers make numbers of them before anything is computed. */
    STRING("string", DataType.UTF8, 0, Kind.STRING, 8);

    private enum Kind {
        BOOL,
        INTEGER,
        FLOATING,
        STRING
    }

    private final String kerasName;
    private final DataType nd4j;
    private final int bytes;
    private final Kind kind;
    private final int rank;

    DType(String kerasName, DataType nd4j, int bytes, Kind kind, int rank) {
        this.kerasName = kerasName;
        this.nd4j = nd4j;
        this.bytes = bytes;
        this.kind = kind;
        this.rank = rank;
    }

    /** The ND4J type of the same elements. */
    public DataType nd4j() {
        return nd4j;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    public boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    /**
     * The type named as in Keras.
     *
     * @throws IllegalArgumentException naming the known types
     */
    public static DType of(String kerasName) {
        for (DType type : values()) {
            if (type.kerasName.equals(kerasName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Unknown dtype \"" + kerasName + "\"; known are "
                + Arrays.stream(values()).map(DType::toString).collect(Collectors.joining(", ")));
    }

    /**
     * The type of ND4J's {@code type}.
     *
     * @throws IllegalArgumentException for types that have no counterpart (unsigned 16 to 64 bit), and for strings, which ND4J encodes as the
     *     platform does: they belong into {@link StringTensor}s
     */
    public static DType of(DataType type) {
        for (DType candidate : values()) {
            if (candidate.nd4j == type && candidate != STRING) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("Arrays of type " + type + " are not supported");
    }

    /**
     * The type of the result of an operation on both, as <a href="https://keras.io/api/utils/">keras.backend.result_type</a>:
     * floating wins over integer, and the wider over the narrower; float16 with bfloat16 gives float32, int8 with uint8 int16.
     */
    public static DType result(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (a.rank == b.rank) {
            return a.isFloating() ? FLOAT32 : INT16;
        }
        return a.rank > b.rank ? a : b;
    }

    /** The name in Keras, such as {@code float32}. */
    @Override
    public String toString() {
        return kerasName;
    }
}
