package io.keras4j.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.keras4j.backend.NativeMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A message in the wire format of Protocol Buffers: numbered fields in the order in which they are added. Messages inside are complete. */
final class Message {
    private interface Field {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private final List<Field> fields = new ArrayList<>();
    private long size;

    /** Bytes, without the length that comes before a message inside another one. */
    long size() {
        return size;
    }

    Message number(int field, long value) {
        return add(CodedOutputStream.computeInt64Size(field, value), out -> out.writeInt64(field, value));
    }

    Message number(int field, float value) {
        return add(CodedOutputStream.computeFloatSize(field, value), out -> out.writeFloat(field, value));
    }

    Message text(int field, String value) {
        return add(CodedOutputStream.computeStringSize(field, value), out -> out.writeString(field, value));
    }

    Message message(int field, Message value) {
        return delimited(field, value.size, value::writeTo);
    }

    /** The elements of an array in row-major order without gaps, as they are when the message is written. */
    Message elements(int field, INDArray array) {
        return delimited(field, array.length() * array.dataType().width(), out -> {
            if (array.length() > 0) {
                Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
                out.write(NativeMemory.buffer(array));
            }
        });
    }

    private Message delimited(int field, long length, Field content) {
        long prefix = CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length);
        return add(prefix + length, out -> {
            out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt64NoTag(length);
            content.writeTo(out);
        });
    }

    private Message add(long bytes, Field field) {
        size += bytes;
        fields.add(field);
        return this;
    }

    void writeTo(CodedOutputStream out) throws IOException {
        for (Field field : fields) {
            field.writeTo(out);
        }
    }
}
