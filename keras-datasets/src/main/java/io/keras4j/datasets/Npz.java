package io.keras4j.datasets;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads and writes NumPy's {@code .npz} files, as {@code numpy.load} and {@code numpy.savez} do.
 *
 * <pre>{@code
 * Map<String, INDArray> arrays = Npz.load(Path.of("data.npz"));   // written by np.savez("data.npz", x=x, y=y)
 * INDArray x = arrays.get("x");
 * Npz.save(Path.of("predicted.npz"), Map.of("y", model.predict(x)));
 * }</pre>
 *
 * <p>Elements may be {@code bool}, {@code int8}, {@code uint8}, {@code int16}, {@code int32}, {@code int64}, {@code
 * float32} and {@code float64}, of either byte order, in C or Fortran order. Pickled objects are refused.
 */
public final class Npz {
    /** The first time that a zip file can state. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    /**
     * The arrays by name, in the order of the file.
     *
     * @throws DatasetException where the file is missing, damaged or holds something else than arrays
     */
    public static Map<String, INDArray> load(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new DatasetException(file + " cannot be read: " + e, e);
        }
    }

    /** Writes {@code arrays} to {@code file}, which is replaced where it exists. */
    public static void save(Path file, Map<String, INDArray> arrays) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            save(out, arrays);
        }
    }

    /** Writes {@code arrays} in their order, as {@link Npy#save(OutputStream, INDArray)} does; the same arrays give the same bytes. */
    public static void save(OutputStream out, Map<String, INDArray> arrays) throws IOException {
        var zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (Map.Entry<String, INDArray> array : arrays.entrySet()) {
            var entry = new ZipEntry(array.getKey() + ".npy");
            entry.setTimeLocal(EPOCH);
            zip.putNextEntry(entry);
            Npy.save(zip, array.getValue());
        }
        zip.finish();
    }

    static Map<String, INDArray> read(String name, InputStream in) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String array = entry.getName().replaceFirst("\\.npy$", "");
                arrays.put(array, Npy.read(name + ": " + array, zip));
            }
        } catch (IOException | IllegalArgumentException e) {
            // ZipInputStream reports names that are not UTF-8 as IllegalArgumentException.
            throw new DatasetException(name + " is damaged: " + e.getMessage(), e);
        }
        if (arrays.isEmpty()) {
            throw new DatasetException(name + " is not an .npz file: it holds no zip entries");
        }
        return arrays;
    }
}
