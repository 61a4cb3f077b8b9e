package io.keras4j.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads NumPy's {@code .npz} files, as {@code numpy.load} does.
 *
 * <pre>{@code
 * Map<String, INDArray> arrays = Npz.load(Path.of("data.npz"));   // written by np.savez("data.npz", x=x, y=y)
 * INDArray x = arrays.get("x");
 * }</pre>
 *
 * <p>Elements may be {@code bool}, {@code int8}, {@code uint8}, {@code int16}, {@code int32}, {@code int64}, {@code
 * float32} and {@code float64}, of either byte order, in C or Fortran order. Pickled objects are refused.
 */
public final class Npz {
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
