package io.keras4j.callbacks;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import javax.imageio.ImageIO;

/**
 * A file of events that TensorBoard reads: records of TensorFlow's TFRecord format (length, its checksum, data, their checksum), each an
 * {@code Event} message of {@code tensorflow/core/util/event.proto}. The numbers of fields are those of that file and of {@code summary.proto},
 * {@code tensor.proto} and {@code graph.proto} beside it.
 */
final class EventFile implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int BUCKETS = 30;
    private static final int DT_STRING = 7;

    private final Path path;
    private final OutputStream out;

    /** A new file in {@code folder}. */
    EventFile(Path folder) {
        String name = String.format(
                "events.out.tfevents.%010d.keras4j.%d.%d.v2",
                System.currentTimeMillis() / 1000, ProcessHandle.current().pid(), COUNT.getAndIncrement());
        path = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            out = new BufferedOutputStream(Files.newOutputStream(path));
        } catch (IOException e) {
            throw new UncheckedIOException("TensorBoard: cannot write to the folder " + folder, e);
        }
        write(new Protobuf().number(1, now()).text(3, "brain.Event:2"));
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }

    private static Protobuf event(long step) {
        return new Protobuf().number(1, now()).integer(2, step);
    }

    private void summary(long step, Protobuf value) {
        write(event(step).message(5, new Protobuf().message(1, value)));
    }

    void scalar(String tag, double value, long step) {
        summary(step, new Protobuf().text(1, tag).number(2, (float) value));
    }

    /** The distribution of {@code values} in 30 ranges of the same width; nothing for values that are not all finite. */
    void histogram(String tag, double[] values, long step) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return;
            }
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            squares += value * value;
        }
        double width = (max - min) / BUCKETS;
        double[] limits = new double[width > 0 ? BUCKETS : 1];
        double[] counts = new double[limits.length];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = i == limits.length - 1 ? max : min + (i + 1) * width;
        }
        for (double value : values) {
            counts[width > 0 ? Math.min(BUCKETS - 1, (int) ((value - min) / width)) : 0]++;
        }
        Protobuf histogram = new Protobuf()
                .number(1, min)
                .number(2, max)
                .number(3, (double) values.length)
                .number(4, sum)
                .number(5, squares)
                .numbers(6, limits)
                .numbers(7, counts);
        summary(step, new Protobuf().text(1, tag).message(5, histogram));
    }

    /** A picture of brightnesses from 0 to 255, {@code [rows][columns]}. */
    void image(String tag, int[][] pixels, long step) {
        int height = pixels.length;
        int width = pixels[0].length;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            image.getRaster().setPixels(0, y, width, 1, pixels[y]);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Protobuf message = new Protobuf()
                .integer(1, height)
                .integer(2, width)
                .integer(3, 1)
                .data(4, png.toByteArray());
        summary(step, new Protobuf().text(1, tag).message(4, message));
    }

    /** A text for the plugin of this name. */
    void plugin(String tag, String plugin, String text, long step) {
        Protobuf tensor =
                new Protobuf().integer(1, DT_STRING).message(2, new Protobuf()).text(8, text);
        Protobuf metadata =
                new Protobuf().message(1, new Protobuf().text(1, plugin).text(2, "1"));
        summary(step, new Protobuf().text(1, tag).message(8, tensor).message(9, metadata));
    }

    /** A graph, as a {@code GraphDef} message. */
    void graph(Protobuf graphDef) {
        write(event(0).data(4, graphDef.toBytes()));
    }

    private void write(Protobuf event) {
        byte[] data = event.toBytes();
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        try {
            out.write(length);
            out.write(maskedChecksum(length));
            out.write(data);
            out.write(maskedChecksum(data));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static byte[] maskedChecksum(byte[] data) {
        Checksum checksum = new CRC32C();
        checksum.update(data);
        int crc = (int) checksum.getValue();
        int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }

    /** Lets readers see what was written. */
    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("TensorBoard: cannot write to " + path, e);
    }
}
