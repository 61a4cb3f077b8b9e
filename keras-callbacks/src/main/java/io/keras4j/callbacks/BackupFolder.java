package io.keras4j.callbacks;

import io.keras4j.config.Json;
import io.keras4j.models.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Backups in a folder. One is three files: weights, arrays, and {@code training_metadata.json}, which names the other two and takes the place of
 * that of the backup before as the last step, all at once. So there is always a whole backup, whenever the process dies.
 */
final class BackupFolder {
    private static final String METADATA = "training_metadata.json";
    private static final String PREVIOUS = METADATA + ".bkp";
    private static final String WEIGHTS = ".weights.h5";
    private static final String ARRAYS = ".arrays";
    private static final String ARRAY = "array";
    private static final int MAX_ARRAYS = 1_000_000;

    private final Path folder;
    private final boolean keepsPrevious;
    private long last;

    private BackupFolder(Path folder, boolean keepsPrevious) {
        this.folder = folder;
        this.keepsPrevious = keepsPrevious;
    }

    /** The folder, which is made if need be, and checked for being writable. */
    static BackupFolder open(String path, boolean keepsPrevious) {
        Path folder = Path.of(path);
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "check", ".tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException("BackupAndRestore: cannot write to the folder " + folder, e);
        }
        return new BackupFolder(folder, keepsPrevious);
    }

    boolean isEmpty() {
        return !Files.exists(folder.resolve(METADATA)) && !hasPrevious();
    }

    boolean hasPrevious() {
        return Files.exists(folder.resolve(PREVIOUS));
    }

    /** The file with the weights that belong to {@code state}. */
    String weights(Map<String, Object> state) {
        return folder.resolve(generation(state) + WEIGHTS).toString();
    }

    private static String generation(Map<String, Object> state) {
        return "latest-" + ((Number) state.get("backup")).longValue();
    }

    /** The state in the last backup, or in the one before. */
    Map<String, Object> read(boolean previous) {
        Path file = folder.resolve(previous ? PREVIOUS : METADATA);
        try {
            Map<?, ?> metadata = (Map<?, ?>) Json.read(Files.readAllBytes(file));
            Map<String, Object> state = new LinkedHashMap<>();
            metadata.forEach((key, value) -> state.put((String) key, value));
            last = ((Number) state.get("backup")).longValue();
            List<INDArray> arrays = readArrays(folder.resolve(generation(state) + ARRAYS));
            state.replaceAll((key, value) -> withArrays(value, arrays));
            return state;
        } catch (Json.SyntaxException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            throw new UncheckedIOException(new IOException(file + " is damaged", e));
        } catch (IOException e) {
            throw new UncheckedIOException("BackupAndRestore: cannot read the backup " + file, e);
        }
    }

    /** Makes a backup of {@code state} and of what {@code saveWeights} writes to the path it is given. */
    void write(Map<String, Object> state, Consumer<String> saveWeights) {
        Map<String, Object> metadata = new LinkedHashMap<>(state);
        metadata.put("backup", ++last);
        List<INDArray> arrays = new ArrayList<>();
        metadata.replaceAll((key, value) -> withoutArrays(value, arrays));
        Path current = folder.resolve(METADATA);
        try {
            saveWeights.accept(weights(metadata));
            writeArrays(folder.resolve(generation(metadata) + ARRAYS), arrays);
            if (keepsPrevious && Files.exists(current)) {
                byte[] before = Files.readAllBytes(current);
                AtomicFile.write(folder.resolve(PREVIOUS), out -> out.write(before));
            }
            AtomicFile.write(current, out -> out.write(Json.write(metadata).getBytes(StandardCharsets.UTF_8)));
            deleteOlderThan(keepsPrevious ? last - 1 : last);
        } catch (IOException e) {
            throw new UncheckedIOException("BackupAndRestore: cannot write to " + folder, e);
        }
    }

    /** Deletes weights and arrays of backups before number {@code first}, and what a process left unfinished when it died. */
    private void deleteOlderThan(long first) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            String number = name.startsWith("latest-")
                    ? name.substring("latest-".length()).replaceFirst("\\..*", "")
                    : "";
            boolean isOld = number.matches("\\d{1,18}") && Long.parseLong(number) < first;
            if (isOld || name.endsWith(".tmp")) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Deletes the backups, and the folder if it holds nothing else. */
    void delete() {
        try {
            Files.deleteIfExists(folder.resolve(METADATA)); // from here on there is no backup
            Files.deleteIfExists(folder.resolve(PREVIOUS));
            deleteOlderThan(Long.MAX_VALUE);
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // somebody else's files
        } catch (IOException e) {
            throw new UncheckedIOException("BackupAndRestore: cannot delete the backup in " + folder, e);
        }
    }

    // ---- Arrays, which JSON refers to by {"array": number}

    private static Object withoutArrays(Object value, List<INDArray> arrays) {
        if (value instanceof INDArray array) {
            arrays.add(array);
            return Map.of(ARRAY, arrays.size() - 1);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> withoutArrays(element, arrays)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.replaceAll((key, element) -> withoutArrays(element, arrays));
            return copy;
        }
        return value;
    }

    private static Object withArrays(Object value, List<INDArray> arrays) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> withArrays(element, arrays)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            if (map.size() == 1 && map.get(ARRAY) instanceof Number index) {
                return arrays.get(index.intValue());
            }
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.replaceAll((key, element) -> withArrays(element, arrays));
            return copy;
        }
        return value;
    }

    private static void writeArrays(Path file, List<INDArray> arrays) throws IOException {
        AtomicFile.write(file, out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeInt(arrays.size());
            for (INDArray array : arrays) {
                Nd4j.write(array, data);
            }
            data.flush();
        });
    }

    private static List<INDArray> readArrays(Path file) throws IOException {
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = data.readInt();
            if (count < 0 || count > MAX_ARRAYS) {
                throw new IOException(file + " is damaged");
            }
            List<INDArray> arrays = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                arrays.add(Nd4j.read(data));
            }
            return arrays;
        }
    }
}
