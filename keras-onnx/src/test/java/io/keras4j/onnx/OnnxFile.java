package io.keras4j.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is in an ONNX file, read by another part of the library that wrote it. */
final class OnnxFile {
    final UnknownFieldSet model;
    final UnknownFieldSet graph;

    OnnxFile(Path path) throws IOException {
        model = UnknownFieldSet.parseFrom(Files.readAllBytes(path));
        graph = messages(model, 7).get(0);
    }

    record Node(String type, List<String> inputs, List<String> outputs, List<UnknownFieldSet> attributes) {
        /** The integers of an attribute. */
        List<Long> ints(String name) {
            return attributes.stream()
                    .filter(attribute -> text(attribute, 1).equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getField(8)
                    .getVarintList();
        }
    }

    record Tensor(String name, List<Long> sizes, long type, ByteString elements) {
        List<Float> floats() {
            var buffer = elements.asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            List<Float> values = new ArrayList<>();
            while (buffer.hasRemaining()) {
                values.add(buffer.get());
            }
            return values;
        }

        List<Long> longs() {
            var buffer = elements.asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer();
            List<Long> values = new ArrayList<>();
            while (buffer.hasRemaining()) {
                values.add(buffer.get());
            }
            return values;
        }
    }

    List<Node> nodes() {
        return all(graph, 1, node -> new Node(text(node, 4), texts(node, 1), texts(node, 2), messages(node, 5)));
    }

    List<Node> nodes(String type) {
        return nodes().stream().filter(node -> node.type.equals(type)).toList();
    }

    List<Tensor> initializers() {
        return all(
                graph,
                5,
                tensor -> new Tensor(
                        text(tensor, 8),
                        tensor.getField(1).getVarintList(),
                        number(tensor, 2),
                        tensor.getField(9).getLengthDelimitedList().get(0)));
    }

    Tensor initializer(String name) {
        return initializers().stream()
                .filter(tensor -> tensor.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Inputs as {@code name: type (sizes)}, in which type is ONNX's number. */
    List<String> inputs() {
        return all(graph, 11, OnnxFile::valueInfo);
    }

    List<String> outputs() {
        return all(graph, 12, OnnxFile::valueInfo);
    }

    private static String valueInfo(UnknownFieldSet value) {
        UnknownFieldSet type = messages(messages(value, 2).get(0), 1).get(0);
        List<String> sizes = all(
                messages(type, 2).get(0),
                1,
                size -> size.hasField(2) ? text(size, 2) : size.hasField(1) ? "" + number(size, 1) : "?");
        return text(value, 1) + ": " + number(type, 1) + " (" + String.join(", ", sizes) + ")";
    }

    static long number(UnknownFieldSet message, int field) {
        return message.getField(field).getVarintList().get(0);
    }

    static String text(UnknownFieldSet message, int field) {
        return texts(message, field).get(0);
    }

    private static List<String> texts(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .toList();
    }

    static List<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
        return all(message, field, inner -> inner);
    }

    private static <T> List<T> all(UnknownFieldSet message, int field, Function<UnknownFieldSet, T> read) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(bytes -> {
                    try {
                        return read.apply(UnknownFieldSet.parseFrom(bytes));
                    } catch (InvalidProtocolBufferException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
